package org.zhengzhao.signing.cbor;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cbor.CborDocument.Deviation;
import org.zhengzhao.signing.cbor.MalformedCborException.Reason;

/** Reads exactly one item, RFC 8949 §3 and appendix C, and refuses keys that a map has twice and texts that are not UTF-8. */
public final class CborReader {
    private static final int WHOLE = 0;
    private static final int NEGATIVE = 1;
    private static final int OCTETS = 2;
    private static final int TEXT = 3;
    private static final int ITEMS = 4;
    private static final int PAIRS = 5;
    private static final int TAG = 6;
    private static final int OTHER = 7;

    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xFF;
    private static final int FIRST_LONG_SIMPLE = 32;
    /** Keys within keys: each is written anew for the map around it. Nothing that we know of has more than one. */
    private static final int MAX_KEY_DEPTH = 4;

    private final byte[] octets;
    private final CborLimits limits;
    private final Set<Deviation> deviations = EnumSet.noneOf(Deviation.class);
    private int position;
    private int items;
    private int keyDepth;

    private CborReader(byte[] octets, CborLimits limits) {
        this.octets = octets;
        this.limits = limits;
    }

    public static CborDocument read(Bytes octets, CborLimits limits) throws MalformedCborException {
        if (octets.length() > limits.octets()) {
            throw new MalformedCborException(Reason.TOO_LARGE, limits.octets());
        }
        CborReader reader = new CborReader(octets.toArray(), limits);
        CborItem item = reader.item(0);
        if (reader.position < reader.octets.length) {
            throw new MalformedCborException(Reason.TRAILING, reader.position);
        }
        return new CborDocument(item, reader.deviations);
    }

    private CborItem item(int depth) throws MalformedCborException {
        int start = position;
        if (depth > limits.depth()) {
            throw new MalformedCborException(Reason.TOO_DEEP, start);
        }
        if (++items > limits.items()) {
            throw new MalformedCborException(Reason.TOO_MANY_ITEMS, start);
        }
        int initial = next();
        int information = initial & 0x1F;
        int major = initial >> 5;
        if (major == OTHER) {
            return other(initial, information, start);
        }
        if (information == INDEFINITE) {
            return indefinite(major, depth, start);
        }
        long argument = argument(information, start);
        return switch (major) {
            case WHOLE -> new CborItem.Whole(unsigned(argument));
            case NEGATIVE -> new CborItem.Whole(unsigned(argument).not());
            case OCTETS -> new CborItem.Octets(Bytes.of(string(argument)));
            case TEXT -> new CborItem.Text(text(string(argument), start));
            case ITEMS -> items(count(argument, 1), depth);
            case PAIRS -> pairs(count(argument, 2), depth);
            default -> tagged(unsigned(argument), depth);
        };
    }

    private int next() throws MalformedCborException {
        if (position >= octets.length) {
            throw new MalformedCborException(Reason.END, position);
        }
        return octets[position++] & 0xFF;
    }

    private long argument(int information, int start) throws MalformedCborException {
        if (information < 24) {
            return information;
        }
        if (information > 27) {
            throw new MalformedCborException(Reason.RESERVED, start);
        }
        int length = 1 << (information - 24);
        long argument = number(length);
        boolean shorter = switch (length) {
            case 1 -> argument < 24;
            case 2 -> argument <= 0xFF;
            case 4 -> argument <= 0xFFFF;
            default -> Long.compareUnsigned(argument, 0xFFFF_FFFFL) <= 0;
        };
        if (shorter) {
            deviations.add(Deviation.LONG_ARGUMENT);
        }
        return argument;
    }

    private long number(int length) throws MalformedCborException {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | next();
        }
        return number;
    }

    private static BigInteger unsigned(long argument) {
        BigInteger value = BigInteger.valueOf(argument);
        return argument < 0 ? value.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : value;
    }

    private byte[] string(long length) throws MalformedCborException {
        int end = position + count(length, 1);
        byte[] string = Arrays.copyOfRange(octets, position, end);
        position = end;
        return string;
    }

    /** A count of things that need at least so many octets each: whoever promises more than there is has lied. */
    private int count(long argument, int least) throws MalformedCborException {
        if (Long.compareUnsigned(argument, (octets.length - position) / least) > 0) {
            throw new MalformedCborException(Reason.END, octets.length);
        }
        return (int) argument;
    }

    private static String text(byte[] utf8, int start) throws MalformedCborException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedCborException(Reason.TEXT, start);
        }
    }

    private CborItem items(int count, int depth) throws MalformedCborException {
        List<CborItem> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(item(depth + 1));
        }
        return new CborItem.Items(values);
    }

    private CborItem pairs(int count, int depth) throws MalformedCborException {
        PairsReader pairs = new PairsReader();
        for (int i = 0; i < count; i++) {
            pairs.add(depth);
        }
        return new CborItem.Pairs(pairs.values);
    }

    private CborItem tagged(BigInteger tag, int depth) throws MalformedCborException {
        CborItem value = item(depth + 1);
        boolean bigNumber = tag.equals(BigInteger.TWO) || tag.equals(BigInteger.valueOf(3));
        if (bigNumber
                && value instanceof CborItem.Octets digits
                && (digits.value().length() <= Long.BYTES || digits.value().at(0) == 0)) {
            deviations.add(Deviation.BIG_NUMBER);
        }
        return new CborItem.Tagged(tag, value);
    }

    private CborItem indefinite(int major, int depth, int start) throws MalformedCborException {
        deviations.add(Deviation.INDEFINITE_LENGTH);
        return switch (major) {
            case OCTETS -> new CborItem.Octets(Bytes.of(chunks(major)));
            case TEXT -> new CborItem.Text(new String(chunks(major), StandardCharsets.UTF_8));
            case ITEMS -> {
                List<CborItem> values = new ArrayList<>();
                while (!breaks()) {
                    values.add(item(depth + 1));
                }
                yield new CborItem.Items(values);
            }
            case PAIRS -> {
                PairsReader pairs = new PairsReader();
                while (!breaks()) {
                    pairs.add(depth);
                }
                yield new CborItem.Pairs(pairs.values);
            }
            default -> throw new MalformedCborException(Reason.RESERVED, start);
        };
    }

    /** Whether the next octet is the break; it is taken then. */
    private boolean breaks() throws MalformedCborException {
        if (next() == BREAK) {
            return true;
        }
        position--;
        return false;
    }

    /** RFC 8949 §3.2.3: pieces are definite strings of the same type, and each piece of a text is UTF-8. */
    private byte[] chunks(int major) throws MalformedCborException {
        ByteBuffer whole = ByteBuffer.allocate(octets.length - position);
        while (!breaks()) {
            int start = position;
            int initial = next();
            if (initial >> 5 != major || (initial & 0x1F) == INDEFINITE) {
                throw new MalformedCborException(Reason.CHUNK, start);
            }
            if (++items > limits.items()) {
                throw new MalformedCborException(Reason.TOO_MANY_ITEMS, start);
            }
            byte[] piece = string(argument(initial & 0x1F, start));
            if (major == TEXT) {
                text(piece, start);
            }
            whole.put(piece);
        }
        return Arrays.copyOf(whole.array(), whole.position());
    }

    private CborItem other(int initial, int information, int start) throws MalformedCborException {
        if (initial == BREAK) {
            throw new MalformedCborException(Reason.BREAK, start);
        }
        if (information < 24) {
            return new CborItem.Simple(information);
        }
        return switch (information) {
            case 24 -> {
                int number = next();
                if (number < FIRST_LONG_SIMPLE) {
                    throw new MalformedCborException(Reason.RESERVED, start);
                }
                yield new CborItem.Simple(number);
            }
            case 25 -> floating(Float.float16ToFloat((short) number(2)), start);
            case 26 -> floating(Float.intBitsToFloat((int) number(4)), start);
            case 27 -> floating(Double.longBitsToDouble(number(8)), start);
            default -> throw new MalformedCborException(Reason.RESERVED, start);
        };
    }

    private CborItem floating(double value, int start) {
        CborItem.Floating floating = new CborItem.Floating(value);
        if (!Arrays.equals(CborWriter.deterministic(floating).toArray(), Arrays.copyOfRange(octets, start, position))) {
            deviations.add(Deviation.FLOAT_FORM);
        }
        return floating;
    }

    /** Pairs of one map, with what must be known of the keys before. */
    private final class PairsReader {
        private final List<CborItem.Pair> values = new ArrayList<>();
        // Sorted, not hashed: whoever makes the keys could make them collide.
        private final Set<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        private byte[] previous = new byte[0];

        void add(int depth) throws MalformedCborException {
            int start = position;
            if (start < octets.length && (octets[start] & 0xFF) == BREAK) {
                throw new MalformedCborException(Reason.BREAK, start);
            }
            if (++keyDepth > MAX_KEY_DEPTH) {
                throw new MalformedCborException(Reason.TOO_DEEP, start);
            }
            CborItem key = item(depth + 1);
            keyDepth--;
            byte[] encoded = Arrays.copyOfRange(octets, start, position);
            if (!keys.add(CborWriter.deterministic(key).toArray())) {
                throw new MalformedCborException(Reason.DUPLICATE_KEY, start);
            }
            if (!values.isEmpty()) {
                if (Arrays.compareUnsigned(previous, encoded) > 0) {
                    deviations.add(Deviation.KEY_ORDER);
                }
                if (previous.length > encoded.length
                        || previous.length == encoded.length && Arrays.compareUnsigned(previous, encoded) > 0) {
                    deviations.add(Deviation.KEY_ORDER_LENGTH_FIRST);
                }
            }
            previous = encoded;
            values.add(new CborItem.Pair(key, item(depth + 1)));
        }
    }
}
