package org.zhengzhao.signing.verify;

/** Which face of a license was judged; each has its own checks. */
public enum Face {
    PDF,
    CREDENTIAL
}
