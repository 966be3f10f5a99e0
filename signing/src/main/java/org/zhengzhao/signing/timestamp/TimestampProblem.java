package org.zhengzhao.signing.timestamp;

/** Why a timestamp proves nothing. Names are API: add, never rename. */
public enum TimestampProblem {
    /** No certificate was found that the SignerInfo names and the signed attribute signing-certificate binds. */
    SIGNER_NOT_FOUND,
    /** The signature is not that of the certificate's key, or of an algorithm that is not known. */
    SIGNATURE_BROKEN,
    /** A hash or a key was too weak at the time. */
    ALGORITHM_TOO_WEAK,
    /** RFC 3161 §2.3: the one extended key usage is id-kp-timeStamping, and it is critical. */
    NOT_FOR_TIMESTAMPING,
    /** There is no path from the signer's certificate to a trusted one. */
    SIGNER_NOT_TRUSTED,
    /** A certificate on the path had ended at the time of the token. */
    SIGNER_EXPIRED,
    /** A certificate on the path had not begun at the time of the token. */
    SIGNER_NOT_YET_VALID,
    /** The token is of a later time than the one at which it is judged. */
    TIME_IN_FUTURE,
    /** Something else was timestamped. */
    IMPRINT_MISMATCH,
    /** The answer does not belong to the request. */
    NONCE_MISMATCH,
    /** The policy is not the one that was asked for. */
    POLICY_MISMATCH,
    /** The certificate was asked for and did not come. */
    CERTIFICATE_MISSING
}
