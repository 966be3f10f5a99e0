package org.zhengzhao.signing.check;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.cose.Base45;
import org.zhengzhao.signing.cose.MalformedBase45Exception;

/** Whether a text is Base45 (RFC 9285), every character of it. */
public final class Base45Check {
    /** The longest text that is looked at. */
    public static final int MAX_OCTETS = 1024 * 1024;

    /** Judges a text; one line break at its end, as editors leave it, does not belong to it. */
    public CheckReport check(Bytes input) {
        try {
            String text = StandardCharsets.US_ASCII
                    .newDecoder()
                    .decode(ByteBuffer.wrap(input.toArray()))
                    .toString();
            Bytes octets = Base45.decode(text.replaceFirst("\r?\n\\z", ""));
            return CheckReport.accept(new JsonValue.Members(Map.of("hex", new JsonValue.Text(octets.toHex()))));
        } catch (CharacterCodingException notAscii) {
            return CheckReport.reject("CHARACTER", "a character that Base45 does not have", JsonValue.Members.EMPTY);
        } catch (MalformedBase45Exception malformed) {
            return CheckReport.reject(
                    "GROUP",
                    "not Base45 at character " + malformed.position(),
                    new JsonValue.Members(Map.of("position", new JsonValue.Whole(malformed.position()))));
        }
    }
}
