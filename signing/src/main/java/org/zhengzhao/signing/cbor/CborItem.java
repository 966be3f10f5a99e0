package org.zhengzhao.signing.cbor;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A data item, RFC 8949 §2. Two items are equal where they mean the same, however they were encoded; integers and
 * floating-point numbers are never the same.
 */
public sealed interface CborItem {
    /** Major types 0 and 1. */
    record Whole(BigInteger value) implements CborItem {
        public Whole {
            Objects.requireNonNull(value);
            if (value.bitLength() > Long.SIZE) {
                throw new IllegalArgumentException("beyond 64 bits");
            }
        }

        public static Whole of(long value) {
            return new Whole(BigInteger.valueOf(value));
        }
    }

    /** Major type 2. */
    record Octets(Bytes value) implements CborItem {
        public Octets {
            Objects.requireNonNull(value);
        }
    }

    /** Major type 3. */
    record Text(String value) implements CborItem {
        public Text {
            Objects.requireNonNull(value);
        }
    }

    /** Major type 4. */
    record Items(List<CborItem> values) implements CborItem {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** Major type 5; no key twice. */
    record Pairs(List<Pair> values) implements CborItem {
        public Pairs {
            values = List.copyOf(values);
        }

        public Optional<CborItem> find(CborItem key) {
            return values.stream()
                    .filter(pair -> pair.key().equals(key))
                    .map(Pair::value)
                    .findFirst();
        }

        /** The value of a whole number as key, as COSE and CWT have them. */
        public Optional<CborItem> find(long key) {
            return find(Whole.of(key));
        }
    }

    /** A key and its value. */
    record Pair(CborItem key, CborItem value) {
        public Pair {
            Objects.requireNonNull(key);
            Objects.requireNonNull(value);
        }
    }

    /** Major type 6. */
    record Tagged(BigInteger tag, CborItem value) implements CborItem {
        public Tagged {
            Objects.requireNonNull(tag);
            Objects.requireNonNull(value);
        }

        public boolean has(long number) {
            return tag.equals(BigInteger.valueOf(number));
        }
    }

    /** Major type 7 without the numbers: false, true, null, undefined and what is not assigned. */
    record Simple(int number) implements CborItem {
        public static final Simple NULL = new Simple(22);
    }

    /** Floating-point numbers of all three widths. */
    record Floating(double value) implements CborItem {}

    /** A whole number of 64 bits with sign. */
    default Optional<Long> asLong() {
        return this instanceof Whole whole && whole.value().bitLength() < Long.SIZE
                ? Optional.of(whole.value().longValue())
                : Optional.empty();
    }

    default Optional<String> asText() {
        return this instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }

    default Optional<Bytes> asOctets() {
        return this instanceof Octets octets ? Optional.of(octets.value()) : Optional.empty();
    }

    default Optional<Pairs> asPairs() {
        return this instanceof Pairs pairs ? Optional.of(pairs) : Optional.empty();
    }
}
