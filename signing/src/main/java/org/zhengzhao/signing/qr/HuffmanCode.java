package org.zhengzhao.signing.qr;

import java.util.Arrays;

/** A prefix code by the lengths of its words, RFC 1951 §3.2.2. */
final class HuffmanCode {
    private static final int MAX_LENGTH = 15;
    private static final int LITERALS = 288;
    private static final int DISTANCES = 32;

    /** How many words have each length. */
    private final int[] counts = new int[MAX_LENGTH + 1];
    /** The symbols in the order of their words. */
    private final int[] symbols;

    private HuffmanCode(int[] lengths) {
        int[] offsets = new int[MAX_LENGTH + 2];
        for (int length : lengths) {
            counts[length]++;
        }
        counts[0] = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            offsets[length + 1] = offsets[length] + counts[length];
        }
        symbols = new int[offsets[MAX_LENGTH + 1]];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] != 0) {
                symbols[offsets[lengths[symbol]]++] = symbol;
            }
        }
    }

    /** A code in which every word means something. */
    static HuffmanCode complete(int[] lengths) throws MalformedDeflateException {
        HuffmanCode code = new HuffmanCode(lengths);
        if (code.unusedWords() != 0) {
            throw new MalformedDeflateException();
        }
        return code;
    }

    /** The code of the distances may also have one word of one bit, or none. */
    static HuffmanCode ofDistances(int[] lengths) throws MalformedDeflateException {
        HuffmanCode code = new HuffmanCode(lengths);
        boolean few = code.symbols.length == 0 || code.symbols.length == 1 && code.counts[1] == 1;
        return few ? code : complete(lengths);
    }

    /** RFC 1951 §3.2.6. */
    static HuffmanCode fixedLiterals() {
        int[] lengths = new int[LITERALS];
        Arrays.fill(lengths, 0, 144, 8);
        Arrays.fill(lengths, 144, 256, 9);
        Arrays.fill(lengths, 256, 280, 7);
        Arrays.fill(lengths, 280, LITERALS, 8);
        return new HuffmanCode(lengths);
    }

    /** RFC 1951 §3.2.6. */
    static HuffmanCode fixedDistances() {
        int[] lengths = new int[DISTANCES];
        Arrays.fill(lengths, 5);
        return new HuffmanCode(lengths);
    }

    int read(BitReader bits) throws MalformedDeflateException {
        int word = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            word |= bits.read(1);
            if (word - first < counts[length]) {
                return symbols[index + word - first];
            }
            index += counts[length];
            first = first + counts[length] << 1;
            word <<= 1;
        }
        throw new MalformedDeflateException();
    }

    /** Words of full length that mean nothing; negative where there are more symbols than words. */
    private int unusedWords() {
        int left = 1;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            left = (left << 1) - counts[length];
            if (left < 0) {
                return left;
            }
        }
        return left;
    }
}
