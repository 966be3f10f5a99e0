package org.zhengzhao.signing.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.verify.ReceiptFacts.Claims;
import org.zhengzhao.signing.verify.ReceiptFacts.Reading;

/** Claims about a receipt. */
final class ReceiptChecks {
    private static final int DIGITAL_SIGNATURE = 0;

    private ReceiptChecks() {}

    /** COSE_Sign1 (RFC 9052 §4.2) or compact JWS (RFC 7515 §7.1), and the CDDL of the receipt. */
    static Finding receiptWellFormed(ReceiptFacts facts, TrustPolicy policy, Instant at) {
        return switch (facts.reading()) {
            case Reading.Malformed malformed -> Finding.failed(FailureCode.RECEIPT_MALFORMED, malformed.part());
            case Reading.Read read ->
                switch (read.claims()) {
                    case Claims.Understood understood -> Finding.passed();
                    // A newer registry is no forger: whoever reads is told to update, not that something is wrong.
                    case Claims.NotUnderstood not -> Finding.open(GapCode.RECEIPT_NOT_UNDERSTOOD, not.part());
                };
        };
    }

    static Finding algorithmAllowed(ReceiptFacts facts, TrustPolicy policy, Instant at) {
        return facts.read()
                .map(read -> Finding.passedIf(
                        read.suite().isPresent(),
                        FailureCode.ALGORITHM_NOT_ALLOWED,
                        read.receipt().algorithm()))
                .orElseGet(Finding::notRun);
    }

    /** The key identifier must mean exactly one certificate: two of the same are an attack, not a choice. */
    static Finding signerKnown(ReceiptFacts facts, TrustPolicy policy, Instant at) {
        return facts.read()
                .map(read -> read.candidates().size() == 1
                        ? Finding.passed()
                        : Finding.open(
                                policy.trust().isEmpty() ? GapCode.NO_TRUST : GapCode.SIGNER_UNKNOWN,
                                read.receipt().keyIdentifier().hex()))
                .orElseGet(Finding::notRun);
    }

    static Finding signatureGenuine(ReceiptFacts facts, TrustPolicy policy, Instant at) {
        return signed(facts)
                .filter(read -> read.suite().isPresent())
                .map(read -> Finding.passedIf(read.signatureVerifies(), FailureCode.SIGNATURE_BROKEN, ""))
                .orElseGet(Finding::notRun);
    }

    /** Whoever may seal licenses may not thereby sign receipts: the certificate says that it is for records (RFC 5280 §4.2.1.12). */
    static Finding keyUsageFits(ReceiptFacts facts, TrustPolicy policy, Instant at) {
        return signed(facts)
                .map(read -> Finding.passedIf(
                        read.forRecords() && signs(read.candidates().getFirst().certificate()),
                        FailureCode.KEY_USAGE,
                        "receipt"))
                .orElseGet(Finding::notRun);
    }

    /** Of two registries that are both trusted, neither speaks for the other. */
    static Finding signerIsRegistry(ReceiptFacts facts, TrustPolicy policy, Instant at) {
        Optional<ReceiptClaims> claims = facts.claims();
        return signed(facts)
                .filter(read -> claims.isPresent())
                .map(read -> Finding.passedIf(
                        read.registry().equals(claims.map(ReceiptClaims::registry)),
                        FailureCode.REGISTRY_MISMATCH,
                        claims.map(ReceiptClaims::registry).orElse("")))
                .orElseGet(Finding::notRun);
    }

    /**
     * {@code iat} (RFC 8392 §3.1.6) is not ahead, and within the validity of the certificate. The record key signs when it is
     * asked, so a receipt from before or after its certificate contradicts itself.
     */
    static Finding askedWhileSignerValid(ReceiptFacts facts, TrustPolicy policy, Instant at) {
        Optional<Instant> asked = facts.claims().map(ReceiptClaims::askedAt);
        Optional<Signer> signer = facts.signer().map(SignerFacts::signer);
        if (asked.isEmpty() || signer.isEmpty()) {
            return Finding.notRun();
        }
        Instant time = asked.get();
        return Finding.passedIf(
                !time.isAfter(at.plus(policy.clockTolerance()))
                        && !time.isBefore(signer.get().validFrom())
                        && !time.isAfter(signer.get().validUntil()),
                FailureCode.ASKED_OUTSIDE_VALIDITY,
                time.toString());
    }

    /** Not run where no answer was given: the receipt may hold without it, and the report says that nothing was compared. */
    static Finding answerAgrees(ReceiptFacts facts, TrustPolicy policy, Instant at) {
        Optional<ReceiptClaims> claims = facts.claims();
        return facts.answerDigest()
                .filter(digest -> claims.isPresent())
                .map(digest -> Finding.passedIf(
                        claims.map(ReceiptClaims::answerDigest)
                                .filter(digest::equals)
                                .isPresent(),
                        FailureCode.ANSWER_DISAGREES,
                        digest.toHex()))
                .orElseGet(Finding::notRun);
    }

    /** RFC 5280 §4.2.1.3: the key signs, and is no authority's. */
    private static boolean signs(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && usage[DIGITAL_SIGNATURE] && certificate.getBasicConstraints() < 0;
    }

    private static Optional<Reading.Read> signed(ReceiptFacts facts) {
        return facts.read().filter(read -> read.candidates().size() == 1);
    }
}
