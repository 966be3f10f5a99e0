package org.zhengzhao.signing.cbor;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import org.zhengzhao.schema.bytes.Bytes;

/** Writes items in the core deterministic encoding, RFC 8949 §4.2.1. */
public final class CborWriter {
    private static final short NOT_A_NUMBER = 0x7E00;
    private static final BigInteger BIG_NUMBER = BigInteger.TWO;
    private static final BigInteger NEGATIVE_BIG_NUMBER = BigInteger.valueOf(3);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private CborWriter() {}

    public static Bytes deterministic(CborItem item) {
        CborWriter writer = new CborWriter();
        writer.write(item);
        return Bytes.of(writer.out.toByteArray());
    }

    private void write(CborItem item) {
        switch (item) {
            case CborItem.Whole whole when whole.value().signum() >= 0 -> head(0, whole.value());
            case CborItem.Whole whole -> head(1, whole.value().not());
            case CborItem.Octets octets -> string(2, octets.value().toArray());
            case CborItem.Text text -> string(3, text.value().getBytes(StandardCharsets.UTF_8));
            case CborItem.Items items -> {
                head(4, BigInteger.valueOf(items.values().size()));
                items.values().forEach(this::write);
            }
            case CborItem.Pairs pairs -> pairs(pairs);
            case CborItem.Tagged tagged
            when isBigNumber(tagged) && tagged.value() instanceof CborItem.Octets octets ->
                bigNumber(tagged.tag(), new BigInteger(1, octets.value().toArray()));
            case CborItem.Tagged tagged -> {
                head(6, tagged.tag());
                write(tagged.value());
            }
            case CborItem.Simple simple -> head(7, BigInteger.valueOf(simple.number()));
            case CborItem.Floating floating -> floating(floating.value());
        }
    }

    private static boolean isBigNumber(CborItem.Tagged tagged) {
        return tagged.tag().equals(BIG_NUMBER) || tagged.tag().equals(NEGATIVE_BIG_NUMBER);
    }

    /** RFC 8949 §3.4.3: without leading zeros, and as a plain number where it fits. */
    private void bigNumber(BigInteger tag, BigInteger value) {
        if (value.bitLength() <= Long.SIZE) {
            head(tag.equals(BIG_NUMBER) ? 0 : 1, value);
        } else {
            head(6, tag);
            byte[] octets = value.toByteArray();
            string(2, octets[0] == 0 ? Arrays.copyOfRange(octets, 1, octets.length) : octets);
        }
    }

    private void head(int major, BigInteger argument) {
        int bits = argument.bitLength();
        if (bits < 5 || bits == 5 && argument.intValue() < 24) {
            out.write(major << 5 | argument.intValue());
            return;
        }
        int power = bits <= 8 ? 0 : bits <= 16 ? 1 : bits <= 32 ? 2 : 3;
        out.write(major << 5 | 24 + power);
        int length = 1 << power;
        out.writeBytes(Arrays.copyOfRange(
                ByteBuffer.allocate(Long.BYTES).putLong(argument.longValue()).array(),
                Long.BYTES - length,
                Long.BYTES));
    }

    private void string(int major, byte[] octets) {
        head(major, BigInteger.valueOf(octets.length));
        out.writeBytes(octets);
    }

    private void pairs(CborItem.Pairs pairs) {
        TreeMap<byte[], CborItem> sorted = new TreeMap<>(Arrays::compareUnsigned);
        pairs.values().forEach(pair -> sorted.put(deterministic(pair.key()).toArray(), pair.value()));
        head(5, BigInteger.valueOf(sorted.size()));
        sorted.forEach((key, value) -> {
            out.writeBytes(key);
            write(value);
        });
    }

    private void floating(double value) {
        ByteBuffer octets = ByteBuffer.allocate(1 + Double.BYTES);
        float single = (float) value;
        short half = Float.floatToFloat16(single);
        if (Double.isNaN(value)) {
            octets.put((byte) 0xF9).putShort(NOT_A_NUMBER);
        } else if (single != value) {
            octets.put((byte) 0xFB).putDouble(value);
        } else if (Float.float16ToFloat(half) != single) {
            octets.put((byte) 0xFA).putFloat(single);
        } else {
            octets.put((byte) 0xF9).putShort(half);
        }
        out.writeBytes(Arrays.copyOf(octets.array(), octets.position()));
    }
}
