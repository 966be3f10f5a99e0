package org.zhengzhao.signing.receipt;

import java.nio.charset.StandardCharsets;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.cose.MalformedCoseException;
import org.zhengzhao.signing.jose.CompactJws;
import org.zhengzhao.signing.jose.RejectedJoseException;
import org.zhengzhao.signing.key.Suite;

/** Reads receipts in both forms. Strict: what is signed has one encoding, and the header says nothing but what it must. */
public final class ReceiptReader {
    /** The longest receipt that is looked at, in either form: all that {@link ReceiptClaims} allows fits. */
    public static final int MAX_OCTETS = 256 * 1024;

    /** The names of JOSE algorithms are shorter. What is longer would only fill the report that says it is not allowed. */
    private static final int MAX_ALGORITHM = 32;

    private ReceiptReader() {}

    /** Whether the octets say that they are a receipt. Nothing is proven by that. */
    public static boolean looksLike(Bytes octets) {
        return ReceiptHeader.beginsCose(octets) || ReceiptHeader.beginsJws(octets);
    }

    /** Reads the form, which is told by the first octets. What the receipt says is read by {@link SignedReceipt#claims}. */
    public static SignedReceipt read(Bytes octets) throws MalformedReceiptException {
        if (octets.length() > MAX_OCTETS) {
            throw MalformedReceiptException.malformed("TOO_LARGE");
        }
        return CoseSign1.looksLike(octets) ? cose(octets) : jws(octets);
    }

    private static SignedReceipt cose(Bytes octets) throws MalformedReceiptException {
        try {
            CoseSign1 message = CoseSign1.parse(octets, MAX_OCTETS);
            if (!ReceiptHeader.cose(message.algorithm(), message.keyIdentifier())
                    .equals(message.protectedHeader())) {
                throw MalformedReceiptException.malformed("header");
            }
            return new SignedReceipt(
                    ReceiptForm.COSE,
                    Long.toString(message.algorithm()),
                    Suite.ofCose(message.algorithm()),
                    message.keyIdentifier(),
                    message.payload(),
                    message.toBeSigned(),
                    message.signature());
        } catch (MalformedCoseException malformed) {
            throw MalformedReceiptException.malformed(malformed.reason().name());
        }
    }

    private static SignedReceipt jws(Bytes octets) throws MalformedReceiptException {
        try {
            // Octets beyond ASCII become characters that no part of a JWS has.
            CompactJws jws = CompactJws.parse(new String(octets.toArray(), StandardCharsets.ISO_8859_1));
            if (jws.algorithm().length() > MAX_ALGORITHM) {
                throw MalformedReceiptException.malformed("alg");
            }
            KeyIdentifier key = keyIdentifier(jws);
            Bytes expected = ReceiptHeader.jwsToBeSigned(ReceiptHeader.jws(jws.algorithm(), key), jws.payload());
            if (!expected.equals(jws.signingInput())) {
                throw MalformedReceiptException.malformed("header");
            }
            return new SignedReceipt(
                    ReceiptForm.JWS,
                    jws.algorithm(),
                    Suite.ofJose(jws.algorithm()),
                    key,
                    jws.payload(),
                    jws.signingInput(),
                    jws.signature());
        } catch (RejectedJoseException rejected) {
            throw MalformedReceiptException.malformed(rejected.reason().name());
        }
    }

    private static KeyIdentifier keyIdentifier(CompactJws jws) throws MalformedReceiptException {
        try {
            return new KeyIdentifier(
                    Bytes.hex(jws.keyIdentifier().orElseThrow(() -> MalformedReceiptException.malformed("kid"))));
        } catch (IllegalArgumentException notHexadecimal) {
            throw MalformedReceiptException.malformed("kid");
        }
    }
}
