package org.zhengzhao.signing.x509;

/** How much of a hostile input is looked at. Honest certificates stay far below. */
public final class X509Limits {
    public static final int MAX_CERTIFICATE_OCTETS = 64 * 1024;
    /** Certificates that come with one document, beside those that are trusted. */
    public static final int MAX_GIVEN_CERTIFICATES = 256;

    public static final int MAX_CRL_OCTETS = 16 * 1024 * 1024;
    public static final int MAX_OCSP_OCTETS = 256 * 1024;
    /** CRLs and OCSP responses together. */
    public static final int MAX_EVIDENCE = 1024;

    /** Certificates on a path, the anchor included. */
    static final int MAX_PATH = 12;
    /** Signatures that are checked while one path is looked for; revocation evidence included. */
    static final int MAX_SIGNATURES = 256;
    /** Complete paths that are judged before we give up. */
    static final int MAX_CANDIDATES = 32;

    static final int MAX_DEPTH = 32;
    static final int MAX_CERTIFICATE_ELEMENTS = 20_000;
    static final int MAX_CRL_ELEMENTS = 4_000_000;
    static final int MAX_EXTENSIONS = 64;
    /** Names, subtrees, policies, mappings in one extension. */
    static final int MAX_ITEMS = 1024;

    static final int MAX_POLICIES = 128;
    static final int MAX_NAME_PARTS = 128;
    /** Name against subtree comparisons on one path. */
    static final int MAX_COMPARISONS = 200_000;

    private X509Limits() {}
}
