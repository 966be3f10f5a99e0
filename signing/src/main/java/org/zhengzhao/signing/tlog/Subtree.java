package org.zhengzhao.signing.tlog;

/**
 * The leaves of a log from one index to before another (draft-ietf-plants-merkle-tree-certs). Each long is to be taken as unsigned.
 */
public record Subtree(long start, long end) {
    /** How many leaves. */
    public long size() {
        return end - start;
    }

    /** Whether it is a node of every tree that has those leaves, or part of one: it starts at a multiple of its size, rounded up. */
    boolean isValid() {
        if (Long.compareUnsigned(start, end) > 0) {
            return false;
        }
        if (start == 0 || size() <= 1 && size() >= 0) {
            return true;
        }
        // Sizes above 2^63 round up to 2^64, of which only 0 is a multiple.
        int bits = Long.SIZE - Long.numberOfLeadingZeros(size() - 1);
        return bits < Long.SIZE && Long.numberOfTrailingZeros(start) >= bits;
    }
}
