package org.zhengzhao.signing.timestamp;

import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.zhengzhao.signing.trust.CertificatePath;
import org.zhengzhao.signing.trust.TrustStore;

/**
 * Judges timestamps against timestamp authorities that somebody trusts. A token is judged as of its own time: its authority's
 * certificate may have ended since.
 */
public final class TimestampVerifier {
    /** By how much the clock of an authority may be ahead of that of the judge. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private final Collection<X509Certificate> certificates;
    private final TrustStore trust;

    /**
     * @param certificates the authorities that are trusted, and what stands between; also where the certificate of a token
     *     that carries none is looked for
     * @param provider Bouncy Castle, made once by the caller
     */
    public TimestampVerifier(Collection<X509Certificate> certificates, Provider provider) {
        this.certificates = List.copyOf(certificates);
        this.trust = TrustStore.of(this.certificates, provider);
    }

    /** Judges a token over data, given in parts that follow each other. */
    public TimestampJudgement judge(TimestampToken token, Instant at, ByteBuffer... data) {
        List<TimestampProblem> problems = new ArrayList<>();
        if (!token.imprintMatches(data)) {
            problems.add(TimestampProblem.IMPRINT_MISMATCH);
        }
        return judge(token, at, problems);
    }

    /** Judges an answer to a request. */
    public TimestampJudgement judge(TimestampToken token, TimestampRequest request, Instant at) {
        TimestampInfo info = token.info();
        List<TimestampProblem> problems = new ArrayList<>();
        if (!info.imprint().algorithm().equals(Optional.of(request.algorithm()))
                || !info.imprint().digest().equals(request.imprint())) {
            problems.add(TimestampProblem.IMPRINT_MISMATCH);
        }
        // RFC 3161 §2.4.2: a nonce that was sent comes back; one that was not sent does not matter.
        if (request.nonce().isPresent() && !info.nonce().equals(request.nonce())) {
            problems.add(TimestampProblem.NONCE_MISMATCH);
        }
        if (request.policy().isPresent() && !request.policy().get().equals(info.policy())) {
            problems.add(TimestampProblem.POLICY_MISMATCH);
        }
        if (request.certificateRequested() && token.findSigner(Set.of()).isEmpty()) {
            problems.add(TimestampProblem.CERTIFICATE_MISSING);
        }
        return judge(token, at, problems);
    }

    /** Judges who signed a token, and not over what. */
    public TimestampJudgement judgeSigner(TimestampToken token, Instant at) {
        return judge(token, at, new ArrayList<>());
    }

    private TimestampJudgement judge(TimestampToken token, Instant at, List<TimestampProblem> problems) {
        TimestampInfo info = token.info();
        if (info.time().isAfter(at.plus(CLOCK_TOLERANCE))) {
            problems.add(TimestampProblem.TIME_IN_FUTURE);
        }
        Optional<X509Certificate> found = token.findSigner(certificates);
        if (found.isEmpty()) {
            problems.add(TimestampProblem.SIGNER_NOT_FOUND);
            return new TimestampJudgement(info, problems, found, List.of());
        }
        X509Certificate signer = found.get();
        if (!token.signatureVerifies(signer)) {
            problems.add(TimestampProblem.SIGNATURE_BROKEN);
        }
        if (!token.isStrong(signer)) {
            problems.add(TimestampProblem.ALGORITHM_TOO_WEAK);
        }
        if (!isForTimestamping(signer)) {
            problems.add(TimestampProblem.NOT_FOR_TIMESTAMPING);
        }
        List<X509Certificate> path = switch (trust.path(signer, token.certificates(), info.time())) {
            case CertificatePath.Trusted trusted -> trusted.certificates();
            case CertificatePath.Expired expired -> none(problems, TimestampProblem.SIGNER_EXPIRED);
            case CertificatePath.NotYetValid early -> none(problems, TimestampProblem.SIGNER_NOT_YET_VALID);
            case CertificatePath.Untrusted untrusted -> none(problems, TimestampProblem.SIGNER_NOT_TRUSTED);
        };
        return new TimestampJudgement(info, problems, found, path);
    }

    private static List<X509Certificate> none(List<TimestampProblem> problems, TimestampProblem problem) {
        problems.add(problem);
        return List.of();
    }

    /** RFC 3161 §2.3 for the extended key usage; a key usage that is there allows signatures and nothing else (RFC 5280). */
    public static boolean isForTimestamping(X509Certificate certificate) {
        try {
            List<String> extended = certificate.getExtendedKeyUsage();
            Set<String> critical = certificate.getCriticalExtensionOIDs();
            return extended != null
                    && extended.equals(List.of(KeyPurposeId.id_kp_timeStamping.getId()))
                    && critical != null
                    && critical.contains(Extension.extendedKeyUsage.getId())
                    && signsOnly(certificate.getKeyUsage());
        } catch (CertificateParsingException | RuntimeException unreadable) {
            return false;
        }
    }

    private static boolean signsOnly(boolean[] usage) {
        if (usage == null) {
            return true;
        }
        boolean signs = false;
        for (int i = 0; i < usage.length; i++) {
            if (usage[i] && i != DIGITAL_SIGNATURE && i != NON_REPUDIATION) {
                return false;
            }
            signs |= usage[i];
        }
        return signs;
    }
}
