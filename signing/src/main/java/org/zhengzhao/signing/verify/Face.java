package org.zhengzhao.signing.verify;

/** What was judged: a face of a license, or a receipt; each has its own checks. */
public enum Face {
    PDF,
    CREDENTIAL,
    RECEIPT
}
