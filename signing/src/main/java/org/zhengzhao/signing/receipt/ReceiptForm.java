package org.zhengzhao.signing.receipt;

/** How a receipt is written. Both forms carry the same claims. */
public enum ReceiptForm {
    /** COSE_Sign1 (RFC 9052) over a CWT claims set: the shorter one. */
    COSE,
    /** JWS in compact form (RFC 7515) over a JWT claims set: text, for systems that file text. */
    JWS
}
