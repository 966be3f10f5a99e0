package org.zhengzhao.signing.cbor;

/**
 * How much is looked at.
 *
 * @param depth arrays, maps and tags within each other
 * @param items of all types together, keys included
 */
public record CborLimits(int octets, int depth, int items) {
    /** Far more than any credential or token has. */
    public static final CborLimits DEFAULT = new CborLimits(4 * 1024 * 1024, 64, 500_000);

    private static final int MAX_DEPTH = 256;

    public CborLimits {
        if (octets < 1 || depth < 1 || depth > MAX_DEPTH || items < 1) {
            throw new IllegalArgumentException("limits that allow something, and no more depth than a stack has");
        }
    }

    /** The same for shorter octets. */
    public CborLimits withOctets(int most) {
        return new CborLimits(most, depth, items);
    }
}
