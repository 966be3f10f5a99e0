package org.zhengzhao.signing.x509;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * Reads DER. The structure is counted before Bouncy Castle sees it: nesting, number of elements, definite lengths, nothing
 * behind the end. Its reader recurses, so that depth must be bounded first.
 */
final class Der {
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1f;

    private final byte[] octets;
    private final int[] ends = new int[X509Limits.MAX_DEPTH];

    private Der(byte[] octets) {
        this.octets = octets;
    }

    static ASN1Primitive read(byte[] octets, int maxElements) throws IOException {
        new Der(octets).scan(maxElements);
        try (ASN1InputStream in = new ASN1InputStream(octets)) {
            ASN1Primitive value = in.readObject();
            if (value == null) {
                throw new IOException("nothing");
            }
            return value;
        } catch (RuntimeException malformed) {
            throw new IOException("malformed", malformed);
        }
    }

    /** One pass over all headers (X.690 §8.1, §10.1), without recursion. */
    private void scan(int maxElements) throws IOException {
        int depth = 0;
        int at = 0;
        int elements = 0;
        ends[0] = octets.length;
        while (true) {
            while (depth > 0 && at == ends[depth]) {
                depth--;
            }
            if (depth == 0 && at == octets.length) {
                break;
            }
            if (++elements > maxElements || (depth == 0 && elements > 1)) {
                throw new IOException(elements > maxElements ? "too many elements" : "octets behind the end");
            }
            boolean constructed = (octet(at, ends[depth]) & CONSTRUCTED) != 0;
            int start = at;
            at = afterTag(at, ends[depth]);
            int lengthOctets = octet(at, ends[depth]);
            at++;
            int length = lengthOctets;
            if (lengthOctets >= 0x80) {
                int count = lengthOctets & 0x7f;
                if (count == 0 || count > 4) {
                    throw new IOException("length");
                }
                length = 0;
                for (int i = 0; i < count; i++) {
                    length = (length << 8) | octet(at++, ends[depth]);
                }
                if (length < 0x80 || (count > 1 && length >>> ((count - 1) * 8) == 0)) {
                    throw new IOException("length is not the shortest");
                }
            }
            if (length < 0 || length > ends[depth] - at || at <= start) {
                throw new IOException("length");
            }
            if (constructed) {
                if (depth + 1 == ends.length) {
                    throw new IOException("too deep");
                }
                depth++;
                ends[depth] = at + length;
            } else {
                at += length;
            }
        }
        if (elements == 0) {
            throw new IOException("nothing");
        }
    }

    private int afterTag(int at, int end) throws IOException {
        int next = at + 1;
        if ((octets[at] & LONG_TAG) == LONG_TAG) {
            int count = 0;
            while ((octet(next, end) & 0x80) != 0) {
                if (++count > 4) {
                    throw new IOException("tag");
                }
                next++;
            }
            next++;
        }
        return next;
    }

    private int octet(int at, int end) throws IOException {
        if (at >= end) {
            throw new IOException("too short");
        }
        return octets[at] & 0xff;
    }
}
