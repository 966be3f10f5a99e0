package org.zhengzhao.signing.qr;

import java.util.Arrays;
import java.util.zip.Adler32;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * Expands zlib (RFC 1950, RFC 1951) that means exactly one thing. The JDK's inflater also takes what nobody's compressor writes
 * and what somebody altered without changing the content: a copy from further back than the last place where the same octets
 * stand, set bits where filling stands, a text behind the end. Here one flipped bit is always seen.
 */
final class StrictInflater {
    private static final int CHECKSUM_LENGTH = 4;
    private static final int STORED = 0;
    private static final int FIXED = 1;
    private static final int DYNAMIC = 2;
    private static final int END_OF_BLOCK = 256;
    private static final int FIRST_LENGTH = 257;
    private static final int LONGEST = 258;
    /** RFC 1951 §3.2.5. */
    private static final int[] LENGTHS = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };

    private static final int[] LENGTH_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] DISTANCES = {
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577
    };
    private static final int[] DISTANCE_BITS = {
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
    };
    /** In what order the lengths of the code for lengths stand (RFC 1951 §3.2.7). */
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final BitReader bits;
    private final byte[] plain;
    private int length;

    private StrictInflater(byte[] octets, int maxOctets) {
        this.bits = new BitReader(octets, 2, octets.length - CHECKSUM_LENGTH);
        this.plain = new byte[maxOctets];
    }

    /**
     * @param maxOctets the most that is expanded
     */
    static Bytes expand(Bytes compressed, int maxOctets) throws MalformedDeflateException {
        byte[] octets = compressed.toArray();
        // RFC 1950 §2.2: deflate with a window of 32 KB, a header that is a multiple of 31, no preset dictionary.
        boolean header = octets.length > 2 + CHECKSUM_LENGTH
                && octets[0] == 0x78
                && ((octets[0] & 0xFF) << 8 | octets[1] & 0xFF) % 31 == 0
                && (octets[1] & 0x20) == 0;
        if (!header) {
            throw new MalformedDeflateException();
        }
        StrictInflater inflater = new StrictInflater(octets, maxOctets);
        inflater.blocks();
        Bytes plain = Bytes.of(Arrays.copyOf(inflater.plain, inflater.length));
        Adler32 sum = new Adler32();
        sum.update(plain.toArray());
        for (int i = 0; i < CHECKSUM_LENGTH; i++) {
            if (octets[octets.length - CHECKSUM_LENGTH + i] != (byte) (sum.getValue() >> 24 - 8 * i)) {
                throw new MalformedDeflateException();
            }
        }
        return plain;
    }

    private void blocks() throws MalformedDeflateException {
        boolean last;
        do {
            last = bits.read(1) == 1;
            switch (bits.read(2)) {
                case STORED -> stored();
                case FIXED -> coded(HuffmanCode.fixedLiterals(), HuffmanCode.fixedDistances());
                case DYNAMIC -> dynamic();
                default -> throw new MalformedDeflateException();
            }
        } while (!last);
        bits.requireEnd();
    }

    private void stored() throws MalformedDeflateException {
        bits.align();
        int count = bits.read(16);
        if (bits.read(16) != (count ^ 0xFFFF)) {
            throw new MalformedDeflateException();
        }
        for (int i = 0; i < count; i++) {
            add((byte) bits.read(8));
        }
    }

    private void dynamic() throws MalformedDeflateException {
        int literals = bits.read(5) + FIRST_LENGTH;
        int distances = bits.read(5) + 1;
        int given = bits.read(4) + 4;
        int[] lengths = new int[ORDER.length];
        for (int i = 0; i < given; i++) {
            lengths[ORDER[i]] = bits.read(3);
        }
        HuffmanCode code = HuffmanCode.complete(lengths);
        int[] all = new int[literals + distances];
        int at = 0;
        while (at < all.length) {
            int symbol = code.read(bits);
            if (symbol < 16) {
                all[at++] = symbol;
                continue;
            }
            if (symbol == 16 && at == 0) {
                throw new MalformedDeflateException();
            }
            int value = symbol == 16 ? all[at - 1] : 0;
            int times = switch (symbol) {
                case 16 -> 3 + bits.read(2);
                case 17 -> 3 + bits.read(3);
                default -> 11 + bits.read(7);
            };
            if (times > all.length - at) {
                throw new MalformedDeflateException();
            }
            Arrays.fill(all, at, at + times, value);
            at += times;
        }
        coded(
                HuffmanCode.complete(Arrays.copyOf(all, literals)),
                HuffmanCode.ofDistances(Arrays.copyOfRange(all, literals, all.length)));
    }

    private void coded(HuffmanCode literals, HuffmanCode distances) throws MalformedDeflateException {
        int symbol = literals.read(bits);
        while (symbol != END_OF_BLOCK) {
            if (symbol < END_OF_BLOCK) {
                add((byte) symbol);
            } else if (symbol - FIRST_LENGTH < LENGTHS.length) {
                int index = symbol - FIRST_LENGTH;
                int count = LENGTHS[index] + bits.read(LENGTH_BITS[index]);
                int distance = distances.read(bits);
                // The longest copy has a symbol of its own, and is also what the one before it could say.
                if (distance >= DISTANCES.length || count == LONGEST && index != LENGTHS.length - 1) {
                    throw new MalformedDeflateException();
                }
                copy(count, DISTANCES[distance] + bits.read(DISTANCE_BITS[distance]));
            } else {
                throw new MalformedDeflateException();
            }
            symbol = literals.read(bits);
        }
    }

    private void copy(int count, int distance) throws MalformedDeflateException {
        if (distance > length) {
            throw new MalformedDeflateException();
        }
        int start = length;
        for (int i = 0; i < count; i++) {
            add(plain[length - distance]);
        }
        for (int nearer = 1; nearer < distance; nearer++) {
            if (Arrays.equals(plain, start, length, plain, start - nearer, length - nearer)) {
                throw new MalformedDeflateException();
            }
        }
    }

    private void add(byte octet) throws MalformedDeflateException {
        if (length == plain.length) {
            throw new MalformedDeflateException();
        }
        plain[length++] = octet;
    }
}
