package org.zhengzhao.signing.x509;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.zhengzhao.signing.algorithm.LegacyPolicy;
import org.zhengzhao.signing.algorithm.SignatureScheme;

/**
 * Which algorithms and keys are good enough at which time.
 *
 * @param endOfLegacy before this instant SHA-1, DSA and short RSA keys were still relied on
 */
public record AlgorithmPolicy(Instant endOfLegacy) {
    /** As NIST dated it. */
    public static final AlgorithmPolicy DATED = new AlgorithmPolicy(LegacyPolicy.NIST.end());
    /** Nothing of the past, whatever time is judged. */
    public static final AlgorithmPolicy MODERN = new AlgorithmPolicy(Instant.MIN);

    private static final int SHORT_RSA = 1024;
    private static final int MIN_RSA = 2048;
    /** Checking takes longer with the cube of the length. */
    private static final int MAX_RSA = 8192;

    private static final Set<String> CURVES =
            Set.of("1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35", "1.2.156.10197.1.301");

    public AlgorithmPolicy {
        Objects.requireNonNull(endOfLegacy);
    }

    boolean isLegacy(Instant at) {
        return at.isBefore(endOfLegacy);
    }

    boolean allows(SignatureScheme scheme, Instant at) {
        return !CertificateAlgorithms.isLegacy(scheme) || isLegacy(at);
    }

    boolean allows(KeyForm key, Instant at) {
        return switch (key) {
            case KeyForm.Rsa rsa ->
                rsa.sound() && rsa.bits() >= (isLegacy(at) ? SHORT_RSA : MIN_RSA) && rsa.bits() <= MAX_RSA;
            case KeyForm.Curve curve -> CURVES.contains(curve.identifier());
            case KeyForm.Ed25519 ed25519 -> true;
            case KeyForm.Dsa dsa -> isLegacy(at) && dsa.bits() >= SHORT_RSA && dsa.bits() <= MAX_RSA;
            case KeyForm.Unknown unknown -> false;
        };
    }
}
