package org.zhengzhao.registry.vault;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.vault.UnreadableValueException.Reason;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Bilingual;

/**
 * Encrypts values on their way into the database, and decrypts them on their way out. A value that was changed, cut off or moved to
 * another row or column is refused, never shown.
 */
@Singleton
public class Vault {
    private static final Logger LOG = Logger.getLogger(Vault.class);

    private final DataKeys keys;
    private final SecureRandom random;
    private final boolean enabled;
    private final Counter unreadable;

    Vault(DataKeys keys, EncryptionConfig config, SecureRandom random, MeterRegistry meters) {
        this.keys = keys;
        this.random = random;
        this.enabled = config.enabled();
        this.unreadable = Counter.builder("zhengzhao.encryption.unreadable")
                .description("Stored values that could not be decrypted on this node; the log names column and row")
                .register(meters);
    }

    /**
     * A value as it is to be stored in a row.
     *
     * @throws RegistryException {@link ProblemType#ENCRYPTION_KEY_MISSING} if there is no key
     */
    public EncryptedValue encrypt(EncryptedColumn column, UUID row, Bytes clear) {
        if (!enabled) {
            return new EncryptedValue(null, clear);
        }
        try {
            DataKey key = keys.forWriting();
            return new EncryptedValue(key.number(), key.encrypt(column, row, clear, MasterKey.nonce(random)));
        } catch (MasterKeyException missing) {
            throw keyMissing(missing);
        }
    }

    /**
     * The value that is stored in a row, in clear. Needs no transaction; where there is one, a key that is not known yet is looked up in it.
     *
     * @param keyNumber as it stands beside the value; null where the value is in clear
     * @throws RegistryException {@link ProblemType#STORED_DATA_UNREADABLE} if it is not what was written there,
     *     {@link ProblemType#ENCRYPTION_KEY_MISSING} if this node does not have the master key
     */
    public Bytes decrypt(EncryptedColumn column, UUID row, @Nullable Integer keyNumber, byte[] stored) {
        try {
            if (keyNumber == null) {
                if (Envelope.isMarked(stored)) {
                    throw new UnreadableValueException(Reason.UNKNOWN_KEY);
                }
                return Bytes.of(stored);
            }
            Envelope envelope = Envelope.read(stored);
            if (envelope.keyNumber() != keyNumber) {
                throw new UnreadableValueException(Reason.UNKNOWN_KEY);
            }
            return keys.require(keyNumber).decrypt(column, row, envelope);
        } catch (UnreadableValueException refused) {
            unreadable.increment();
            LOG.errorf("%s of row %s cannot be decrypted: %s", column.label(), row, refused.reason());
            throw new RegistryException(
                    ProblemType.STORED_DATA_UNREADABLE,
                    new Bilingual(
                            "存储的数据已损坏或被改动。请联系系统管理员。", "What is stored was damaged or changed. Tell the operator."));
        } catch (MasterKeyException missing) {
            throw keyMissing(missing);
        }
    }

    /** Whether values that are written now are encrypted. */
    public boolean encrypts() {
        return enabled;
    }

    /** How many values could not be decrypted since the start. */
    long unreadable() {
        return (long) unreadable.count();
    }

    private static RegistryException keyMissing(MasterKeyException missing) {
        LOG.error(missing.text().english());
        return new RegistryException(
                ProblemType.ENCRYPTION_KEY_MISSING,
                new Bilingual(
                        "本节点没有加密主密钥。没有写入任何内容。请联系系统管理员。",
                        "This node does not have the master key for encryption. Nothing was written. Tell the operator."));
    }
}
