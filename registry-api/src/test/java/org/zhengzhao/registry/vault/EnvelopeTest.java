package org.zhengzhao.registry.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.registry.vault.UnreadableValueException.Reason;
import org.zhengzhao.schema.bytes.Bytes;

/** Values in their stored form: what was written is read, and nothing else is. */
class EnvelopeTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final CipherProviders PROVIDERS = CipherProviders.ofPlatform();
    private static final UUID ROW = UUID.fromString("019ac5f0-0000-7000-8000-0000000fa4e1");
    private static final UUID OTHER_ROW = UUID.fromString("019ac5f0-0000-7000-8000-0000000fa4e2");
    private static final Bytes CLEAR = Bytes.utf8("{\"holder\":\"温书禾\"}");

    @ParameterizedTest
    @EnumSource(EncryptionSuite.class)
    void decrypt_whatWasWritten_isTheSame(EncryptionSuite suite) throws Exception {
        DataKey key = key(suite, 7);
        for (int length : new int[] {0, 1, 15, 16, 17, 100_000}) {
            byte[] octets = new byte[length];
            RANDOM.nextBytes(octets);
            Bytes stored = key.encrypt(EncryptedColumn.LICENSE_PDF, ROW, Bytes.of(octets), MasterKey.nonce(RANDOM));
            assertThat(stored.length()).isEqualTo(length + Envelope.OVERHEAD);
            assertThat(key.decrypt(EncryptedColumn.LICENSE_PDF, ROW, Envelope.read(stored.toArray())))
                    .isEqualTo(Bytes.of(octets));
        }
    }

    /** Spelled out once more, with another implementation of GCM. */
    @ParameterizedTest
    @EnumSource(EncryptionSuite.class)
    void write_isWhatTheDescriptionSays(EncryptionSuite suite) throws Exception {
        byte[] secret = new byte[suite == EncryptionSuite.AES_256_GCM ? 32 : 16];
        RANDOM.nextBytes(secret);
        DataKey key = new DataKey(0x01020304, AuthenticatedCipher.of(suite, Bytes.of(secret), PROVIDERS));
        byte[] nonce = MasterKey.nonce(RANDOM);
        byte[] stored =
                key.encrypt(EncryptedColumn.LICENSE_CONTENT, ROW, CLEAR, nonce).toArray();

        assertThat(Arrays.copyOf(stored, 7))
                .containsExactly(0xA7, 1, suite == EncryptionSuite.AES_256_GCM ? 1 : 2, 1, 2, 3, 4);
        assertThat(Arrays.copyOfRange(stored, 7, 19)).isEqualTo(nonce);
        byte[] label = "license.content".getBytes(StandardCharsets.US_ASCII);
        byte[] associated = ByteBuffer.allocate(7 + label.length + 17)
                .put(stored, 0, 7)
                .put(label)
                .put((byte) 0)
                .putLong(ROW.getMostSignificantBits())
                .putLong(ROW.getLeastSignificantBits())
                .array();
        BlockCipher engine = suite == EncryptionSuite.AES_256_GCM ? AESEngine.newInstance() : new SM4Engine();
        GCMModeCipher another = GCMBlockCipher.newInstance(engine);
        another.init(false, new AEADParameters(new KeyParameter(secret), 128, nonce, associated));
        byte[] clear = new byte[CLEAR.length()];
        int length = another.processBytes(stored, 19, stored.length - 19, clear, 0);
        another.doFinal(clear, length);
        assertThat(Bytes.of(clear)).isEqualTo(CLEAR);
    }

    @ParameterizedTest
    @EnumSource(EncryptionSuite.class)
    void decrypt_anyBitChanged_isRefused(EncryptionSuite suite) {
        DataKey key = key(suite, 7);
        byte[] stored = key.encrypt(EncryptedColumn.LICENSE_CONTENT, ROW, CLEAR, MasterKey.nonce(RANDOM))
                .toArray();
        for (int bit = 0; bit < stored.length * Byte.SIZE; bit++) {
            byte[] changed = stored.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            refused(key, EncryptedColumn.LICENSE_CONTENT, ROW, changed);
        }
    }

    @Test
    void decrypt_cutOffOrLonger_isRefused() {
        DataKey key = key(EncryptionSuite.AES_256_GCM, 7);
        byte[] stored = key.encrypt(EncryptedColumn.LICENSE_CONTENT, ROW, CLEAR, MasterKey.nonce(RANDOM))
                .toArray();
        for (int length = 0; length < stored.length; length++) {
            refused(key, EncryptedColumn.LICENSE_CONTENT, ROW, Arrays.copyOf(stored, length));
        }
        refused(key, EncryptedColumn.LICENSE_CONTENT, ROW, Arrays.copyOf(stored, stored.length + 1));
    }

    @Test
    void decrypt_fromAnotherRowOrColumn_isRefused() {
        DataKey key = key(EncryptionSuite.AES_256_GCM, 7);
        byte[] stored = key.encrypt(EncryptedColumn.LICENSE_PDF, ROW, CLEAR, MasterKey.nonce(RANDOM))
                .toArray();
        assertThat(refused(key, EncryptedColumn.LICENSE_PDF, OTHER_ROW, stored)).isEqualTo(Reason.NOT_AUTHENTIC);
        for (EncryptedColumn column : EncryptedColumn.values()) {
            if (column != EncryptedColumn.LICENSE_PDF) {
                assertThat(refused(key, column, ROW, stored)).isEqualTo(Reason.NOT_AUTHENTIC);
            }
        }
    }

    @Test
    void decrypt_underAnotherKey_isRefused() {
        byte[] stored = key(EncryptionSuite.AES_256_GCM, 7)
                .encrypt(EncryptedColumn.LICENSE_PDF, ROW, CLEAR, MasterKey.nonce(RANDOM))
                .toArray();
        assertThat(refused(key(EncryptionSuite.AES_256_GCM, 7), EncryptedColumn.LICENSE_PDF, ROW, stored))
                .isEqualTo(Reason.NOT_AUTHENTIC);
        assertThat(refused(key(EncryptionSuite.AES_256_GCM, 8), EncryptedColumn.LICENSE_PDF, ROW, stored))
                .isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(refused(key(EncryptionSuite.SM4_GCM, 7), EncryptedColumn.LICENSE_PDF, ROW, stored))
                .isEqualTo(Reason.UNKNOWN_SUITE);
    }

    @Test
    void read_whatIsNoEnvelope_saysWhy() {
        byte[] stored = new byte[Envelope.OVERHEAD];
        stored[0] = (byte) 0xA7;
        stored[1] = 2;
        stored[2] = 1;
        assertThat(unread(stored)).isEqualTo(Reason.UNKNOWN_VERSION);
        stored[1] = 1;
        stored[2] = 3;
        assertThat(unread(stored)).isEqualTo(Reason.UNKNOWN_SUITE);
        stored[2] = 1;
        stored[3] = (byte) 0x80;
        assertThat(unread(stored)).isEqualTo(Reason.MALFORMED);
        assertThat(unread(new byte[0])).isEqualTo(Reason.MALFORMED);
        assertThat(unread("{\"a\":\"long enough to be one, and yet it is none\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void limits_oneBeyond_isRefused() {
        byte[] stored = new byte[Envelope.MAX_CLEAR + Envelope.OVERHEAD + 1];
        stored[0] = (byte) 0xA7;
        stored[1] = 1;
        stored[2] = 1;
        assertThat(unread(stored)).isEqualTo(Reason.MALFORMED);
        DataKey key = key(EncryptionSuite.AES_256_GCM, 1);
        Bytes tooLong = Bytes.of(new byte[Envelope.MAX_CLEAR + 1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> key.encrypt(EncryptedColumn.LICENSE_PDF, ROW, tooLong, MasterKey.nonce(RANDOM)));
    }

    @Test
    void labels_areDifferent_andNoneBeginsAnother() {
        Set<Bytes> places = new HashSet<>();
        for (EncryptedColumn column : EncryptedColumn.values()) {
            assertThat(places.add(Bytes.of(column.place(ROW)))).isTrue();
            assertThat(column.label()).matches("[a-z_.]+(:[A-Z]+)?");
        }
    }

    @Test
    void toString_tellsNothingOfKeysAndValues() throws Exception {
        DataKey key = key(EncryptionSuite.AES_256_GCM, 7);
        Bytes stored = key.encrypt(EncryptedColumn.LICENSE_PDF, ROW, CLEAR, MasterKey.nonce(RANDOM));
        assertThat(key.toString() + Envelope.read(stored.toArray())).doesNotContain("温", "SecretKeySpec", "[B@");
    }

    @Test
    void master_unwrapsWhatItWrapped_andNothingElse() throws Exception {
        MasterKey master = new MasterKey(ROW, cipher(EncryptionSuite.AES_256_GCM));
        Bytes secret = Bytes.of(new byte[16]);
        Bytes wrapped = master.wrap(5, EncryptionSuite.SM4_GCM, secret, RANDOM);
        assertThat(master.unwrap(5, EncryptionSuite.SM4_GCM, wrapped)).isEqualTo(secret);
        assertThat(catchThrowableOfType(
                                UnreadableValueException.class,
                                () -> master.unwrap(6, EncryptionSuite.SM4_GCM, wrapped))
                        .reason())
                .isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(catchThrowableOfType(
                                UnreadableValueException.class,
                                () -> master.unwrap(5, EncryptionSuite.AES_256_GCM, wrapped))
                        .reason())
                .isEqualTo(Reason.NOT_AUTHENTIC);
        MasterKey renamed = new MasterKey(OTHER_ROW, master.cipher());
        assertThat(catchThrowableOfType(
                                UnreadableValueException.class,
                                () -> renamed.unwrap(5, EncryptionSuite.SM4_GCM, wrapped))
                        .reason())
                .isEqualTo(Reason.NOT_AUTHENTIC);
    }

    @Test
    void master_knowsItsProof_andNotThatOfAnother() throws Exception {
        MasterKey master = new MasterKey(ROW, cipher(EncryptionSuite.AES_256_GCM));
        Bytes proof = master.proof(RANDOM);
        assertThat(master.made(proof)).isTrue();
        assertThat(new MasterKey(ROW, cipher(EncryptionSuite.AES_256_GCM)).made(proof))
                .isFalse();
        assertThat(new MasterKey(ROW, cipher(EncryptionSuite.SM4_GCM)).made(proof))
                .isFalse();
        assertThat(new MasterKey(OTHER_ROW, master.cipher()).made(proof)).isFalse();
        assertThat(master.made(Bytes.utf8("no proof"))).isFalse();
    }

    private static DataKey key(EncryptionSuite suite, int number) {
        return new DataKey(number, cipher(suite));
    }

    private static AuthenticatedCipher cipher(EncryptionSuite suite) {
        byte[] secret = new byte[suite.keyOctets()];
        RANDOM.nextBytes(secret);
        return AuthenticatedCipher.of(suite, Bytes.of(secret), PROVIDERS);
    }

    private static Reason refused(DataKey key, EncryptedColumn column, UUID row, byte[] stored) {
        return catchThrowableOfType(
                        UnreadableValueException.class, () -> key.decrypt(column, row, Envelope.read(stored)))
                .reason();
    }

    private static Reason unread(byte[] stored) {
        return catchThrowableOfType(UnreadableValueException.class, () -> Envelope.read(stored))
                .reason();
    }
}
