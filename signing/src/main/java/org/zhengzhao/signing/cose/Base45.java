package org.zhengzhao.signing.cose;

import java.util.Arrays;
import org.zhengzhao.schema.bytes.Bytes;

/** Base45, RFC 9285: two octets become three characters, a last single octet two. Strict: one value has one text. */
public final class Base45 {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final int BASE = ALPHABET.length();

    private Base45() {}

    public static String encode(Bytes octets) {
        StringBuilder text = new StringBuilder(octets.length() / 2 * 3 + 2);
        int i = 0;
        for (; i + 1 < octets.length(); i += 2) {
            int pair = (octets.at(i) & 0xFF) << 8 | octets.at(i + 1) & 0xFF;
            text.append(ALPHABET.charAt(pair % BASE))
                    .append(ALPHABET.charAt(pair / BASE % BASE))
                    .append(ALPHABET.charAt(pair / (BASE * BASE)));
        }
        if (i < octets.length()) {
            int last = octets.at(i) & 0xFF;
            text.append(ALPHABET.charAt(last % BASE)).append(ALPHABET.charAt(last / BASE));
        }
        return text.toString();
    }

    /** Reads a text; lower case, white space around it, groups beyond two octets and a lone last character are refused. */
    public static Bytes decode(String text) throws MalformedBase45Exception {
        int length = text.length();
        if (length % 3 == 1) {
            throw new MalformedBase45Exception(length - 1);
        }
        byte[] octets = new byte[length / 3 * 2 + (length % 3 == 2 ? 1 : 0)];
        int out = 0;
        for (int i = 0; i < length; i += 3) {
            boolean pair = i + 2 < length;
            int value = digit(text, i) + digit(text, i + 1) * BASE + (pair ? digit(text, i + 2) * BASE * BASE : 0);
            if (value > (pair ? 0xFFFF : 0xFF)) {
                throw new MalformedBase45Exception(i);
            }
            if (pair) {
                octets[out++] = (byte) (value >> 8);
            }
            octets[out++] = (byte) value;
        }
        return Bytes.of(Arrays.copyOf(octets, out));
    }

    /** Whether Base45 has that character. */
    public static boolean has(char character) {
        return ALPHABET.indexOf(character) >= 0;
    }

    private static int digit(String text, int position) throws MalformedBase45Exception {
        int digit = ALPHABET.indexOf(text.charAt(position));
        if (digit < 0) {
            throw new MalformedBase45Exception(position);
        }
        return digit;
    }
}
