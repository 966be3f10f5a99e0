package org.zhengzhao.signing.envelope;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.signing.algorithm.HashAlgorithm;

/**
 * Signature algorithms that are read: a closed list, wider than the suites that sign licenses. The number or name in a
 * message must be one of these; what a key can do beyond it counts for nothing.
 */
public enum SignatureAlgorithm {
    ES256(-7, "ES256", Family.ECDSA, "SHA256withPLAIN-ECDSA", Optional.of(HashAlgorithm.SHA256)),
    ES384(-35, "ES384", Family.ECDSA, "SHA384withPLAIN-ECDSA", Optional.of(HashAlgorithm.SHA384)),
    ES512(-36, "ES512", Family.ECDSA, "SHA512withPLAIN-ECDSA", Optional.of(HashAlgorithm.SHA512)),
    /** Ed25519 and Ed448, RFC 8032. */
    EDDSA(-8, "EdDSA", Family.EDWARDS, "EdDSA", Optional.empty()),
    PS256(-37, "PS256", Family.RSA, "RSASSA-PSS", Optional.of(HashAlgorithm.SHA256)),
    PS384(-38, "PS384", Family.RSA, "RSASSA-PSS", Optional.of(HashAlgorithm.SHA384)),
    PS512(-39, "PS512", Family.RSA, "RSASSA-PSS", Optional.of(HashAlgorithm.SHA512));

    /** Which keys an algorithm takes. */
    enum Family {
        ECDSA,
        EDWARDS,
        RSA
    }

    private final long cose;
    private final String jose;
    private final Family family;
    private final String javaName;
    private final Optional<HashAlgorithm> hash;

    SignatureAlgorithm(long cose, String jose, Family family, String javaName, Optional<HashAlgorithm> hash) {
        this.cose = cose;
        this.jose = jose;
        this.family = family;
        this.javaName = javaName;
        this.hash = Objects.requireNonNull(hash);
    }

    /** By its number in COSE (RFC 9053, RFC 8230). */
    public static Optional<SignatureAlgorithm> ofCose(long number) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.cose == number)
                .findFirst();
    }

    /** By its name in JOSE (RFC 7518, RFC 8037). */
    public static Optional<SignatureAlgorithm> ofJose(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.jose.equals(name))
                .findFirst();
    }

    /** Bits of the order of the curve that JOSE (RFC 7518 §3.4) and most profiles of COSE pair with the hash. */
    int pairedOrderBits() {
        return this == ES512 ? 521 : hash.map(known -> known.length() * 8).orElse(0);
    }

    long cose() {
        return cose;
    }

    Family family() {
        return family;
    }

    /** Bouncy Castle's name for a signature in the form of COSE and JOSE. */
    String javaName() {
        return javaName;
    }

    /** Empty where the algorithm takes the message as it is. */
    Optional<HashAlgorithm> hash() {
        return hash;
    }
}
