package org.zhengzhao.signing.ofd;

/** Why a signed OFD document is not accepted. The names are codes of {@code zhengzhao check}: add, never rename. */
public enum OfdProblem {
    /** No signature at all. */
    NOT_SIGNED,
    /** The hash of the parts is neither SM3 nor SHA-256. */
    DIGEST_ALGORITHM,
    /** A part that is signed is missing. */
    PART_MISSING,
    /** A part was changed after it was signed. */
    PART_CHANGED,
    /** A part that no signature which holds covers: it may have been added. */
    PART_NOT_COVERED,
    /** The value is that of another list of parts. */
    LIST_CHANGED,
    /** Not SM2 with SM3. */
    SIGNATURE_ALGORITHM,
    SIGNATURE_BROKEN,
    /** The seal in the document is not the one in the signature. */
    SEAL_DIFFERS,
    /** The maker of the seal has not signed it. */
    SEAL_BROKEN,
    /** The signer is not among those who may use the seal. */
    SIGNER_NOT_IN_SEAL,
    /** Nothing says when it was signed. */
    TIME_MISSING,
    /** Signed later than the instant as of which is judged. */
    TIME_IN_FUTURE,
    /** The seal was valid no more, or not yet, when it was used. */
    SEAL_EXPIRED,
    SEAL_NOT_YET_VALID,
    /** The key is not certified for signatures. */
    KEY_USAGE,
    /** The signer's certificate was valid no more, or not yet, when it was used. */
    SIGNER_EXPIRED,
    SIGNER_NOT_YET_VALID,
    /** No path from the signer's certificate to a trusted one held at that time. */
    SIGNER_NOT_TRUSTED,
    /** No path from the seal maker's certificate to a trusted one held when the seal began to be valid, nor when it was used. */
    SEAL_MAKER_NOT_TRUSTED
}
