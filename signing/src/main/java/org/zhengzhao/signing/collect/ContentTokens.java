package org.zhengzhao.signing.collect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/** Reads the words of a content stream or a character map, one after the other (ISO 32000-2 §7.2). Never fails. */
final class ContentTokens {
    private final byte[] octets;
    private int position;

    ContentTokens(byte[] octets) {
        this.octets = octets;
    }

    Optional<ContentToken> next() {
        while (position < octets.length) {
            int c = octets[position] & 0xFF;
            switch (c) {
                case 0, '\t', '\n', '\f', '\r', ' ', '[', ']', '{', '}', ')' -> position++;
                case '%' -> skipLine();
                case '<' -> {
                    if (position + 1 < octets.length && octets[position + 1] == '<') {
                        position += 2;
                    } else {
                        return Optional.of(new ContentToken.Text(hexadecimal()));
                    }
                }
                case '>' -> position++;
                case '(' -> {
                    return Optional.of(new ContentToken.Text(literal()));
                }
                case '/' -> {
                    position++;
                    return Optional.of(new ContentToken.Name(word()));
                }
                default -> {
                    return Optional.of(numberOrOperator(word()));
                }
            }
        }
        return Optional.empty();
    }

    private void skipLine() {
        while (position < octets.length && octets[position] != '\n' && octets[position] != '\r') {
            position++;
        }
    }

    private static boolean ends(int c) {
        return switch (c) {
            case 0, '\t', '\n', '\f', '\r', ' ', '[', ']', '{', '}', '(', ')', '<', '>', '/', '%' -> true;
            default -> false;
        };
    }

    private String word() {
        int from = position;
        while (position < octets.length && !ends(octets[position])) {
            position++;
        }
        return new String(octets, from, position - from, StandardCharsets.ISO_8859_1);
    }

    private static ContentToken numberOrOperator(String word) {
        char first = word.charAt(0);
        if (first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.') {
            try {
                return new ContentToken.Numeral(Double.parseDouble(word));
            } catch (NumberFormatException none) {
                return new ContentToken.Operator(word);
            }
        }
        return new ContentToken.Operator(word);
    }

    private Bytes hexadecimal() {
        position++;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int half = -1;
        while (position < octets.length && octets[position] != '>') {
            int digit = Character.digit(octets[position++], 16);
            if (digit >= 0 && half >= 0) {
                out.write(half << 4 | digit);
                half = -1;
            } else if (digit >= 0) {
                half = digit;
            }
        }
        position++;
        if (half >= 0) {
            out.write(half << 4);
        }
        return Bytes.of(out.toByteArray());
    }

    /** Without undoing escapes but for that of brackets: a license has no such strings that are text. */
    private Bytes literal() {
        position++;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int open = 1;
        while (position < octets.length) {
            int c = octets[position++];
            if (c == '\\' && position < octets.length) {
                out.write(octets[position++]);
                continue;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open == 0) {
                break;
            }
            out.write(c);
        }
        return Bytes.of(out.toByteArray());
    }
}
