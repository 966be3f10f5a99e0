package org.zhengzhao.signing.x509;

/** Why a certificate is not to be relied on. The names are API: add, never rename. */
public enum PathProblem {
    /** No chain of issuers leads to an anchor. */
    NO_PATH,
    /** A signature does not belong to the issuer's key. */
    SIGNATURE,
    /** A certificate is valid no more. */
    EXPIRED,
    /** A certificate is not yet valid. */
    NOT_YET_VALID,
    /** An issuer is no certification authority (RFC 5280 §4.2.1.9). */
    BASIC_CONSTRAINTS,
    /** More authorities than one above allows (§4.2.1.9), or more than we follow. */
    PATH_LENGTH,
    /** A key is used for what it was not certified for (§4.2.1.3). */
    KEY_USAGE,
    /** The certificate is not for the purpose that was asked (§4.2.1.12). */
    EXTENDED_KEY_USAGE,
    /** A name is outside of what an authority may certify (§4.2.1.10). */
    NAME_CONSTRAINTS,
    /** No acceptable certificate policy, where one is required (§6.1.5). */
    POLICY,
    /** A critical extension that we do not know (§4.2). */
    CRITICAL_EXTENSION,
    /** An algorithm or key that is not allowed at that time. */
    ALGORITHM,
    /** A certificate breaks what RFC 5280 §4 demands of whoever issues it. */
    NOT_CONFORMING,
    /** A certificate was revoked or on hold at that time. */
    REVOKED,
    /** Whether a certificate was revoked could not be found out. */
    REVOCATION_UNKNOWN,
    /** Something that is no certificate, or has a part that cannot be read. */
    MALFORMED,
    /** Larger, or more work, than what we look at. */
    LIMIT
}
