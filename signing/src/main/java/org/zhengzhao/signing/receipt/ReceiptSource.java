package org.zhengzhao.signing.receipt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;

/** A claims set in one of the two forms, from which the claims are taken. Both forms have the same rules for what they say. */
sealed interface ReceiptSource permits ReceiptCbor, ReceiptJson {
    String registry() throws MalformedReceiptException;

    Instant askedAt() throws MalformedReceiptException;

    UUID id() throws MalformedReceiptException;

    String text(ReceiptPart part) throws MalformedReceiptException;

    /** A list of texts, no longer than that. */
    List<String> texts(ReceiptPart part, int most) throws MalformedReceiptException;

    /** Octets; empty where the receipt has no such part. */
    Optional<Bytes> octets(ReceiptPart part) throws MalformedReceiptException;

    /** Whether the receipt's own part has a member that is not known here. */
    boolean saysMore();

    /**
     * Name of a claim that would limit the receipt: for whom it is, from or until when ({@code aud}, {@code nbf}, {@code exp}). A
     * receipt has none; whatever respects them (RFC 7519 §4.1.3 to §4.1.5) may refuse what is accepted here.
     */
    Optional<String> findLimit();

    static ReceiptClaims claims(ReceiptSource source) throws MalformedReceiptException {
        try {
            ReceiptClaims claims = new ReceiptClaims(
                    source.id(),
                    source.registry(),
                    source.askedAt(),
                    new Asker(
                            authority(source.text(ReceiptPart.AUTHORITY)),
                            source.text(ReceiptPart.CLIENT),
                            source.text(ReceiptPart.OFFICER)),
                    new AskedFor(
                            source.text(ReceiptPart.PURPOSE),
                            source.text(ReceiptPart.MATTER),
                            source.text(ReceiptPart.CASE_NUMBER)),
                    source.octets(ReceiptPart.HOLDER),
                    operation(source),
                    outcome(source),
                    licenses(source),
                    source.texts(ReceiptPart.FIELDS, ReceiptClaims.MAX_FIELDS),
                    source.texts(ReceiptPart.PREDICATES, ReceiptClaims.MAX_PREDICATES),
                    source.octets(ReceiptPart.ANSWER_DIGEST).orElseThrow(() -> malformed(ReceiptPart.ANSWER_DIGEST)));
            if (source.saysMore()) {
                throw MalformedReceiptException.notUnderstood("receipt");
            }
            Optional<String> limit = source.findLimit();
            if (limit.isPresent()) {
                throw MalformedReceiptException.notUnderstood(limit.get());
            }
            return claims;
        } catch (IllegalArgumentException brokenRule) {
            throw MalformedReceiptException.malformed("receipt");
        }
    }

    static MalformedReceiptException malformed(ReceiptPart part) {
        return MalformedReceiptException.malformed(part.title());
    }

    private static ReceiptOperation operation(ReceiptSource source) throws MalformedReceiptException {
        return ReceiptOperation.find(source.text(ReceiptPart.OPERATION))
                .orElseThrow(() -> MalformedReceiptException.notUnderstood(ReceiptPart.OPERATION.title()));
    }

    private static ReceiptOutcome outcome(ReceiptSource source) throws MalformedReceiptException {
        return ReceiptOutcome.find(source.text(ReceiptPart.OUTCOME))
                .orElseThrow(() -> MalformedReceiptException.notUnderstood(ReceiptPart.OUTCOME.title()));
    }

    private static Uscc authority(String text) throws MalformedReceiptException {
        try {
            Uscc authority = Uscc.parse(text);
            if (authority.value().equals(text)) {
                return authority;
            }
        } catch (MalformedCodeException malformed) {
            throw malformed(ReceiptPart.AUTHORITY);
        }
        throw malformed(ReceiptPart.AUTHORITY);
    }

    private static List<LicenseIdentifier> licenses(ReceiptSource source) throws MalformedReceiptException {
        List<LicenseIdentifier> licenses = new ArrayList<>();
        for (String text : source.texts(ReceiptPart.LICENSES, ReceiptClaims.MAX_LICENSES)) {
            licenses.add(license(text));
        }
        return licenses;
    }

    private static LicenseIdentifier license(String text) throws MalformedReceiptException {
        try {
            LicenseIdentifier license = LicenseIdentifier.parse(text);
            if (license.value().equals(text)) {
                return license;
            }
        } catch (MalformedCodeException malformed) {
            throw malformed(ReceiptPart.LICENSES);
        }
        throw malformed(ReceiptPart.LICENSES);
    }
}
