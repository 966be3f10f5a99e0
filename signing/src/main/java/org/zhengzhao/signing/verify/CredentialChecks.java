package org.zhengzhao.signing.verify;

import java.time.Instant;
import java.util.Optional;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.verify.CredentialFacts.Reading;

/** Claims about a QR credential. */
final class CredentialChecks {
    private CredentialChecks() {}

    /** Text (RFC 9285, RFC 1950), COSE_Sign1 (RFC 9052 §4.2), CWT (RFC 8392), and the CDDL of the credential. */
    static Finding credentialWellFormed(CredentialFacts facts, TrustPolicy policy, Instant at) {
        return switch (facts.reading()) {
            case Reading.BrokenText broken -> Finding.failed(FailureCode.QR_TEXT_BROKEN, broken.part());
            case Reading.Malformed malformed -> Finding.failed(FailureCode.CREDENTIAL_MALFORMED, malformed.part());
            case Reading.InvalidCode invalid -> Finding.passed();
            case Reading.Read read -> Finding.passed();
        };
    }

    static Finding codesValid(CredentialFacts facts, TrustPolicy policy, Instant at) {
        return switch (facts.reading()) {
            case Reading.BrokenText broken -> Finding.notRun();
            case Reading.Malformed malformed -> Finding.notRun();
            case Reading.InvalidCode invalid -> Finding.failed(FailureCode.CODE_INVALID, invalid.claim());
            case Reading.Read read -> Finding.passed();
        };
    }

    static Finding algorithmAllowed(CredentialFacts facts, TrustPolicy policy, Instant at) {
        return facts.read()
                .map(read -> Finding.passedIf(
                        read.suite().isPresent(),
                        FailureCode.ALGORITHM_NOT_ALLOWED,
                        Long.toString(read.message().algorithm())))
                .orElseGet(Finding::notRun);
    }

    /** The key identifier must mean exactly one certificate: two of the same are an attack, not a choice. */
    static Finding signerKnown(CredentialFacts facts, TrustPolicy policy, Instant at) {
        return facts.read()
                .map(read -> read.candidates().size() == 1
                        ? Finding.passed()
                        : Finding.open(
                                policy.trust().isEmpty() ? GapCode.NO_TRUST : GapCode.SIGNER_UNKNOWN,
                                read.message().keyIdentifier().hex()))
                .orElseGet(Finding::notRun);
    }

    static Finding signatureGenuine(CredentialFacts facts, TrustPolicy policy, Instant at) {
        return facts.read()
                .filter(read -> read.candidates().size() == 1 && read.suite().isPresent())
                .map(read -> Finding.passedIf(read.signatureVerifies(), FailureCode.SIGNATURE_BROKEN, ""))
                .orElseGet(Finding::notRun);
    }

    /**
     * {@code iat}, {@code nbf} and {@code exp} (RFC 8392 §3.1.4 to 3.1.6). One that had ended when it was issued was never in
     * force, not even within the clock tolerance.
     */
    static Finding licenseInForce(CredentialFacts facts, TrustPolicy policy, Instant at) {
        return facts.read()
                .map(Reading.Read::claims)
                .map(claims -> inForce(claims, policy, at))
                .orElseGet(Finding::notRun);
    }

    private static Finding inForce(LicenseClaims claims, TrustPolicy policy, Instant at) {
        if (claims.issuedAt().isAfter(at.plus(policy.clockTolerance()))) {
            return Finding.failed(
                    FailureCode.ISSUED_IN_THE_FUTURE, claims.issuedAt().toString());
        }
        Optional<Instant> endedBefore = claims.expires().filter(end -> end.isBefore(claims.issuedAt()));
        return endedBefore.isPresent()
                ? Finding.failed(FailureCode.EXPIRED, endedBefore.get().toString())
                : LicenseChecks.inForce(claims.notBefore(), claims.expires(), policy, at);
    }
}
