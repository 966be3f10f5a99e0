package org.zhengzhao.signing.verify;

import java.time.Instant;
import org.zhengzhao.signing.verify.PdfFacts.Cms;

/** Claims about the signature of a PDF. */
final class SignatureChecks {
    private SignatureChecks() {}

    static Finding hasSignature(PdfFacts facts, TrustPolicy policy, Instant at) {
        return switch (facts.signatures()) {
            case 0 -> Finding.failed(FailureCode.NO_SIGNATURE, "");
            case 1 -> Finding.passed();
            default -> Finding.failed(FailureCode.SEVERAL_SIGNATURES, Integer.toString(facts.signatures()));
        };
    }

    /**
     * The byte range is two ranges that leave out the contents value and nothing else (ISO 32000-2 §12.8.1), and nothing but
     * whole updates stands behind it. Poppler and others accept what is appended there, which is how incremental-saving attacks
     * work. What updates do is another claim.
     */
    static Finding signatureCoversWholeFile(PdfFacts facts, TrustPolicy policy, Instant at) {
        return facts.signature()
                .map(signature -> {
                    if (signature.range().isPresent()) {
                        return Finding.failed(
                                FailureCode.BYTE_RANGE_BROKEN, signature.range().get());
                    }
                    return signature
                            .uncovered()
                            .map(octets -> Finding.failed(FailureCode.CONTENT_NOT_COVERED, octets))
                            .orElseGet(Finding::passed);
                })
                .orElseGet(Finding::notRun);
    }

    /** PAdES baseline (EN 319 142-1 §6.3): ETSI.CAdES.detached, one signer, DER, nothing but zeros after it. */
    static Finding signatureWellFormed(PdfFacts facts, TrustPolicy policy, Instant at) {
        return facts.signature()
                .map(signature -> signature
                        .format()
                        .map(wrong -> Finding.failed(FailureCode.SIGNATURE_FORMAT, wrong))
                        .orElseGet(Finding::passed))
                .orElseGet(Finding::notRun);
    }

    /** RFC 5652 §11 and EN 319 122-1 §5.2.2: content type, message digest, signing-certificate-v2, each once. */
    static Finding signedAttributesComplete(PdfFacts facts, TrustPolicy policy, Instant at) {
        return facts.cms()
                .map(cms -> cms.attributes()
                        .map(wrong -> Finding.failed(FailureCode.SIGNED_ATTRIBUTES, wrong))
                        .orElseGet(Finding::passed))
                .orElseGet(Finding::notRun);
    }

    static Finding algorithmAllowed(PdfFacts facts, TrustPolicy policy, Instant at) {
        return facts.cms()
                .map(cms -> Finding.passedIf(cms.suite().isPresent(), FailureCode.ALGORITHM_NOT_ALLOWED, ""))
                .orElseGet(Finding::notRun);
    }

    static Finding contentUnchanged(PdfFacts facts, TrustPolicy policy, Instant at) {
        return facts.cms()
                .map(cms -> Finding.passedIf(cms.digestMatches(), FailureCode.HASH_MISMATCH, ""))
                .orElseGet(Finding::notRun);
    }

    static Finding signatureGenuine(PdfFacts facts, TrustPolicy policy, Instant at) {
        return facts.cms()
                .filter(cms -> cms.suite().isPresent())
                .map(SignatureChecks::genuine)
                .orElseGet(Finding::notRun);
    }

    private static Finding genuine(Cms cms) {
        return Finding.passedIf(cms.signatureVerifies(), FailureCode.SIGNATURE_BROKEN, "");
    }
}
