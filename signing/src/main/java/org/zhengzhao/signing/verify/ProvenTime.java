package org.zhengzhao.signing.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.signing.timestamp.TimestampToken;
import org.zhengzhao.signing.x509.PathProblem;
import org.zhengzhao.signing.x509.PathRequest;
import org.zhengzhao.signing.x509.PathResult;
import org.zhengzhao.signing.x509.Purpose;
import org.zhengzhao.signing.x509.RevocationRules;

/**
 * When a license was signed at the latest, as timestamps of trusted authorities prove it. The last timestamp is judged now, each
 * one before it as of the time that the next one proves (EN 319 102-1 §5.6.2.3): so a license outlives the certificates of
 * authorities whose timestamps were renewed in time.
 */
final class ProvenTime {
    /** RFC 3161 §4: with these reasons, what was stamped before the certificate was revoked stays good. */
    private static final Set<String> HARMLESS =
            Set.of("unspecified", "affiliationChanged", "superseded", "cessationOfOperation");

    private ProvenTime() {}

    /** What a timestamp is good for. */
    enum Standing {
        /** It proves its time. */
        HOLDS,
        /** It is no timestamp over this document. */
        BROKEN,
        /** Its authority is not trusted, or octets lie in it that mean nothing. */
        NOT_TRUSTED,
        /** Its authority's certificate has ended, or it is of later than the time that is judged: it proves nothing now. */
        OUT_OF_TIME
    }

    /**
     * @param standings of the timestamps, in their order
     */
    record Proof(Optional<Instant> time, List<Standing> standings) {
        Proof {
            standings = List.copyOf(standings);
        }
    }

    static Proof of(PdfFacts facts, TrustPolicy policy, Instant at) {
        Instant current = at;
        Optional<Instant> proven = Optional.empty();
        List<Standing> standings = new ArrayList<>();
        for (TimestampFacts timestamp : facts.timestamps().reversed()) {
            Standing standing = standing(timestamp, facts, policy, current);
            standings.addFirst(standing);
            if (standing == Standing.HOLDS) {
                current = timestamp.token().orElseThrow().info().time();
                proven = Optional.of(current);
            }
        }
        return new Proof(proven, standings);
    }

    /** Whoever has an authority's key makes timestamps of any time: they count only where it is proven that they are older. */
    private static boolean compromised(PathResult.Valid path, TrustPolicy policy, Instant current) {
        return policy.compromised()
                .since(path.certificates())
                .filter(since -> !current.isBefore(since))
                .isPresent();
    }

    /**
     * Revoked when it made the timestamp, or later for a reason that lets nobody trust what it made before: whoever has its key makes
     * timestamps of any time (RFC 3161 §4). What is not looked at, because it is too much, is not good.
     */
    private static boolean isRevoked(PathResult then, Instant current) {
        if (then instanceof PathResult.Invalid invalid
                && (invalid.problem() == PathProblem.REVOKED || invalid.problem() == PathProblem.LIMIT)) {
            return true;
        }
        return then.evidence().stream()
                .anyMatch(finding -> finding.revokedAt()
                                .filter(since -> !since.isAfter(current))
                                .isPresent()
                        && finding.reason().filter(HARMLESS::contains).isEmpty());
    }

    private static Standing standing(TimestampFacts timestamp, PdfFacts facts, TrustPolicy policy, Instant current) {
        if (timestamp.problem().isPresent()) {
            return Standing.BROKEN;
        }
        TimestampToken token = timestamp.token().orElseThrow();
        SignerFacts signer = timestamp.signer().orElseThrow();
        Instant time = token.info().time();
        if (time.isAfter(current.plus(policy.clockTolerance()))) {
            return Standing.OUT_OF_TIME;
        }
        List<X509Certificate> given = new ArrayList<>(signer.given());
        given.addAll(facts.stored().certificates());
        PathRequest now = PathRequest.at(current).withPurpose(Purpose.TIME_STAMPING);
        PathRequest then =
                PathRequest.at(time).withPurpose(Purpose.TIME_STAMPING).withRevocation(RevocationRules.IF_PRESENT);
        boolean revoked = isRevoked(
                policy.trust().validate(signer.certificate(), given, policy.evidenceWith(facts.stored()), then),
                current);
        return switch (policy.trust().validate(signer.certificate(), given, policy.evidence(), now)) {
            case PathResult.Valid valid ->
                !revoked
                                && token.isStrong(signer.certificate())
                                && !compromised(valid, policy, current)
                                && token.isTight(valid.certificates())
                        ? Standing.HOLDS
                        : Standing.NOT_TRUSTED;
            case PathResult.Invalid invalid ->
                invalid.problem() == PathProblem.EXPIRED && !revoked ? Standing.OUT_OF_TIME : Standing.NOT_TRUSTED;
        };
    }
}
