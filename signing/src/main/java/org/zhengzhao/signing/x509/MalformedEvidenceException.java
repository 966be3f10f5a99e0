package org.zhengzhao.signing.x509;

/** The one exception of reading CRLs and OCSP responses: not what it should be, or beyond the limits. */
public final class MalformedEvidenceException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedEvidenceException(String part) {
        super(part);
    }
}
