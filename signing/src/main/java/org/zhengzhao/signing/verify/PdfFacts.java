package org.zhengzhao.signing.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.ShownHolder;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.status.StatusReference;
import org.zhengzhao.signing.structure.Change;

/**
 * Facts about a PDF.
 *
 * @param signatures how many signatures the document has, timestamps not counted
 * @param signature the first of them
 * @param timestamps in the order in which they were made
 * @param stored validation data in the document
 * @param credential the embedded credential, its candidates being the signer of the PDF where the key identifier is that one's
 * @param credentialOctets the same as octets, to be compared with the QR symbol
 * @param pictures what the QR symbols on the pages say
 * @param pageText the text on the pages; empty where there is nothing to hold it against
 */
public record PdfFacts(
        int signatures,
        Optional<PdfSignature> signature,
        List<TimestampFacts> timestamps,
        StoredEvidence stored,
        LicenseFile licenseFile,
        Optional<CredentialFacts> credential,
        Optional<Credential> credentialOctets,
        Pictures pictures,
        Optional<PageText> pageText)
        implements Facts {
    public PdfFacts {
        timestamps = List.copyOf(timestamps);
        Objects.requireNonNull(stored);
        Objects.requireNonNull(pageText);
        Objects.requireNonNull(licenseFile);
        Objects.requireNonNull(pictures);
        if (signature.isPresent() != (signatures > 0) || credential.isPresent() != credentialOctets.isPresent()) {
            throw new IllegalArgumentException("facts contradict each other");
        }
    }

    /**
     * A signature and what it covers.
     *
     * @param range what is wrong with the byte range; empty where it is two ranges around the contents value
     * @param uncovered octets that lie behind the range and are no update; empty where there are none
     * @param changes what later updates do that nothing permits
     * @param format what is wrong with the container; empty where it is one detached PAdES signature in DER
     */
    public record PdfSignature(
            Optional<String> range,
            Optional<String> uncovered,
            List<Change> changes,
            Optional<String> format,
            Optional<Cms> cms) {
        public PdfSignature {
            Objects.requireNonNull(range);
            Objects.requireNonNull(uncovered);
            changes = List.copyOf(changes);
            Objects.requireNonNull(format);
            Objects.requireNonNull(cms);
        }
    }

    /**
     * The one signer of a CMS container.
     *
     * @param suite the algorithm, where it is one of ours and that of the signer's key
     * @param attributes what is wrong with the signed attributes; empty where content type, message digest and the signing
     *     certificate are there, once each, and fit
     * @param digestMatches whether the message digest attribute is that of the covered octets
     * @param signatureVerifies whether the signature value is that of the signer's certificate over the signed attributes
     */
    public record Cms(
            SignerFacts signer,
            Optional<Suite> suite,
            Optional<String> attributes,
            boolean digestMatches,
            boolean signatureVerifies) {
        public Cms {
            Objects.requireNonNull(signer);
            Objects.requireNonNull(suite);
            Objects.requireNonNull(attributes);
        }
    }

    /** The machine-readable license inside. */
    public sealed interface LicenseFile {
        /** There is none. */
        record Absent() implements LicenseFile {}

        /**
         * There is one, and it cannot be read.
         *
         * @param where JSON Pointer to the value at fault, or what else is wrong
         */
        record Unreadable(String where) implements LicenseFile {}

        /** There is one, and a code in it does not pass its check. */
        record InvalidCode(String pointer) implements LicenseFile {}

        /**
         * @param canonical whether the octets are the canonical form of the content
         * @param digest over the octets as they are
         * @param titles titles of the fields, in the order of the embedded type
         */
        record Read(LicenseContent content, boolean canonical, LicenseDigest digest, Map<String, Bilingual> titles)
                implements LicenseFile {
            public Read {
                Objects.requireNonNull(content);
                Objects.requireNonNull(digest);
                // Not Map.copyOf: the order is the type's.
                titles = Collections.unmodifiableMap(new LinkedHashMap<>(titles));
            }
        }
    }

    /**
     * The QR symbols of ours on the pages.
     *
     * @param credentials what they carry
     * @param broken how many say that they are ours and cannot be read
     */
    public record Pictures(List<Credential> credentials, int broken) {
        public Pictures {
            credentials = List.copyOf(credentials);
        }
    }

    @Override
    public Face face() {
        return Face.PDF;
    }

    public Optional<Cms> cms() {
        return signature.flatMap(PdfSignature::cms);
    }

    @Override
    public Optional<SignerFacts> signer() {
        return cms().map(Cms::signer);
    }

    public Optional<LicenseFile.Read> readLicense() {
        return licenseFile instanceof LicenseFile.Read read ? Optional.of(read) : Optional.empty();
    }

    /** Where the license's status is published, as the embedded credential says; nothing has been looked up. */
    @Override
    public Optional<StatusReference> status() {
        return credential.flatMap(CredentialFacts::status);
    }

    @Override
    public Optional<LicenseSummary> license() {
        return readLicense().map(PdfFacts::summary);
    }

    private static LicenseSummary summary(LicenseFile.Read file) {
        LicenseContent content = file.content();
        return new LicenseSummary(
                content.identifier(),
                content.typeName(),
                content.number(),
                content.holders().stream().map(ShownHolder::of).toList(),
                content.issuingAuthority(),
                content.issuedOn(),
                content.validity().firstDay(),
                content.validity().lastDay(),
                fields(file),
                file.digest());
    }

    /** The fields that the license has, those of the type first and in its order. */
    private static List<LicenseSummary.Field> fields(LicenseFile.Read file) {
        Set<String> names = new LinkedHashSet<>(file.titles().keySet());
        names.addAll(file.content().fields().values().keySet());
        List<LicenseSummary.Field> fields = new ArrayList<>();
        for (String name : names) {
            file.content()
                    .fields()
                    .find(name)
                    .ifPresent(value -> fields.add(new LicenseSummary.Field(
                            name, file.titles().getOrDefault(name, new Bilingual(name, name)), value)));
        }
        return fields;
    }
}
