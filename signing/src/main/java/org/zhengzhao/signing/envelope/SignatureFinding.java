package org.zhengzhao.signing.envelope;

/** What became of a signature. The names are codes of {@code zhengzhao check}: add, never rename. */
public enum SignatureFinding {
    /** It is that of a key that was given, or of a trusted certificate. */
    GENUINE("the signature holds"),
    /** The algorithm is none of those that are read. */
    ALGORITHM_UNKNOWN("not an algorithm that is read"),
    /** None of the keys goes by the name that the message gives. */
    KEY_UNKNOWN("no key by that name"),
    /** The key is none for the algorithm. */
    KEY_MISMATCH("the key is none for that algorithm"),
    SIGNATURE_BROKEN("the signature is not that of the key"),
    /** The certificate that came along does not lead to a trusted one. */
    NOT_TRUSTED("the certificate leads to no trusted one"),
    /** The certificate is an authority's, or for something else than such messages. */
    KEY_USAGE("the certificate is for something else");

    private final String detail;

    SignatureFinding(String detail) {
        this.detail = detail;
    }

    /** For people, in a few words. */
    public String detail() {
        return detail;
    }
}
