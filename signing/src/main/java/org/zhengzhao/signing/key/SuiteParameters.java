package org.zhengzhao.signing.key;

import java.util.Objects;
import org.zhengzhao.signing.algorithm.HashAlgorithm;

/**
 * What a suite is made of. Only combinations that a standard gives can be built; everything else is refused here, so that no
 * signature is ever made or checked with parts that do not belong together.
 */
public record SuiteParameters(SuiteKey key, HashAlgorithm hash) {
    /** What the key of a suite is. */
    public sealed interface SuiteKey {
        /** ECDSA (FIPS 186-5) on a NIST curve, or SM2 (GB/T 32918.2) on its own: the curve says which. */
        record OnCurve(Curve curve) implements SuiteKey {
            public OnCurve {
                Objects.requireNonNull(curve);
            }
        }

        /** Ed25519 (RFC 8032): no prehash, no context. */
        record Edwards25519() implements SuiteKey {}

        /**
         * RSASSA-PSS (RFC 8017), mask by MGF1 with the same hash, salt as long as the hash.
         *
         * @param bits length of the modulus of keys that are made
         */
        record RsaPss(int bits) implements SuiteKey {
            public RsaPss {
                if (bits < SHORTEST_RSA || bits > LONGEST_RSA || bits % 1024 != 0) {
                    throw new IllegalArgumentException("no RSA key of " + bits + " bits signs licenses");
                }
            }
        }
    }

    /** The shortest RSA modulus that signs licenses, in bits: the strength of P-256. */
    public static final int SHORTEST_RSA = 3072;

    /** The longest RSA modulus that is looked at, in bits: longer ones only cost time. */
    public static final int LONGEST_RSA = 8192;

    public SuiteParameters {
        Objects.requireNonNull(hash);
        HashAlgorithm belongs = switch (key) {
            case SuiteKey.OnCurve on ->
                switch (on.curve()) {
                    case P256 -> HashAlgorithm.SHA256;
                    case P384 -> HashAlgorithm.SHA384;
                    case SM2P256V1 -> HashAlgorithm.SM3;
                };
            // RFC 8419 §2.2: CMS digests with SHA-512 what Ed25519 signs.
            case SuiteKey.Edwards25519 edwards -> HashAlgorithm.SHA512;
            case SuiteKey.RsaPss rsa -> HashAlgorithm.SHA256;
        };
        if (hash != belongs) {
            throw new IllegalArgumentException(hash + " does not belong to " + key);
        }
    }
}
