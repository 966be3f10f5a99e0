package org.zhengzhao.signing.status;

import java.util.Arrays;
import java.util.OptionalInt;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.status.MalformedStatusException.Reason;
import org.zhengzhao.signing.zlib.MalformedZlibException;
import org.zhengzhao.signing.zlib.Zlib;

/**
 * The array of a status list (§4 of the draft): statuses of 1, 2, 4 or 8 bits, those with lower indices in the lower bits of
 * an octet. One array of octets however many entries there are; immutable.
 */
public final class StatusList {
    /** The most octets of the array: 134 million statuses of one bit. */
    public static final int MAX_OCTETS = 16 * 1024 * 1024;

    private final int bits;
    private final byte[] octets;

    private StatusList(int bits, byte[] octets) {
        this.bits = bits;
        this.octets = octets;
    }

    /** A list where every status is 0. */
    public static StatusList zeros(int bits, long size) {
        requireBits(bits);
        long length = (Math.max(size, 1) * bits + 7) / 8;
        if (size < 0 || length > MAX_OCTETS) {
            throw new IllegalArgumentException("not that many statuses");
        }
        return new StatusList(bits, new byte[(int) length]);
    }

    /** Expands a list. The limit holds before the octets are taken. */
    public static StatusList decompress(int bits, Bytes compressed) throws MalformedStatusException {
        return decompress(bits, compressed, MAX_OCTETS);
    }

    static StatusList decompress(int bits, Bytes compressed, int most) throws MalformedStatusException {
        if (!knownBits(bits)) {
            throw new MalformedStatusException(Reason.BITS, "bits");
        }
        try {
            return new StatusList(bits, Zlib.expand(compressed, most));
        } catch (MalformedZlibException broken) {
            throw new MalformedStatusException(broken.isTooLarge() ? Reason.TOO_LARGE : Reason.COMPRESSION, "lst");
        }
    }

    /** A copy with other statuses at some places. */
    public StatusList with(Changes changes) {
        byte[] copy = octets.clone();
        changes.apply((index, status) -> put(copy, bits, index, status));
        return new StatusList(bits, copy);
    }

    /** Says which statuses are to be changed, by calling what it is given for each. */
    @FunctionalInterface
    public interface Changes {
        void apply(Setter setter);
    }

    /** Sets a status of the copy that is being made. */
    @FunctionalInterface
    public interface Setter {
        void set(long index, int status);
    }

    private static void put(byte[] octets, int bits, long index, int status) {
        int most = (1 << bits) - 1;
        if (index < 0 || index >= octets.length * 8L / bits || status < 0 || status > most) {
            throw new IllegalArgumentException("no such place, or no such status");
        }
        int octet = (int) (index * bits / 8);
        int shift = (int) (index * bits % 8);
        octets[octet] = (byte) (octets[octet] & ~(most << shift) | status << shift);
    }

    /** As it is published: zlib, as small as it gets. */
    public Bytes compress() {
        return Zlib.compress(octets);
    }

    public int bits() {
        return bits;
    }

    /** How many statuses there are, those that only fill up the last octet included. */
    public long size() {
        return octets.length * 8L / bits;
    }

    /** The status at an index; empty where the list ends before it, which never means that all is well. */
    public OptionalInt find(long index) {
        if (index < 0 || index >= size()) {
            return OptionalInt.empty();
        }
        int octet = octets[(int) (index * bits / 8)] & 0xFF;
        return OptionalInt.of(octet >> (int) (index * bits % 8) & (1 << bits) - 1);
    }

    private static boolean knownBits(int bits) {
        return bits == 1 || bits == 2 || bits == 4 || bits == 8;
    }

    private static void requireBits(int bits) {
        if (!knownBits(bits)) {
            throw new IllegalArgumentException("1, 2, 4 or 8 bits");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StatusList list && bits == list.bits && Arrays.equals(octets, list.octets);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(octets) + bits;
    }

    /** The size, not the statuses. */
    @Override
    public String toString() {
        return size() + " statuses of " + bits + " bits";
    }
}
