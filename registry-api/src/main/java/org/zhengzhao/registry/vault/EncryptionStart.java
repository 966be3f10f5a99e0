package org.zhengzhao.registry.vault;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.StartRefusedException;
import org.zhengzhao.registry.platform.time.Recurring;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;

/**
 * Sees to it before anything is read or written that this node has the master key with which the database is encrypted. Where it is
 * missing, or is another one, the service does not start. A new one is made only where the database has never had one.
 *
 * <p>Order of writes: the key file first, forced to the disk, or the key in the token; then the row that names it. A crash between leaves a
 * key that the next start takes.
 */
@ApplicationScoped
class EncryptionStart {
    private static final Logger LOG = Logger.getLogger(EncryptionStart.class);
    private static final String SELF = "registry";
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final EncryptionKeyRepository keys;
    private final MasterKeys masters;
    private final DataKeys dataKeys;
    private final EncryptionConfig config;
    private final TimeOrderedIds ids;
    private final SecureRandom random;
    private final Recurring recurring;

    EncryptionStart(
            EncryptionKeyRepository keys,
            MasterKeys masters,
            DataKeys dataKeys,
            EncryptionConfig config,
            TimeOrderedIds ids,
            SecureRandom random,
            Recurring recurring) {
        this.keys = keys;
        this.masters = masters;
        this.dataKeys = dataKeys;
        this.config = config;
        this.ids = ids;
        this.random = random;
        this.recurring = recurring;
    }

    /** Before whatever stores a license. */
    void start(@Observes @Priority(50) StartupEvent started) {
        try {
            prepare();
        } catch (MasterKeyException refused) {
            throw new StartRefusedException(refused.text(), refused);
        }
        recurring.every("data-keys", EVERY, this::refresh);
    }

    void prepare() throws MasterKeyException {
        List<MasterKeyRow> inUse = QuarkusTransaction.requiringNew().call(keys::mastersInUse);
        if (inUse.isEmpty()) {
            if (!config.enabled()) {
                return;
            }
            makeFirst();
            inUse = QuarkusTransaction.requiringNew().call(keys::mastersInUse);
        }
        for (MasterKeyRow row : inUse) {
            masters.require(row);
        }
        if (config.enabled()) {
            dataKeys.refresh();
        }
    }

    /** Of two nodes that start at once one names its key; the other one finds it named, and must have it too. */
    private void makeFirst() throws MasterKeyException {
        UUID id = ids.next();
        String name = config.masterKeyName();
        if (!MasterKeys.isName(name)) {
            throw new IllegalStateException(
                    "zhengzhao.encryption.master-key-name begins with \"master\"; then small letters, digits, -");
        }
        MasterKey made = new MasterKey(id, masters.make(config.masterKeyPlace(), name, config.suite()));
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> keys.addMaster(id, config.masterKeyPlace(), name, made.proof(random), SELF));
            LOG.infof(
                    "the database is encrypted under the master key %s (%s): back it up, apart",
                    name, config.masterKeyPlace());
        } catch (RuntimeException failed) {
            Optional<String> constraint = DatabaseFailures.brokenConstraint(failed);
            if (constraint.isEmpty()) {
                throw failed;
            }
            LOG.debug("another node was faster with the first master key");
        }
    }

    private void refresh() {
        if (!config.enabled()) {
            return;
        }
        try {
            dataKeys.refresh();
        } catch (MasterKeyException missing) {
            throw new StartRefusedException(missing.text(), missing);
        }
    }
}
