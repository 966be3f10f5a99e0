package org.zhengzhao.signing.key;

/**
 * Signature suites: a closed list. A suite fixes the curve, the hash and every name under which the algorithm goes, so that
 * no combination can be put together by mistake.
 */
public enum Suite {
    /** ECDSA on P-256 with SHA-256. */
    ES256(-7, "secp256r1", "SHA256withECDSA", "SHA256withPLAIN-ECDSA", "SHA-256", 64);

    private final int coseAlgorithm;
    private final String curve;
    private final String derSignature;
    private final String rawSignature;
    private final String digest;
    private final int rawLength;

    Suite(int coseAlgorithm, String curve, String derSignature, String rawSignature, String digest, int rawLength) {
        this.coseAlgorithm = coseAlgorithm;
        this.curve = curve;
        this.derSignature = derSignature;
        this.rawSignature = rawSignature;
        this.digest = digest;
        this.rawLength = rawLength;
    }

    /** Algorithm number in COSE (RFC 9053). */
    public int coseAlgorithm() {
        return coseAlgorithm;
    }

    /** Name of the curve for a Java key pair generator. */
    public String curve() {
        return curve;
    }

    /** Bouncy Castle's name of the algorithm whose signature is DER, as CMS and X.509 want it. */
    public String derSignature() {
        return derSignature;
    }

    /** Bouncy Castle's name of the algorithm whose signature is R‖S, as COSE and JOSE want it. */
    public String rawSignature() {
        return rawSignature;
    }

    /** Name of the hash. */
    public String digest() {
        return digest;
    }

    /** Octets of an R‖S signature. */
    public int rawLength() {
        return rawLength;
    }
}
