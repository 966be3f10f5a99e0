package org.zhengzhao.signing.tlog;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zhengzhao.schema.bytes.Bytes;

/** How logs write numbers and octets: one value has one text. */
final class LogText {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,19}");

    private LogText() {}

    /** A number from 0 to 2^64 − 1 without leading zeros; the long is to be taken as unsigned. */
    static Optional<Long> number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException beyond) {
            return Optional.empty();
        }
    }

    /** Base64 with padding and without stray bits (RFC 4648 §4). */
    static Optional<Bytes> base64(String text) {
        try {
            Bytes octets = Bytes.of(Base64.getDecoder().decode(text));
            return base64(octets).equals(text) ? Optional.of(octets) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static String base64(Bytes octets) {
        return Base64.getEncoder().encodeToString(octets.toArray());
    }
}
