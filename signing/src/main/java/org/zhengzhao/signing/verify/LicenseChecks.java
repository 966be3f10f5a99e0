package org.zhengzhao.signing.verify;

import java.time.Instant;
import java.util.Optional;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.face.EmbeddedFile;
import org.zhengzhao.signing.verify.CredentialFacts.Reading;
import org.zhengzhao.signing.verify.PdfFacts.LicenseFile;

/** Claims about the license inside a PDF and the agreement of its faces. */
final class LicenseChecks {
    private static final String CREDENTIAL = EmbeddedFile.CREDENTIAL.fileName();

    private LicenseChecks() {}

    static Finding licenseInside(PdfFacts facts, TrustPolicy policy, Instant at) {
        if (facts.signatures() == 0) {
            return Finding.notRun();
        }
        return switch (facts.licenseFile()) {
            case LicenseFile.Absent absent -> Finding.open(GapCode.NOT_A_LICENSE, "");
            case LicenseFile.Unreadable unreadable ->
                Finding.failed(FailureCode.LICENSE_UNREADABLE, unreadable.where());
            case LicenseFile.InvalidCode invalid -> Finding.passed();
            case LicenseFile.Read read -> Finding.passed();
        };
    }

    static Finding codesValid(PdfFacts facts, TrustPolicy policy, Instant at) {
        if (facts.signatures() == 0) {
            return Finding.notRun();
        }
        return switch (facts.licenseFile()) {
            case LicenseFile.Absent absent -> Finding.notRun();
            case LicenseFile.Unreadable unreadable -> Finding.notRun();
            case LicenseFile.InvalidCode invalid -> Finding.failed(FailureCode.CODE_INVALID, invalid.pointer());
            case LicenseFile.Read read -> Finding.passed();
        };
    }

    /** RFC 8785: the digest that ties the faces together is taken over one form only. */
    static Finding licenseCanonical(PdfFacts facts, TrustPolicy policy, Instant at) {
        return facts.readLicense()
                .map(read -> Finding.passedIf(read.canonical(), FailureCode.LICENSE_NOT_CANONICAL, ""))
                .orElseGet(Finding::notRun);
    }

    static Finding licenseInForce(PdfFacts facts, TrustPolicy policy, Instant at) {
        return facts.readLicense()
                .map(read -> inForce(
                        read.content().validity().start(),
                        read.content().validity().end(),
                        policy,
                        at))
                .orElseGet(Finding::notRun);
    }

    /** In force from {@code start} on and before {@code end}, give or take the clock tolerance. */
    static Finding inForce(Instant start, Optional<Instant> end, TrustPolicy policy, Instant at) {
        if (at.plus(policy.clockTolerance()).isBefore(start)) {
            return Finding.failed(FailureCode.NOT_YET_EFFECTIVE, start.toString());
        }
        return end.filter(last -> !at.minus(policy.clockTolerance()).isBefore(last))
                .map(last -> Finding.failed(FailureCode.EXPIRED, last.toString()))
                .orElseGet(Finding::passed);
    }

    /** The embedded credential was made in the same act, so the same certificate has signed it. */
    static Finding credentialInsideHolds(PdfFacts facts, TrustPolicy policy, Instant at) {
        if (facts.readLicense().isEmpty() || facts.signer().isEmpty()) {
            return Finding.notRun();
        }
        if (facts.credential().isEmpty()) {
            return Finding.failed(FailureCode.CREDENTIAL_MISSING, CREDENTIAL);
        }
        KeyIdentifier signer = KeyIdentifier.of(facts.signer().get().certificate());
        return switch (facts.credential().get().reading()) {
            case Reading.BrokenText broken -> Finding.failed(FailureCode.CREDENTIAL_MALFORMED, CREDENTIAL);
            case Reading.Malformed malformed -> Finding.failed(FailureCode.CREDENTIAL_MALFORMED, CREDENTIAL);
            case Reading.InvalidCode invalid -> Finding.failed(FailureCode.CODE_INVALID, CREDENTIAL);
            case Reading.Read read -> {
                if (read.suite().isEmpty()) {
                    yield Finding.failed(FailureCode.ALGORITHM_NOT_ALLOWED, CREDENTIAL);
                }
                if (!read.message().keyIdentifier().equals(signer)) {
                    yield Finding.failed(FailureCode.FACES_DISAGREE, CREDENTIAL);
                }
                yield Finding.passedIf(read.signatureVerifies(), FailureCode.SIGNATURE_BROKEN, CREDENTIAL);
            }
        };
    }

    static Finding facesAgree(PdfFacts facts, TrustPolicy policy, Instant at) {
        Optional<LicenseFile.Read> license = facts.readLicense();
        Optional<Reading.Read> credential = facts.credential().flatMap(CredentialFacts::read);
        if (license.isEmpty() || credential.isEmpty()) {
            return Finding.notRun();
        }
        boolean agree = license.get().digest().equals(credential.get().claims().digest())
                && license.get()
                        .content()
                        .identifier()
                        .equals(credential.get().claims().identifier());
        return Finding.passedIf(agree, FailureCode.FACES_DISAGREE, CREDENTIAL);
    }

    static Finding qrOnPageAgrees(PdfFacts facts, TrustPolicy policy, Instant at) {
        if (facts.readLicense().isEmpty() || facts.credentialOctets().isEmpty()) {
            return Finding.notRun();
        }
        Credential embedded = facts.credentialOctets().get();
        if (facts.pictures().broken() > 0
                || facts.pictures().credentials().stream().anyMatch(other -> !other.equals(embedded))) {
            return Finding.failed(FailureCode.FACES_DISAGREE, "QR");
        }
        return facts.pictures().credentials().isEmpty() ? Finding.open(GapCode.QR_NOT_READABLE, "") : Finding.passed();
    }
}
