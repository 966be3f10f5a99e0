package org.zhengzhao.signing.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.signing.structure.Change;
import org.zhengzhao.signing.trust.CertificatePath;
import org.zhengzhao.signing.x509.PathProblem;
import org.zhengzhao.signing.x509.PathRequest;
import org.zhengzhao.signing.x509.PathResult;
import org.zhengzhao.signing.x509.RevocationEvidence;
import org.zhengzhao.signing.x509.RevocationFinding;

/** Claims about what was added to a license after it was signed: timestamps, validation data, and nothing else. */
final class EvidenceChecks {
    private EvidenceChecks() {}

    /**
     * Later updates may add validation data and document timestamps (EN 319 142-1 §5.4 and §5.5). Whatever else they do is
     * refused with the object, also where no reader shows it.
     */
    static Finding laterUpdatesPermitted(PdfFacts facts, TrustPolicy policy, Instant at) {
        return facts.signature()
                .filter(signature -> signature.range().isEmpty())
                .map(signature -> {
                    List<Failure> failures = signature.changes().stream()
                            .map(change -> new Failure(FailureCode.CHANGED_AFTER_SIGNING, subject(change)))
                            .distinct()
                            .toList();
                    return failures.isEmpty() ? Finding.passed() : new Finding.Failed(failures);
                })
                .orElseGet(Finding::notRun);
    }

    private static String subject(Change change) {
        return (change.subject() + " " + change.what()).strip();
    }

    /** RFC 3161: over this document, whole, and by a trusted authority. */
    static Finding timestampsHold(PdfFacts facts, TrustPolicy policy, Instant at) {
        if (facts.timestamps().isEmpty()) {
            return Finding.notRun();
        }
        List<ProvenTime.Standing> standings = ProvenTime.of(facts, policy, at).standings();
        List<Failure> failures = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        for (int i = 0; i < standings.size(); i++) {
            String subject = facts.timestamps().get(i).subject();
            switch (standings.get(i)) {
                case BROKEN -> failures.add(new Failure(FailureCode.TIMESTAMP_BROKEN, subject));
                case NOT_TRUSTED -> gaps.add(new Gap(GapCode.TIMESTAMP_NOT_TRUSTED, subject));
                case HOLDS, OUT_OF_TIME -> {}
            }
        }
        if (!failures.isEmpty()) {
            return new Finding.Failed(failures);
        }
        if (!gaps.isEmpty()) {
            return new Finding.Open(gaps);
        }
        return standings.contains(ProvenTime.Standing.OUT_OF_TIME) ? Finding.notRun() : Finding.passed();
    }

    /**
     * No authority had revoked the certificate when it signed. Without a proof of that time, a revoked certificate may have
     * signed before or after. Evidence is not required unless the policy does.
     */
    static Finding signerNotRevoked(Facts facts, TrustPolicy policy, Instant at) {
        Optional<SignerFacts> signer = facts.signer();
        StoredEvidence stored = stored(facts);
        RevocationEvidence evidence = policy.evidenceWith(stored);
        if (signer.isEmpty() || policy.trust().isEmpty() || evidence.isEmpty() && !policy.revocationRequired()) {
            return Finding.notRun();
        }
        Optional<Instant> proven = provenTime(facts, policy, at);
        List<X509Certificate> given = new ArrayList<>(signer.get().given());
        given.addAll(stored.certificates());
        PathRequest request = PathRequest.at(proven.orElse(at)).withRevocation(policy.revocation());
        return switch (policy.trust().validate(signer.get().certificate(), given, evidence, request)) {
            case PathResult.Valid valid -> spoken(valid, signer.get().certificate());
            case PathResult.Invalid invalid ->
                switch (invalid.problem()) {
                    case REVOKED, REVOCATION_UNKNOWN -> notValid(invalid, proven);
                    default -> today(signer.get(), given, evidence, proven, policy, at);
                };
        };
    }

    private static Finding spoken(PathResult.Valid valid, X509Certificate signer) {
        return valid.evidence().stream()
                        .anyMatch(finding -> finding.certificate().equals(signer))
                ? Finding.passed()
                : Finding.notRun();
    }

    /**
     * Where no path holds as of the proven time, the signer may be trusted all the same: an authority's certificate was renewed since,
     * or there is more evidence than is looked at. Then evidence of today decides, and none at all is not the same as good evidence.
     */
    private static Finding today(
            SignerFacts signer,
            List<X509Certificate> given,
            RevocationEvidence evidence,
            Optional<Instant> proven,
            TrustPolicy policy,
            Instant at) {
        if (!(policy.trust().path(signer.certificate(), signer.given(), at) instanceof CertificatePath.Trusted)) {
            // That is said where the signer is looked at.
            return Finding.notRun();
        }
        PathRequest request = PathRequest.at(at).withRevocation(policy.revocation());
        return switch (policy.trust().validate(signer.certificate(), given, evidence, request)) {
            case PathResult.Valid valid -> spoken(valid, signer.certificate());
            case PathResult.Invalid invalid ->
                invalid.problem() == PathProblem.REVOKED && afterwards(invalid, proven)
                        ? Finding.passed()
                        : invalid.problem() == PathProblem.REVOKED
                                ? notValid(invalid, proven)
                                : Finding.open(GapCode.REVOCATION_UNKNOWN, "");
        };
    }

    /** Whether it was revoked only after it is proven to have signed. */
    private static boolean afterwards(PathResult.Invalid revoked, Optional<Instant> proven) {
        return proven.isPresent()
                && revoked.evidence().stream()
                        .filter(finding -> finding.status() == RevocationFinding.Status.REVOKED)
                        .allMatch(finding -> finding.revokedAt()
                                .filter(since -> since.isAfter(proven.get()))
                                .isPresent());
    }

    /** A credential brings nothing along. */
    private static StoredEvidence stored(Facts facts) {
        return switch (facts) {
            case PdfFacts pdf -> pdf.stored();
            case CredentialFacts credential -> StoredEvidence.NONE;
            case ReceiptFacts receipt -> StoredEvidence.NONE;
        };
    }

    private static Optional<Instant> provenTime(Facts facts, TrustPolicy policy, Instant at) {
        return switch (facts) {
            case PdfFacts pdf -> ProvenTime.of(pdf, policy, at).time();
            case CredentialFacts credential -> Optional.empty();
            case ReceiptFacts receipt -> Optional.empty();
        };
    }

    private static Finding notValid(PathResult.Invalid invalid, Optional<Instant> proven) {
        if (invalid.problem() == PathProblem.REVOCATION_UNKNOWN) {
            return Finding.open(GapCode.REVOCATION_UNKNOWN, "");
        }
        String since = invalid.evidence().stream()
                .filter(finding -> finding.status() == RevocationFinding.Status.REVOKED)
                .flatMap(finding -> finding.revokedAt().stream())
                .findFirst()
                .map(Instant::toString)
                .orElse("");
        return proven.isPresent()
                ? Finding.failed(FailureCode.REVOKED_BEFORE_SIGNING, since)
                : Finding.open(GapCode.REVOKED_NO_PROOF_OF_TIME, since);
    }

    /** The pages show what the license says: what people read and what machines read is one. */
    static Finding visibleTextAgrees(PdfFacts facts, TrustPolicy policy, Instant at) {
        return facts.pageText()
                .map(text -> {
                    List<Failure> failures = text.missing().stream()
                            .map(name -> new Failure(FailureCode.VISIBLE_TEXT_DISAGREES, name))
                            .toList();
                    return failures.isEmpty() ? Finding.passed() : new Finding.Failed(failures);
                })
                .orElseGet(Finding::notRun);
    }
}
