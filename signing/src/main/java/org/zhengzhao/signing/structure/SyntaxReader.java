package org.zhengzhao.signing.structure;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhengzhao.schema.bytes.Bytes;

/** Reads values, word by word (ISO 32000-2 §7.2 and §7.3). */
final class SyntaxReader {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_WORD = 200;
    private static final int MAX_DIGITS = 18;

    private final byte[] octets;
    private final int end;
    private final Budget budget;
    private int position;

    SyntaxReader(byte[] octets, int position, int end, Budget budget) {
        this.octets = octets;
        this.position = position;
        this.end = end;
        this.budget = budget;
    }

    int position() {
        return position;
    }

    void moveTo(int other) {
        position = other;
    }

    static boolean isWhite(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
    }

    private static boolean isDelimiter(int c) {
        return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' || c == '/'
                || c == '%';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The octet at the position; -1 at the end. */
    int peek() {
        return position < end ? octets[position] & 0xFF : -1;
    }

    void skipWhite() {
        while (position < end && isWhite(octets[position])) {
            position++;
        }
    }

    void skipWhiteAndComments() {
        skipWhite();
        while (peek() == '%') {
            skipLine();
            skipWhite();
        }
    }

    void skipLine() {
        while (position < end && octets[position] != '\n' && octets[position] != '\r') {
            position++;
        }
    }

    boolean startsWith(String word) {
        if (end - position < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (octets[position + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Passes over a word that stands at the position, followed by white space, a delimiter or the end. */
    boolean skipWord(String word) {
        int after = position + word.length();
        if (!startsWith(word) || after < end && !isWhite(octets[after]) && !isDelimiter(octets[after])) {
            return false;
        }
        position = after;
        return true;
    }

    void requireWord(String word) throws MalformedPdfException {
        skipWhiteAndComments();
        if (!skipWord(word)) {
            throw malformed(word);
        }
    }

    /** A number without sign or fraction, below 10^10, behind white space. */
    long requireWhole() throws MalformedPdfException {
        skipWhite();
        int from = position;
        long value = 0;
        while (position < end && isDigit(octets[position])) {
            if (position - from == 10) {
                throw malformed("number");
            }
            value = value * 10 + octets[position++] - '0';
        }
        if (position == from || position < end && !isWhite(octets[position]) && !isDelimiter(octets[position])) {
            throw malformed("number");
        }
        return value;
    }

    PdfValue value() throws MalformedPdfException {
        return value(0);
    }

    private PdfValue value(int depth) throws MalformedPdfException {
        if (depth > MAX_DEPTH) {
            throw MalformedPdfException.limit("depth");
        }
        budget.spendValue();
        skipWhiteAndComments();
        int c = peek();
        return switch (c) {
            case -1 -> throw malformed("end");
            case '/' -> new PdfValue.Name(name());
            case '(' -> literal();
            case '[' -> items(depth);
            case '<' -> position + 1 < end && octets[position + 1] == '<' ? dictionary(depth) : hexadecimal();
            default -> isDigit(c) || c == '+' || c == '-' || c == '.' ? number() : word();
        };
    }

    private PdfValue word() throws MalformedPdfException {
        if (skipWord("null")) {
            return new PdfValue.Null();
        }
        if (skipWord("true")) {
            return new PdfValue.Flag(true);
        }
        if (skipWord("false")) {
            return new PdfValue.Flag(false);
        }
        throw malformed("value");
    }

    /** A sign perhaps, and 1 to 18 digits. */
    private static boolean isWhole(String text) {
        int from = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        int digits = text.length() - from;
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return digits >= 1 && digits <= MAX_DIGITS;
    }

    private PdfValue number() throws MalformedPdfException {
        int from = position;
        while (position < end && !isWhite(octets[position]) && !isDelimiter(octets[position])) {
            if (position - from == MAX_WORD) {
                throw malformed("number");
            }
            position++;
        }
        String text = new String(octets, from, position - from, StandardCharsets.ISO_8859_1);
        if (!isWhole(text)) {
            return new PdfValue.Real(text);
        }
        long value = Long.parseLong(text);
        int behind = position;
        if (isDigit(text.charAt(0)) && text.length() <= 10 && value <= Integer.MAX_VALUE) {
            skipWhite();
            int generationFrom = position;
            int generation = 0;
            while (position < end && position - generationFrom < 5 && isDigit(octets[position])) {
                generation = generation * 10 + octets[position++] - '0';
            }
            if (position > generationFrom && isWhite(peek())) {
                skipWhite();
                if (skipWord("R")) {
                    return new PdfValue.Reference((int) value, generation);
                }
            }
        }
        position = behind;
        return new PdfValue.Whole(value);
    }

    private String name() throws MalformedPdfException {
        position++;
        StringBuilder name = new StringBuilder();
        while (position < end && !isWhite(octets[position]) && !isDelimiter(octets[position])) {
            if (name.length() == MAX_WORD) {
                throw malformed("name");
            }
            int c = octets[position++] & 0xFF;
            if (c == '#') {
                int high = position < end ? Character.digit(octets[position], 16) : -1;
                int low = position + 1 < end ? Character.digit(octets[position + 1], 16) : -1;
                if (high < 0 || low < 0) {
                    throw malformed("name");
                }
                c = high << 4 | low;
                position += 2;
            }
            name.append((char) c);
        }
        return name.toString();
    }

    private PdfValue items(int depth) throws MalformedPdfException {
        position++;
        List<PdfValue> values = new ArrayList<>();
        skipWhiteAndComments();
        while (peek() != ']') {
            values.add(value(depth + 1));
            skipWhiteAndComments();
        }
        position++;
        return new PdfValue.Items(values);
    }

    private PdfValue dictionary(int depth) throws MalformedPdfException {
        position += 2;
        Map<String, PdfValue> values = new LinkedHashMap<>();
        skipWhiteAndComments();
        while (peek() != '>') {
            if (peek() != '/') {
                throw malformed("dictionary");
            }
            String key = name();
            PdfValue value = value(depth + 1);
            // Readers differ in which of two equal keys they take.
            if (values.putIfAbsent(key, value) != null) {
                throw malformed("key that stands twice");
            }
            skipWhiteAndComments();
        }
        if (position + 1 >= end || octets[position + 1] != '>') {
            throw malformed("dictionary");
        }
        position += 2;
        return new PdfValue.Dictionary(values);
    }

    private PdfValue hexadecimal() throws MalformedPdfException {
        int from = position++;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int half = -1;
        while (peek() != '>') {
            int c = peek();
            position++;
            if (isWhite(c)) {
                continue;
            }
            int digit = c < 0 ? -1 : Character.digit((char) c, 16);
            if (digit < 0) {
                throw malformed("string");
            }
            if (half < 0) {
                half = digit;
            } else {
                out.write(half << 4 | digit);
                half = -1;
            }
        }
        if (half >= 0) {
            out.write(half << 4);
        }
        position++;
        return new PdfValue.Text(Bytes.of(out.toByteArray()), from, position);
    }

    private PdfValue literal() throws MalformedPdfException {
        int from = position++;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int open = 1;
        while (true) {
            int c = peek();
            if (c < 0) {
                throw malformed("string");
            }
            position++;
            if (c == '\\') {
                escape(out);
                continue;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open == 0) {
                return new PdfValue.Text(Bytes.of(out.toByteArray()), from, position);
            }
            out.write(c);
        }
    }

    /** ISO 32000-2 table 3. */
    private void escape(ByteArrayOutputStream out) throws MalformedPdfException {
        int c = peek();
        if (c < 0) {
            throw malformed("string");
        }
        position++;
        switch (c) {
            case 'n' -> out.write('\n');
            case 'r' -> out.write('\r');
            case 't' -> out.write('\t');
            case 'b' -> out.write('\b');
            case 'f' -> out.write('\f');
            case '\n' -> {}
            case '\r' -> position += peek() == '\n' ? 1 : 0;
            default -> {
                if (c < '0' || c > '7') {
                    out.write(c);
                    return;
                }
                int value = c - '0';
                for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
                    value = value * 8 + octets[position++] - '0';
                }
                out.write(value);
            }
        }
    }

    MalformedPdfException malformed(String what) {
        return MalformedPdfException.structure(what, position);
    }
}
