package org.zhengzhao.registry.vault;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.zhengzhao.registry.vault.UnreadableValueException.Reason;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * An encrypted value as it is stored, all numbers big endian:
 *
 * <pre>
 * octet   0       0xA7; no text in UTF-8, no JSON, no PDF and no credential begins with it
 *         1       version of this form: 1
 *         2       suite
 *         3–6     number of the data key
 *         7–18    nonce
 *         19–     what GCM makes of the clear value, with its tag of 16 octets at the end
 * </pre>
 *
 * <p>Authenticated with the value: octets 0 to 6, and where the value belongs.
 */
final class Envelope {
    /** Of a value in clear; longer than any PDF that is stored. */
    static final int MAX_CLEAR = 64 * 1024 * 1024;

    static final int OVERHEAD = 35;

    private static final byte MARK = (byte) 0xA7;
    private static final int VERSION = 1;
    private static final int HEADER_OCTETS = 7;
    private static final int BODY = HEADER_OCTETS + AuthenticatedCipher.NONCE_OCTETS;

    private final EncryptionSuite suite;
    private final int keyNumber;
    private final byte[] octets;

    private Envelope(EncryptionSuite suite, int keyNumber, byte[] octets) {
        this.suite = suite;
        this.keyNumber = keyNumber;
        this.octets = octets;
    }

    /**
     * Encrypts a value.
     *
     * @param nonce must never have been used with the same key
     * @param place what the value is bound to
     */
    static Bytes write(AuthenticatedCipher cipher, int keyNumber, byte[] nonce, byte[] place, Bytes clear) {
        if (clear.length() > MAX_CLEAR) {
            throw new IllegalArgumentException("a value of " + clear.length() + " octets is not stored");
        }
        byte[] octets = new byte[OVERHEAD + clear.length()];
        ByteBuffer.wrap(octets)
                .put(MARK)
                .put((byte) VERSION)
                .put((byte) cipher.suite().code())
                .putInt(keyNumber)
                .put(nonce, 0, AuthenticatedCipher.NONCE_OCTETS);
        cipher.encrypt(nonce, associated(octets, place), clear.toArray(), octets, BODY);
        return Bytes.of(octets);
    }

    /** Whether a stored value pretends to be encrypted. */
    static boolean isMarked(byte[] stored) {
        return stored.length > 0 && stored[0] == MARK;
    }

    /** Reads the form; whether the value is what was written shows {@link #decrypt}. */
    static Envelope read(byte[] stored) throws UnreadableValueException {
        if (stored.length < OVERHEAD || stored.length > OVERHEAD + MAX_CLEAR || !isMarked(stored)) {
            throw new UnreadableValueException(Reason.MALFORMED);
        }
        if (stored[1] != VERSION) {
            throw new UnreadableValueException(Reason.UNKNOWN_VERSION);
        }
        EncryptionSuite suite = EncryptionSuite.find(stored[2] & 0xFF)
                .orElseThrow(() -> new UnreadableValueException(Reason.UNKNOWN_SUITE));
        int keyNumber = ByteBuffer.wrap(stored).getInt(3);
        if (keyNumber < 0) {
            throw new UnreadableValueException(Reason.MALFORMED);
        }
        return new Envelope(suite, keyNumber, stored.clone());
    }

    EncryptionSuite suite() {
        return suite;
    }

    int keyNumber() {
        return keyNumber;
    }

    Bytes decrypt(AuthenticatedCipher cipher, byte[] place) throws UnreadableValueException {
        if (cipher.suite() != suite) {
            throw new UnreadableValueException(Reason.UNKNOWN_SUITE);
        }
        byte[] nonce = Arrays.copyOfRange(octets, HEADER_OCTETS, BODY);
        return Bytes.of(cipher.decrypt(nonce, associated(octets, place), octets, BODY));
    }

    private static byte[] associated(byte[] octets, byte[] place) {
        return ByteBuffer.allocate(HEADER_OCTETS + place.length)
                .put(octets, 0, HEADER_OCTETS)
                .put(place)
                .array();
    }

    /** Nothing of the value. */
    @Override
    public String toString() {
        return "Envelope[" + suite + ", key " + keyNumber + ", " + octets.length + " octets]";
    }
}
