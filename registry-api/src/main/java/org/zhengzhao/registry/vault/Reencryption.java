package org.zhengzhao.registry.vault;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.platform.time.Recurring;
import org.zhengzhao.registry.vault.EncryptionKeyRepository.NewValue;
import org.zhengzhao.registry.vault.EncryptionKeyRepository.OutdatedValue;

/**
 * Encrypts in the background what is in clear or under a retired key, on every node: some rows at a time.
 *
 * <p>Order of writes: one transaction locks some rows, reads them, and writes the new value and the number of its key into the same rows. A
 * crash leaves all of them old, after the commit all of them are new; a row is never in between, and can be read at any time. Nothing else is
 * written: which rows are left to do, the rows themselves say. Of two nodes each gets other rows.
 */
@ApplicationScoped
class Reencryption {
    private static final Logger LOG = Logger.getLogger(Reencryption.class);
    static final int ROWS_AT_ONCE = 50;
    private static final int BATCHES_A_TURN = 20;
    private static final int RESTING_TURNS = 9;
    private static final int MAX_UNREADABLE = 1000;

    private final EncryptionKeyRepository keys;
    private final List<HashedValues> hashed;
    private final Vault vault;
    private final EncryptionConfig config;
    private final Recurring recurring;
    /** Rows that cannot be read; they are left as they are, and do not keep the others waiting. */
    private final Map<EncryptedColumn, Set<UUID>> unreadable = new EnumMap<>(EncryptedColumn.class);

    private int restingTurns;

    Reencryption(
            EncryptionKeyRepository keys,
            @All List<HashedValues> hashed,
            Vault vault,
            EncryptionConfig config,
            Recurring recurring) {
        this.keys = keys;
        this.hashed = List.copyOf(hashed);
        this.vault = vault;
        this.config = config;
        this.recurring = recurring;
    }

    /** After whatever makes keys at start. */
    void start(@Observes @Priority(6000) StartupEvent started) {
        if (config.enabled()) {
            recurring.every("re-encryption", config.every(), this::turn);
        }
    }

    /** Where there was nothing to do it is looked less often. */
    private void turn() {
        if (restingTurns > 0) {
            restingTurns--;
        } else if (look() == 0) {
            restingTurns = RESTING_TURNS;
        }
    }

    /**
     * One turn; bounded, so that the database has time for others.
     *
     * @return how many values there were
     */
    synchronized int look() {
        int found = 0;
        List<Integer> retired = QuarkusTransaction.requiringNew().call(keys::retiredDataKeys);
        int left = BATCHES_A_TURN;
        for (EncryptedColumn column : EncryptedColumn.values()) {
            int some = ROWS_AT_ONCE;
            while (left > 0 && some == ROWS_AT_ONCE) {
                some = encryptSome(column, retired);
                found += some;
                left--;
            }
        }
        for (HashedValues values : hashed) {
            int some = ROWS_AT_ONCE;
            while (left > 0 && some == ROWS_AT_ONCE) {
                some = QuarkusTransaction.requiringNew().call(() -> values.hashSome(ROWS_AT_ONCE));
                found += some;
                left--;
            }
        }
        return found;
    }

    /** How many rows there were. */
    int encryptSome(EncryptedColumn column, List<Integer> retired) {
        Set<UUID> passedOver = unreadable.computeIfAbsent(column, none -> new LinkedHashSet<>());
        if (passedOver.size() >= MAX_UNREADABLE) {
            return 0;
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            List<OutdatedValue> found = keys.outdated(column, retired, List.copyOf(passedOver), ROWS_AT_ONCE);
            List<NewValue> values = new ArrayList<>();
            for (OutdatedValue each : found) {
                try {
                    values.add(new NewValue(
                            each.row(),
                            vault.encrypt(
                                    column,
                                    each.row(),
                                    vault.decrypt(
                                            column,
                                            each.row(),
                                            each.key().orElse(null),
                                            each.stored().toArray()))));
                } catch (RegistryException refused) {
                    if (refused.type() != ProblemType.STORED_DATA_UNREADABLE) {
                        throw refused;
                    }
                    LOG.warnf("%s of row %s stays as it is", column.label(), each.row());
                    passedOver.add(each.row());
                }
            }
            if (!values.isEmpty()) {
                keys.replace(column, values);
            }
            return found.size();
        });
    }
}
