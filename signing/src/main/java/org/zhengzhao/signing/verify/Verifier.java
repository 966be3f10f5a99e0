package org.zhengzhao.signing.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The judge: facts, policy and time in, verdict out. Pure. */
public final class Verifier {
    private static final Map<Claim, Check<PdfFacts>> PDF_CHECKS = Collections.unmodifiableMap(pdfChecks());
    private static final Map<Claim, Check<CredentialFacts>> CREDENTIAL_CHECKS =
            Collections.unmodifiableMap(credentialChecks());
    private static final Map<Claim, Check<ReceiptFacts>> RECEIPT_CHECKS = Collections.unmodifiableMap(receiptChecks());

    private Verifier() {}

    /**
     * Judges a document: any failure makes it invalid, else any gap undetermined, else it is valid.
     *
     * @param at the time as of which is judged
     */
    public static Verdict judge(Facts facts, TrustPolicy policy, Instant at) {
        return switch (facts) {
            case PdfFacts pdf -> judge(PDF_CHECKS, pdf, policy, at);
            case CredentialFacts credential -> judge(CREDENTIAL_CHECKS, credential, policy, at);
            case ReceiptFacts receipt -> judge(RECEIPT_CHECKS, receipt, policy, at);
        };
    }

    /** As of when the license's status is known, where it was looked up in a list; empty where it was not. */
    public static Optional<Instant> statusAsOf(Facts facts, TrustPolicy policy, Instant at) {
        return StatusChecks.look(facts, policy, at).asOf();
    }

    private static <F extends Facts> Verdict judge(
            Map<Claim, Check<F>> checks, F facts, TrustPolicy policy, Instant at) {
        List<CheckResult> results = new ArrayList<>();
        Set<Failure> failures = new LinkedHashSet<>();
        Set<Gap> gaps = new LinkedHashSet<>();
        checks.forEach((claim, check) -> {
            Finding finding = check.examine(facts, policy, at);
            results.add(new CheckResult(claim, finding.outcome()));
            switch (finding) {
                case Finding.Failed failed -> failures.addAll(failed.failures());
                case Finding.Open open -> gaps.addAll(open.gaps());
                case Finding.Passed passed -> {}
                case Finding.NotRun notRun -> {}
            }
        });
        Evidence evidence = new Evidence(facts.face(), results);
        if (!failures.isEmpty()) {
            return new Verdict.Invalid(evidence, List.copyOf(failures), List.copyOf(gaps));
        }
        if (!gaps.isEmpty()) {
            return new Verdict.Undetermined(evidence, List.copyOf(gaps));
        }
        // Evidence with a required check that was not run is refused here, whatever the reason.
        return new Verdict.Valid(
                evidence,
                facts.signer().orElseThrow().signer(),
                facts.statement().orElseThrow(),
                at);
    }

    private static Map<Claim, Check<PdfFacts>> pdfChecks() {
        Map<Claim, Check<PdfFacts>> checks = new LinkedHashMap<>();
        checks.put(Claim.HAS_SIGNATURE, SignatureChecks::hasSignature);
        checks.put(Claim.SIGNATURE_COVERS_WHOLE_FILE, SignatureChecks::signatureCoversWholeFile);
        checks.put(Claim.LATER_UPDATES_PERMITTED, EvidenceChecks::laterUpdatesPermitted);
        checks.put(Claim.SIGNATURE_WELL_FORMED, SignatureChecks::signatureWellFormed);
        checks.put(Claim.SIGNED_ATTRIBUTES_COMPLETE, SignatureChecks::signedAttributesComplete);
        checks.put(Claim.ALGORITHM_ALLOWED, SignatureChecks::algorithmAllowed);
        checks.put(Claim.CONTENT_UNCHANGED, SignatureChecks::contentUnchanged);
        checks.put(Claim.SIGNATURE_GENUINE, SignatureChecks::signatureGenuine);
        checks.put(Claim.SIGNER_TRUSTED, CertificateChecks::signerTrusted);
        checks.put(Claim.SIGNER_NOT_REVOKED, EvidenceChecks::signerNotRevoked);
        checks.put(Claim.SIGNER_NOT_COMPROMISED, CompromiseChecks::signerNotCompromised);
        checks.put(Claim.TIMESTAMPS_HOLD, EvidenceChecks::timestampsHold);
        checks.put(Claim.KEY_USAGE_FITS, CertificateChecks::keyUsageFits);
        checks.put(Claim.LICENSE_INSIDE, LicenseChecks::licenseInside);
        checks.put(Claim.LICENSE_CANONICAL, LicenseChecks::licenseCanonical);
        checks.put(Claim.CODES_VALID, LicenseChecks::codesValid);
        checks.put(Claim.ISSUER_IS_SIGNER, CertificateChecks::issuerIsSigner);
        checks.put(Claim.ISSUER_MAY_ISSUE_TYPE, RightChecks::issuerMayIssueType);
        checks.put(Claim.LICENSE_IN_FORCE, LicenseChecks::licenseInForce);
        checks.put(Claim.CREDENTIAL_INSIDE_HOLDS, LicenseChecks::credentialInsideHolds);
        checks.put(Claim.FACES_AGREE, LicenseChecks::facesAgree);
        checks.put(Claim.QR_ON_PAGE_AGREES, LicenseChecks::qrOnPageAgrees);
        checks.put(Claim.VISIBLE_TEXT_AGREES, EvidenceChecks::visibleTextAgrees);
        checks.put(Claim.STATUS_LOOKED_UP, StatusChecks::statusLookedUp);
        return checks;
    }

    private static Map<Claim, Check<CredentialFacts>> credentialChecks() {
        Map<Claim, Check<CredentialFacts>> checks = new LinkedHashMap<>();
        checks.put(Claim.CREDENTIAL_WELL_FORMED, CredentialChecks::credentialWellFormed);
        checks.put(Claim.ALGORITHM_ALLOWED, CredentialChecks::algorithmAllowed);
        checks.put(Claim.SIGNER_KNOWN, CredentialChecks::signerKnown);
        checks.put(Claim.SIGNATURE_GENUINE, CredentialChecks::signatureGenuine);
        checks.put(Claim.SIGNER_TRUSTED, CertificateChecks::signerTrusted);
        checks.put(Claim.SIGNER_NOT_REVOKED, EvidenceChecks::signerNotRevoked);
        checks.put(Claim.SIGNER_NOT_COMPROMISED, CompromiseChecks::signerNotCompromised);
        checks.put(Claim.KEY_USAGE_FITS, CertificateChecks::keyUsageFits);
        checks.put(Claim.CODES_VALID, CredentialChecks::codesValid);
        checks.put(Claim.ISSUER_IS_SIGNER, CertificateChecks::issuerIsSigner);
        checks.put(Claim.ISSUER_MAY_ISSUE_TYPE, RightChecks::issuerMayIssueType);
        checks.put(Claim.LICENSE_IN_FORCE, CredentialChecks::licenseInForce);
        checks.put(Claim.STATUS_LOOKED_UP, StatusChecks::statusLookedUp);
        return checks;
    }

    private static Map<Claim, Check<ReceiptFacts>> receiptChecks() {
        Map<Claim, Check<ReceiptFacts>> checks = new LinkedHashMap<>();
        checks.put(Claim.RECEIPT_WELL_FORMED, ReceiptChecks::receiptWellFormed);
        checks.put(Claim.ALGORITHM_ALLOWED, ReceiptChecks::algorithmAllowed);
        checks.put(Claim.SIGNER_KNOWN, ReceiptChecks::signerKnown);
        checks.put(Claim.SIGNATURE_GENUINE, ReceiptChecks::signatureGenuine);
        checks.put(Claim.SIGNER_TRUSTED, CertificateChecks::signerTrusted);
        checks.put(Claim.SIGNER_NOT_REVOKED, EvidenceChecks::signerNotRevoked);
        checks.put(Claim.SIGNER_NOT_COMPROMISED, CompromiseChecks::signerNotCompromised);
        checks.put(Claim.KEY_USAGE_FITS, ReceiptChecks::keyUsageFits);
        checks.put(Claim.SIGNER_IS_REGISTRY, ReceiptChecks::signerIsRegistry);
        checks.put(Claim.ASKED_WHILE_SIGNER_VALID, ReceiptChecks::askedWhileSignerValid);
        checks.put(Claim.ANSWER_AGREES, ReceiptChecks::answerAgrees);
        return checks;
    }
}
