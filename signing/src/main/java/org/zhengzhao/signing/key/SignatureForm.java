package org.zhengzhao.signing.key;

/** How a signature of two numbers is written. Ed25519 and RSA have one form, which is both. */
public enum SignatureForm {
    /** {@code SEQUENCE { r INTEGER, s INTEGER }}: CMS, X.509, PDF. */
    DER,
    /** r‖S, each as long as the order of the curve: COSE, JOSE. */
    RAW
}
