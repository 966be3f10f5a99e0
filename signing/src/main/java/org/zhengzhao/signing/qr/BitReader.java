package org.zhengzhao.signing.qr;

/** Bits of deflated octets, the least significant of each octet first (RFC 1951 §3.1.1). */
final class BitReader {
    private final byte[] octets;
    private final int end;
    private int position;
    private int bit;

    /**
     * @param from the first octet, inclusive
     * @param to the last octet, exclusive
     */
    BitReader(byte[] octets, int from, int to) {
        this.octets = octets;
        this.position = from;
        this.end = to;
    }

    int read(int count) throws MalformedDeflateException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (position == end) {
                throw new MalformedDeflateException();
            }
            value |= (octets[position] >> bit & 1) << i;
            bit++;
            if (bit == 8) {
                bit = 0;
                position++;
            }
        }
        return value;
    }

    /** Goes on to the next whole octet; what fills up the last one means nothing and must be zero. */
    void align() throws MalformedDeflateException {
        if (bit != 0 && read(8 - bit) != 0) {
            throw new MalformedDeflateException();
        }
    }

    void requireEnd() throws MalformedDeflateException {
        align();
        if (position != end) {
            throw new MalformedDeflateException();
        }
    }
}
