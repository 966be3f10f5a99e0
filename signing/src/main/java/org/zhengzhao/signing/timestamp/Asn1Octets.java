package org.zhengzhao.signing.timestamp;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Primitive;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.timestamp.MalformedTimestampException.Reason;

/** The seam to Bouncy Castle's ASN.1: limits before, one exception after. */
final class Asn1Octets {
    private Asn1Octets() {}

    /** A step of reading in which Bouncy Castle may throw what it likes. */
    interface Step<T> {
        T read() throws IOException, MalformedTimestampException;
    }

    /** The one ASN.1 value that the octets are. */
    static ASN1Primitive read(Bytes octets, int limit) throws MalformedTimestampException {
        if (octets.length() > limit) {
            throw new MalformedTimestampException(Reason.TOO_LARGE);
        }
        if (octets.length() == 0) {
            throw new MalformedTimestampException(Reason.ASN1);
        }
        return attempt(Reason.ASN1, () -> ASN1Primitive.fromByteArray(octets.toArray()));
    }

    /**
     * Bouncy Castle reports malformed ASN.1 with IllegalArgumentException, ClassCastException and others, and deep nesting with
     * an overflow of the stack. All mean the same here.
     */
    static <T> T attempt(Reason reason, Step<T> step) throws MalformedTimestampException {
        try {
            return step.read();
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            throw new MalformedTimestampException(reason);
        }
    }
}
