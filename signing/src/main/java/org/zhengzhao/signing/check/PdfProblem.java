package org.zhengzhao.signing.check;

/** Why a signed PDF is refused. Names are API: add, never rename. */
enum PdfProblem {
    /** There is no signature in it. */
    NO_SIGNATURE,
    /** The ranges of a signature are not two ranges from the start of the file. */
    BYTE_RANGE,
    /** What the ranges leave out is not the contents value of the signature. */
    CONTENTS,
    /** What a signature covers does not end with a revision, or overlaps with another signature. */
    REVISION,
    /** The structure would have to be repaired. */
    STRUCTURE,
    /** Something was changed after a signature that nothing allows, or stands behind all signatures. */
    CHANGED_AFTER_SIGNING,
    /** The container is not one detached signature by one signer. */
    CMS_FORM,
    /** An algorithm is not known, does not fit another, or was too weak at the time. */
    ALGORITHM,
    /** The covered octets are not those that were signed. */
    HASH_MISMATCH,
    /** The signature value is not the signer's. */
    SIGNATURE_BROKEN,
    /** A timestamp is not one, or is over something else. */
    TIMESTAMP,
    /** The signer's certificate is not for signatures. */
    KEY_USAGE,
    /** The signer's certificate does not lead to a trusted one. */
    UNTRUSTED,
    /** It does, and a certificate on the way had ended. */
    CERTIFICATE_EXPIRED,
    /** It does, and a certificate on the way had not begun. */
    CERTIFICATE_NOT_YET_VALID
}
