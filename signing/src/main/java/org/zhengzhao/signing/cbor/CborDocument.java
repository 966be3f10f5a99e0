package org.zhengzhao.signing.cbor;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * An item and how its octets differ from the deterministic ones.
 *
 * @param deviations in the order of their declaration
 */
public record CborDocument(CborItem item, Set<Deviation> deviations) {
    /** What deterministic octets do not have. */
    public enum Deviation {
        /** A length, number or tag in more octets than it needs (RFC 8949 §4.2.1). */
        LONG_ARGUMENT,
        /** A string, array or map of indefinite length. */
        INDEFINITE_LENGTH,
        /** A floating-point number in more octets than its value needs, or not-a-number other than 0x7e00 (§4.2.2). */
        FLOAT_FORM,
        /** A big number that a plain integer could be, or one with leading zeros (§3.4.3). */
        BIG_NUMBER,
        /** Keys of a map not in the order of their octets (§4.2.1). */
        KEY_ORDER,
        /** Keys of a map not in the order of their length, then of their octets (§4.2.3). */
        KEY_ORDER_LENGTH_FIRST
    }

    public CborDocument {
        Objects.requireNonNull(item);
        EnumSet<Deviation> copy = EnumSet.noneOf(Deviation.class);
        copy.addAll(deviations);
        deviations = Collections.unmodifiableSet(copy);
    }

    /** Whether the octets are those of the core deterministic encoding, RFC 8949 §4.2.1. */
    public boolean isDeterministic() {
        return onlyOtherOrder(Deviation.KEY_ORDER_LENGTH_FIRST);
    }

    /** Whether they are those of RFC 8949 §4.2.3, with the order of keys that CTAP2 and our credentials have. */
    public boolean isDeterministicLengthFirst() {
        return onlyOtherOrder(Deviation.KEY_ORDER);
    }

    private boolean onlyOtherOrder(Deviation otherOrder) {
        return deviations.stream().allMatch(deviation -> deviation == otherOrder);
    }
}
