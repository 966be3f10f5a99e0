package org.zhengzhao.signing.key;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.key.SuiteParameters.SuiteKey;

/**
 * Signature suites: a closed list. A suite fixes the key, the hash and every name under which the algorithm goes, so that no
 * combination can be put together by mistake.
 */
public enum Suite {
    /** ECDSA on P-256 with SHA-256; the default. */
    ES256(-7, Optional.of("ES256"), new SuiteParameters(new SuiteKey.OnCurve(Curve.P256), HashAlgorithm.SHA256)),
    /** ECDSA on P-384 with SHA-384. */
    ES384(-35, Optional.of("ES384"), new SuiteParameters(new SuiteKey.OnCurve(Curve.P384), HashAlgorithm.SHA384)),
    /** Ed25519. */
    EDDSA(-8, Optional.of("EdDSA"), new SuiteParameters(new SuiteKey.Edwards25519(), HashAlgorithm.SHA512)),
    /** RSASSA-PSS, 3072 bits, SHA-256: for PDFs that old readers must open. */
    PS256(-37, Optional.of("PS256"), new SuiteParameters(new SuiteKey.RsaPss(3072), HashAlgorithm.SHA256)),
    /**
     * SM2 with SM3 (GB/T 32918.2, user identifier {@code 1234567812345678}). COSE has no number for it: this one is for private
     * use (RFC 9053, below -65536), after the last arcs of its object identifier 1.2.156.10197.1.501. JOSE has no name for it.
     */
    SM2(-10197501, Optional.empty(), new SuiteParameters(new SuiteKey.OnCurve(Curve.SM2P256V1), HashAlgorithm.SM3));

    private final int coseAlgorithm;
    private final Optional<String> joseAlgorithm;
    private final SuiteParameters parameters;

    Suite(int coseAlgorithm, Optional<String> joseAlgorithm, SuiteParameters parameters) {
        this.coseAlgorithm = coseAlgorithm;
        this.joseAlgorithm = Objects.requireNonNull(joseAlgorithm);
        this.parameters = Objects.requireNonNull(parameters);
    }

    /** The suite of a COSE algorithm number; empty where it is none of ours. */
    public static Optional<Suite> ofCose(long coseAlgorithm) {
        return Arrays.stream(values())
                .filter(suite -> suite.coseAlgorithm == coseAlgorithm)
                .findFirst();
    }

    /** The suite of a JOSE algorithm name (RFC 7518, RFC 8037); empty where it is none of ours. */
    public static Optional<Suite> ofJose(String joseAlgorithm) {
        return Arrays.stream(values())
                .filter(suite ->
                        suite.joseAlgorithm.filter(joseAlgorithm::equals).isPresent())
                .findFirst();
    }

    /** Algorithm number in COSE (RFC 9053, RFC 8230). */
    public int coseAlgorithm() {
        return coseAlgorithm;
    }

    /** Algorithm name in JOSE; empty for SM2, which has none. */
    public Optional<String> joseAlgorithm() {
        return joseAlgorithm;
    }

    public SuiteParameters parameters() {
        return parameters;
    }

    public SuiteKey key() {
        return parameters.key();
    }

    /** The hash, also of what CMS digests before the signature. */
    public HashAlgorithm hash() {
        return parameters.hash();
    }

    /** Octets of a signature as COSE and JOSE have it; for RSA that of the shortest key that is made. */
    public int rawLength() {
        return switch (key()) {
            case SuiteKey.OnCurve on -> 2 * on.curve().octets();
            case SuiteKey.Edwards25519 edwards -> 64;
            case SuiteKey.RsaPss rsa -> rsa.bits() / Byte.SIZE;
        };
    }
}
