package org.zhengzhao.signing.x509;

/** How much of RFC 5280 a certificate has to keep. */
public enum Conformance {
    /** What §6 asks of a path. Many private authorities issue certificates that keep no more. */
    PATH,
    /** Also what §4 demands of whoever issues certificates: key identifiers, critical marks, positive numbers. */
    PROFILE
}
