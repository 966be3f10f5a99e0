package org.zhengzhao.signing.algorithm;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Objects;

/**
 * Until when SHA-1 and short RSA keys proved something.
 *
 * @param end before this instant they were still relied on
 */
public record LegacyPolicy(Instant end) {
    /** NIST SP 800-131A: signatures with SHA-1, RSA under 2048 bits and DSA of 1024 bits ended with the year 2013. */
    public static final LegacyPolicy NIST = new LegacyPolicy(Instant.parse("2014-01-01T00:00:00Z"));

    /**
     * When collisions of SHA-1 with chosen prefixes came within reach of anybody (Leurent and Peyrin, January 2020). What was
     * signed before, in many offices with keys of 1024 bits, is told and not refused; the present never is before that.
     */
    public static final LegacyPolicy COLLISIONS = new LegacyPolicy(Instant.parse("2020-01-01T00:00:00Z"));

    private static final int SHORTEST_RSA = 2048;
    private static final int SHORTEST_RSA_OF_OLD = 1024;
    private static final int SHORTEST_CURVE = 224;

    public LegacyPolicy {
        Objects.requireNonNull(end);
    }

    /** Whether nobody could make two documents of one digest at that time. */
    public boolean allows(HashAlgorithm hash, Instant at) {
        return hash != HashAlgorithm.SHA1 || at.isBefore(end);
    }

    /** Whether a key of that length proved something at that time. */
    public boolean allows(PublicKey key, Instant at) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= SHORTEST_RSA || bits >= SHORTEST_RSA_OF_OLD && at.isBefore(end);
        }
        return !(key instanceof ECPublicKey curve)
                || curve.getParams().getCurve().getField().getFieldSize() >= SHORTEST_CURVE;
    }
}
