package org.zhengzhao.signing.timestamp;

import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.timestamp.MalformedTimestampException.Reason;

/** How many octets a DER value takes, by its own header (X.690 §8.1.3). */
final class DerLength {
    private static final int MAX_LENGTH_OCTETS = 3;

    private DerLength() {}

    static int ofValue(Bytes octets) throws MalformedTimestampException {
        if (octets.length() < 2) {
            throw new MalformedTimestampException(Reason.ASN1);
        }
        int first = octets.at(1) & 0xFF;
        if (first < 0x80) {
            return 2 + first;
        }
        int count = first & 0x7F;
        if (count == 0 || count > MAX_LENGTH_OCTETS || octets.length() < 2 + count) {
            throw new MalformedTimestampException(Reason.ASN1);
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | octets.at(2 + i) & 0xFF;
        }
        return 2 + count + length;
    }
}
