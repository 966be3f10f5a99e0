package org.zhengzhao.signing.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.signing.trust.CertificatePath;
import org.zhengzhao.signing.x509.Purpose;

/** Claims about the certificate of whoever signed, the same for every face. */
final class CertificateChecks {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private CertificateChecks() {}

    /**
     * RFC 5280 §6 to one of the given anchors at the given time or, where a certificate has ended by then, at the time at which a
     * timestamp proves that the signature was there.
     */
    static Finding signerTrusted(Facts facts, TrustPolicy policy, Instant at) {
        if (policy.trust().isEmpty()) {
            return Finding.open(GapCode.NO_TRUST, "");
        }
        return facts.signer()
                .map(signer -> {
                    Finding now = trusted(signer, policy, at);
                    return isExpired(now)
                            ? provenTime(facts, policy, at)
                                    .map(time -> trusted(signer, policy, time))
                                    .orElse(now)
                            : now;
                })
                .orElseGet(Finding::notRun);
    }

    private static boolean isExpired(Finding finding) {
        return finding instanceof Finding.Open open
                && open.gaps().stream().anyMatch(gap -> gap.code() == GapCode.CERTIFICATE_EXPIRED);
    }

    private static Optional<Instant> provenTime(Facts facts, TrustPolicy policy, Instant at) {
        return switch (facts) {
            case PdfFacts pdf -> ProvenTime.of(pdf, policy, at).time();
            case CredentialFacts credential -> Optional.empty();
            case ReceiptFacts receipt -> Optional.empty();
        };
    }

    private static Finding trusted(SignerFacts signer, TrustPolicy policy, Instant at) {
        return switch (policy.trust().path(signer.certificate(), signer.given(), at)) {
            case CertificatePath.Trusted trusted -> explained(signer.given(), trusted.certificates());
            case CertificatePath.Expired expired ->
                Finding.open(
                        GapCode.CERTIFICATE_EXPIRED,
                        expired.certificate().getNotAfter().toInstant().toString());
            case CertificatePath.NotYetValid notYet ->
                Finding.open(
                        GapCode.CERTIFICATE_NOT_YET_VALID,
                        notYet.certificate().getNotBefore().toInstant().toString());
            case CertificatePath.Untrusted untrusted -> Finding.open(GapCode.SIGNER_NOT_TRUSTED, "");
        };
    }

    /** No signature covers the certificates of a CMS container, so each must be one that the path needs. */
    private static Finding explained(List<X509Certificate> given, List<X509Certificate> path) {
        return path.containsAll(given)
                ? Finding.passed()
                : Finding.open(GapCode.SIGNER_NOT_TRUSTED, "embedded certificate");
    }

    /** RFC 5280 §4.2.1.3: a certificate that seals has digitalSignature or nonRepudiation, and is no authority's and for nothing else. */
    static Finding keyUsageFits(Facts facts, TrustPolicy policy, Instant at) {
        return facts.signer()
                .map(signer -> Finding.passedIf(sealing(signer.certificate()), FailureCode.KEY_USAGE, ""))
                .orElseGet(Finding::notRun);
    }

    /** A key that is there for status lists, bundles, records, timestamps or OCSP seals nothing. */
    private static boolean sealing(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null
                && (usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION])
                && certificate.getBasicConstraints() < 0
                && !Purpose.isReserved(certificate);
    }

    /** Whoever signs a license is the authority that its identifier names. */
    static Finding issuerIsSigner(Facts facts, TrustPolicy policy, Instant at) {
        Optional<SignerFacts> signer = facts.signer();
        Optional<LicenseSummary> license = facts.license();
        if (signer.isEmpty() || license.isEmpty()) {
            return Finding.notRun();
        }
        Uscc authority = license.get().identifier().authority();
        boolean same =
                signer.get().signer().organisation().filter(authority::equals).isPresent()
                        && license.get().issuingAuthority().code().equals(authority);
        return Finding.passedIf(same, FailureCode.ISSUER_MISMATCH, authority.value());
    }
}
