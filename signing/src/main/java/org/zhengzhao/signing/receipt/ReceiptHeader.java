package org.zhengzhao.signing.receipt;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.jose.Base64Url;

/**
 * The protected header, in the one form that it has. The type in it (RFC 9596 §2, RFC 8725 §3.11) keeps receipts and whatever
 * else the registry signs apart.
 */
final class ReceiptHeader {
    static final String COSE_TYPE = "application/vnd.zhengzhao.receipt+cwt";
    static final String JWS_TYPE = "zhengzhao-receipt+jwt";

    /** Tag, array and protected header take less than this, whatever the algorithm. */
    private static final int COSE_HEAD = 96;
    /** The header of a JWS takes less than this. */
    private static final int JWS_HEAD = 192;

    private ReceiptHeader() {}

    static Bytes cose(long algorithm, KeyIdentifier key) {
        return CoseSign1.header(algorithm, key, COSE_TYPE);
    }

    static Bytes jws(String algorithm, KeyIdentifier key) {
        return CanonicalJson.bytes(new JsonValue.Members(Map.of(
                "alg",
                new JsonValue.Text(algorithm),
                "kid",
                new JsonValue.Text(key.hex()),
                "typ",
                new JsonValue.Text(JWS_TYPE))));
    }

    /** What the key signs (RFC 7515 §5.1). */
    static Bytes jwsToBeSigned(Bytes header, Bytes payload) {
        return Bytes.utf8(Base64Url.encode(header) + "." + Base64Url.encode(payload));
    }

    /** Whether the octets begin as a COSE_Sign1 that says it is a receipt. */
    static boolean beginsCose(Bytes octets) {
        return CoseSign1.looksLike(octets) && head(octets, COSE_HEAD).contains(COSE_TYPE);
    }

    /** Whether the octets begin as a JWS that says it is a receipt. */
    static boolean beginsJws(Bytes octets) {
        String head = head(octets, JWS_HEAD);
        int dot = head.indexOf('.');
        if (dot <= 0) {
            return false;
        }
        try {
            // Lenient on purpose: a header with a bit too many is still to be judged as a receipt.
            byte[] header = Base64.getUrlDecoder().decode(head.substring(0, dot));
            return new String(header, StandardCharsets.ISO_8859_1).contains(JWS_TYPE);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static String head(Bytes octets, int length) {
        return new String(octets.slice(0, Math.min(length, octets.length())).toArray(), StandardCharsets.ISO_8859_1);
    }
}
