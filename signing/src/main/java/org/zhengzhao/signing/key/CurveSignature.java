package org.zhengzhao.signing.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * The two numbers of an ECDSA or SM2 signature. Read strictly, so that one signature has one text: fixed length, or the DER
 * of X.690 §10 to the letter. Both lie between 1 and the order of the curve less 1; zeros verified with anything once
 * (CVE-2022-21449).
 */
record CurveSignature(BigInteger r, BigInteger s) {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    static Optional<CurveSignature> find(SignatureForm form, Bytes value, Curve curve) {
        Optional<CurveSignature> read = switch (form) {
            case RAW -> raw(value, curve);
            case DER -> der(value, curve);
        };
        return read.filter(signature -> inRange(signature.r(), curve) && inRange(signature.s(), curve));
    }

    private static boolean inRange(BigInteger number, Curve curve) {
        return number.signum() > 0 && number.compareTo(curve.order()) < 0;
    }

    private static Optional<CurveSignature> raw(Bytes value, Curve curve) {
        int half = curve.octets();
        if (value.length() != 2 * half) {
            return Optional.empty();
        }
        return Optional.of(new CurveSignature(
                new BigInteger(1, value.slice(0, half).toArray()),
                new BigInteger(1, value.slice(half, 2 * half).toArray())));
    }

    /** Read without regard to what is odd about it, written again, and compared: only DER comes out as it went in. */
    private static Optional<CurveSignature> der(Bytes value, Curve curve) {
        // SEQUENCE, its length (short form for every curve of the list), INTEGER, length, r, INTEGER, length, s
        if (value.length() < 8 || value.length() > 2 * (curve.octets() + 3) + 2 || (value.at(3) & 0xFF) > 0x7F) {
            return Optional.empty();
        }
        int lengthOfR = value.at(3);
        int endOfR = 4 + lengthOfR;
        if (lengthOfR == 0 || endOfR + 3 > value.length()) {
            return Optional.empty();
        }
        CurveSignature read = new CurveSignature(
                new BigInteger(value.slice(4, endOfR).toArray()),
                new BigInteger(value.slice(endOfR + 2, value.length()).toArray()));
        return read.der().equals(value) ? Optional.of(read) : Optional.empty();
    }

    Bytes der() {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        byte[] octets = new byte[6 + first.length + second.length];
        octets[0] = SEQUENCE;
        octets[1] = (byte) (octets.length - 2);
        octets[2] = INTEGER;
        octets[3] = (byte) first.length;
        System.arraycopy(first, 0, octets, 4, first.length);
        octets[4 + first.length] = INTEGER;
        octets[5 + first.length] = (byte) second.length;
        System.arraycopy(second, 0, octets, 6 + first.length, second.length);
        return Bytes.of(octets);
    }

    Bytes raw(Curve curve) {
        byte[] octets = new byte[2 * curve.octets()];
        put(r, octets, curve.octets());
        put(s, octets, 2 * curve.octets());
        return Bytes.of(octets);
    }

    private static void put(BigInteger number, byte[] octets, int end) {
        byte[] magnitude = number.toByteArray();
        byte[] unsigned = magnitude[0] == 0 ? Arrays.copyOfRange(magnitude, 1, magnitude.length) : magnitude;
        System.arraycopy(unsigned, 0, octets, end - unsigned.length, unsigned.length);
    }
}
