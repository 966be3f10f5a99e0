package org.zhengzhao.signing.verify;

import java.time.Instant;
import java.util.Optional;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.verify.CredentialFacts.Reading;

/** Whether what a credential says, alone or in a PDF, is what the document's signer has signed. */
final class Bound {
    private Bound() {}

    static boolean by(Facts facts) {
        return switch (facts) {
            case CredentialFacts credential ->
                credential
                        .read()
                        .filter(Reading.Read::signatureVerifies)
                        .filter(read -> read.suite().isPresent())
                        .isPresent();
            case ReceiptFacts receipt ->
                receipt.read()
                        .filter(ReceiptFacts.Reading.Read::signatureVerifies)
                        .filter(read -> read.suite().isPresent())
                        .isPresent();
            case PdfFacts pdf ->
                pdf.cms()
                                .filter(cms -> cms.suite().isPresent())
                                .filter(cms -> cms.digestMatches() && cms.signatureVerifies())
                                .isPresent()
                        && pdf.credential()
                                .filter(Bound::by)
                                .flatMap(CredentialFacts::license)
                                .map(LicenseSummary::identifier)
                                .equals(pdf.license().map(LicenseSummary::identifier));
        };
    }

    /** When the license was signed, as the signed credential claims. */
    static Optional<Instant> claimedTime(Facts facts) {
        if (!by(facts)) {
            return Optional.empty();
        }
        return switch (facts) {
            case CredentialFacts credential -> claimed(credential);
            case PdfFacts pdf -> pdf.credential().flatMap(Bound::claimed);
            case ReceiptFacts receipt -> receipt.claims().map(ReceiptClaims::askedAt);
        };
    }

    private static Optional<Instant> claimed(CredentialFacts credential) {
        return credential.read().map(Reading.Read::claims).map(LicenseClaims::issuedAt);
    }
}
