package org.zhengzhao.signing.jose;

import java.util.Base64;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.jose.RejectedJoseException.Reason;

/** Base64url without padding (RFC 7515 §2). One value has one text: bits that mean nothing must be zero. */
public final class Base64Url {
    private Base64Url() {}

    public static String encode(Bytes octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets.toArray());
    }

    public static Bytes decode(String text) throws RejectedJoseException {
        try {
            Bytes octets = Bytes.of(Base64.getUrlDecoder().decode(text));
            // Java's decoder lets padding and stray bits pass; written again they are gone.
            if (encode(octets).equals(text)) {
                return octets;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new RejectedJoseException(Reason.BASE64);
        }
        throw new RejectedJoseException(Reason.BASE64);
    }
}
