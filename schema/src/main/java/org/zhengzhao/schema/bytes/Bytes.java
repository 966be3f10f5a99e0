package org.zhengzhao.schema.bytes;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable octet string. What goes in and what comes out is copied. */
public final class Bytes {
    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    public static Bytes of(byte[] octets) {
        return new Bytes(octets.clone());
    }

    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads lower- or upper-case hexadecimal digits. */
    public static Bytes hex(String digits) {
        return new Bytes(HexFormat.of().parseHex(digits));
    }

    public byte[] toArray() {
        return octets.clone();
    }

    public InputStream stream() {
        return new ByteArrayInputStream(octets);
    }

    public int length() {
        return octets.length;
    }

    public byte at(int index) {
        return octets[index];
    }

    /** The octets from {@code from} (inclusive) to {@code to} (exclusive). */
    public Bytes slice(int from, int to) {
        return new Bytes(Arrays.copyOfRange(octets, from, to));
    }

    public String toHex() {
        return HexFormat.of().formatHex(octets);
    }

    public String toUtf8() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The length only: octets may be personal data or long. */
    @Override
    public String toString() {
        return octets.length + " octets";
    }
}
