package org.zhengzhao.signing.receipt;

import java.security.PublicKey;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Suite;

/**
 * A receipt whose form has been read, and whose signature has not been looked at yet.
 *
 * @param algorithm as the header names it; whether it is allowed is for the verifier to say
 * @param suite the suite of that name; empty where it is none of ours
 * @param toBeSigned the octets that were signed, never a re-encoding of what was understood
 */
public record SignedReceipt(
        ReceiptForm form,
        String algorithm,
        Optional<Suite> suite,
        KeyIdentifier keyIdentifier,
        Bytes payload,
        Bytes toBeSigned,
        Bytes signature) {
    public SignedReceipt {
        Objects.requireNonNull(form);
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(suite);
        Objects.requireNonNull(keyIdentifier);
        Objects.requireNonNull(payload);
        Objects.requireNonNull(toBeSigned);
        Objects.requireNonNull(signature);
    }

    /** Whether the algorithm is one of ours and the signature that of the key. */
    public boolean signedBy(PublicKey key, SignatureVerifier signatures) {
        return suite.filter(known -> signatures.verifies(known, SignatureForm.RAW, key, toBeSigned, signature))
                .isPresent();
    }

    /** What the receipt says. */
    public ReceiptClaims claims() throws MalformedReceiptException {
        return ReceiptSource.claims(
                switch (form) {
                    case COSE -> ReceiptCbor.read(payload);
                    case JWS -> ReceiptJson.read(payload);
                });
    }

    /** The form only: the rest tells of persons and cases. */
    @Override
    public String toString() {
        return "SignedReceipt[" + form + "]";
    }
}
