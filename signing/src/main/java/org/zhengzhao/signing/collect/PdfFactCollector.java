package org.zhengzhao.signing.collect;

import java.io.IOException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.face.EmbeddedFile;
import org.zhengzhao.signing.structure.MalformedPdfException;
import org.zhengzhao.signing.structure.PdfStructure;
import org.zhengzhao.signing.structure.SignatureInspection;
import org.zhengzhao.signing.verify.CredentialFacts;
import org.zhengzhao.signing.verify.PageText;
import org.zhengzhao.signing.verify.PdfFacts;
import org.zhengzhao.signing.verify.PdfFacts.LicenseFile;
import org.zhengzhao.signing.verify.PdfFacts.PdfSignature;
import org.zhengzhao.signing.verify.SignerFacts;
import org.zhengzhao.signing.verify.StoredEvidence;
import org.zhengzhao.signing.verify.TimestampFacts;

/** Collects the facts about a PDF. */
final class PdfFactCollector {
    private static final long MAX_MEMORY = 256L * 1024 * 1024;

    private final CredentialFactCollector credentials;
    private final PdfSignatureReader signatures;
    private final EvidenceReader evidence;
    private final PagePictures pagePictures = new PagePictures();

    PdfFactCollector(CredentialFactCollector credentials, Provider provider) {
        this.credentials = credentials;
        this.signatures = new PdfSignatureReader(new CmsReader(provider), new TimestampReader(provider));
        this.evidence = new EvidenceReader(provider);
    }

    /** Our own reader first: it has limits, and what it has read leaves PDFBox nothing to repair. */
    PdfFacts collect(Bytes octets) throws UnreadableDocumentException {
        PdfStructure structure = structure(octets);
        List<SignatureInspection> licenses = structure.signatures().stream()
                .filter(signature -> !signature.isTimestamp())
                .toList();
        if (licenses.isEmpty()) {
            return unsigned();
        }
        byte[] file = octets.toArray();
        StoredEvidence stored = evidence.read(structure.store());
        PdfSignatureReader.Reading signature = signatures.read(licenses.getFirst(), file, stored.certificates());
        List<TimestampFacts> timestamps = new ArrayList<>(signature.timestamps());
        structure.signatures().stream()
                .filter(SignatureInspection::isTimestamp)
                .map(timestamp -> signatures.readTimestamp(timestamp, file, stored.certificates()))
                .forEach(timestamps::add);
        Content content = content(file, signature.signature());
        return new PdfFacts(
                licenses.size(),
                Optional.of(signature.signature()),
                timestamps,
                stored,
                content.license(),
                content.credential(),
                content.credentialOctets(),
                content.pictures(),
                content.text());
    }

    private static PdfStructure structure(Bytes octets) throws UnreadableDocumentException {
        try {
            return PdfStructure.readWhole(octets);
        } catch (MalformedPdfException malformed) {
            throw new UnreadableDocumentException(
                    switch (malformed.reason()) {
                        case ENCRYPTED -> Refusal.PDF_ENCRYPTED;
                        case NOT_A_PDF, STRUCTURE, LIMIT -> Refusal.PDF_BROKEN;
                    });
        }
    }

    private static PdfFacts unsigned() {
        return new PdfFacts(
                0,
                Optional.empty(),
                List.of(),
                StoredEvidence.NONE,
                new LicenseFile.Absent(),
                Optional.empty(),
                Optional.empty(),
                new PdfFacts.Pictures(List.of(), 0),
                Optional.empty());
    }

    /** What the document holds, whoever signed it. */
    private record Content(
            LicenseFile license,
            Optional<CredentialFacts> credential,
            Optional<Credential> credentialOctets,
            PdfFacts.Pictures pictures,
            Optional<PageText> text) {}

    private Content content(byte[] file, PdfSignature signature) throws UnreadableDocumentException {
        try (PDDocument document =
                Loader.loadPDF(file, "", null, null, MemoryUsageSetting.setupMainMemoryOnly(MAX_MEMORY).streamCache)) {
            if (document.isEncrypted()) {
                throw new UnreadableDocumentException(Refusal.PDF_ENCRYPTED);
            }
            return content(document, signature);
        } catch (InvalidPasswordException encrypted) {
            throw new UnreadableDocumentException(Refusal.PDF_ENCRYPTED);
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            // PDFBox answers malformed objects with many unchecked exceptions, and loops with an overflow.
            throw new UnreadableDocumentException(Refusal.PDF_BROKEN);
        }
    }

    private Content content(PDDocument document, PdfSignature signature) throws IOException {
        EmbeddedFiles embedded = EmbeddedFiles.of(document);
        Optional<Credential> credential =
                embedded.find(EmbeddedFile.CREDENTIAL.fileName()).map(Credential::new);
        JsonValue.Members type = LicenseFiles.type(embedded);
        LicenseFile license = LicenseFiles.read(embedded, type);
        Optional<CredentialFacts> credentialFacts = credential.map(
                octets -> credentials.of(octets.coseSign1(), keyIdentifier -> signer(signature, keyIdentifier)));
        // Pictures and text are worth the time only where there is something to compare them with.
        PdfFacts.Pictures pictures = credential.isPresent() && license instanceof LicenseFile.Read
                ? pagePictures.read(document)
                : new PdfFacts.Pictures(List.of(), 0);
        Optional<PageText> text = license instanceof LicenseFile.Read read
                ? Optional.of(PageTexts.compare(document, read.content(), type))
                : Optional.empty();
        return new Content(license, credentialFacts, credential, pictures, text);
    }

    /** Both faces are signed with one key, so the certificate inside the PDF is the only candidate. */
    private static List<SignerFacts> signer(PdfSignature signature, KeyIdentifier keyIdentifier) {
        return signature
                .cms()
                .map(PdfFacts.Cms::signer)
                .filter(signer -> KeyIdentifier.of(signer.certificate()).equals(keyIdentifier))
                .stream()
                .toList();
    }
}
