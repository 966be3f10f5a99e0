package org.zhengzhao.registry.vault;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Bilingual;

/** What an operator sees of encryption, and does about its keys. */
@ApplicationScoped
class EncryptionService {
    private static final Logger LOG = Logger.getLogger(EncryptionService.class);
    private static final int TRIES = 5;

    private final EncryptionKeyRepository keys;
    private final List<HashedValues> hashed;
    private final MasterKeys masters;
    private final DataKeys dataKeys;
    private final EncryptionConfig config;
    private final TimeOrderedIds ids;
    private final SecureRandom random;

    EncryptionService(
            EncryptionKeyRepository keys,
            @All List<HashedValues> hashed,
            MasterKeys masters,
            DataKeys dataKeys,
            EncryptionConfig config,
            TimeOrderedIds ids,
            SecureRandom random) {
        this.keys = keys;
        this.hashed = List.copyOf(hashed);
        this.masters = masters;
        this.dataKeys = dataKeys;
        this.config = config;
        this.ids = ids;
        this.random = random;
    }

    /** What is left to do in a column. */
    record Progress(String column, long inClear, long underRetiredKeys) {}

    /** How encryption stands. */
    record State(List<MasterKeyRow> masters, long activeDataKeys, long retiredDataKeys, List<Progress> progress) {
        State {
            masters = List.copyOf(masters);
            progress = List.copyOf(progress);
        }
    }

    State state() {
        return QuarkusTransaction.requiringNew()
                .call(() -> new State(
                        keys.masters(),
                        keys.countActive(),
                        keys.retiredDataKeys().size(),
                        counted()));
    }

    List<Progress> progress() {
        return QuarkusTransaction.requiringNew().call(this::counted);
    }

    /** Two statements a column. */
    private List<Progress> counted() {
        List<Integer> retired = keys.retiredDataKeys();
        List<Progress> progress = new ArrayList<>();
        for (EncryptedColumn column : EncryptedColumn.values()) {
            progress.add(new Progress(
                    column.label(), keys.countClear(column), retired.isEmpty() ? 0 : keys.countUnder(column, retired)));
        }
        hashed.forEach(values -> progress.add(new Progress(values.label(), values.countClear(), 0)));
        return progress;
    }

    /** Nobody writes with the data keys of now any more, within seconds; the worker encrypts anew what they have encrypted. */
    State retireDataKeys(String clientId) {
        requireEnabled();
        int retired = QuarkusTransaction.requiringNew().call(keys::retireDataKeys);
        LOG.infof("%d data keys were retired by %s", retired, clientId);
        try {
            dataKeys.refresh();
        } catch (MasterKeyException missing) {
            throw missing(missing);
        }
        return state();
    }

    /**
     * Puts another master key into service: every data key is wrapped with it, in one transaction. Values are left as they are. The master key
     * before wraps nothing afterwards, and may then be taken away; until the commit it is needed.
     *
     * <p>Crash: before the commit nothing has changed, after it everything. Nodes that do not have the new key go on with what they know, and
     * say so in the health report.
     */
    State changeMaster(MasterKeyPlace place, String name, String clientId) {
        requireEnabled();
        for (int i = 0; i < TRIES; i++) {
            if (changed(place, name, clientId)) {
                return state();
            }
        }
        throw new RegistryException(
                ProblemType.BUSY,
                new Bilingual("主密钥正由他人更换。没有改动。", "Somebody else is changing the master key. Nothing was changed."));
    }

    private boolean changed(MasterKeyPlace place, String name, String clientId) {
        try {
            AuthenticatedCipher cipher = requireNext(place, name);
            UUID id = ids.next();
            MasterKey next = new MasterKey(id, cipher);
            Bytes proof = next.proof(random);
            // Outside of the transaction, since a token may be slow. Keys that come in between are unwrapped inside.
            Map<Integer, Bytes> secrets = new HashMap<>();
            for (WrappedKey key : QuarkusTransaction.requiringNew().call(keys::dataKeys)) {
                secrets.put(key.number(), dataKeys.unwrap(key));
            }
            Optional<Integer> rewrapped = QuarkusTransaction.requiringNew().call(() -> {
                Optional<MasterKeyRow> before = keys.lockCurrentMaster();
                if (before.isEmpty()) {
                    return Optional.<Integer>empty();
                }
                if (isSame(before.get(), place, name)) {
                    return Optional.of(0);
                }
                keys.retireMaster(before.get().id());
                keys.addMaster(id, place, name, proof, clientId);
                List<WrappedKey> wrapped = new ArrayList<>();
                for (WrappedKey key : keys.dataKeys()) {
                    Bytes secret = secrets.get(key.number());
                    if (secret == null) {
                        // Made since: tried again, and then it is among them.
                        throw new FasterException();
                    }
                    wrapped.add(new WrappedKey(
                            key.number(),
                            key.master(),
                            key.suite(),
                            next.wrap(key.number(), key.suite(), secret, random)));
                }
                keys.rewrap(id, wrapped);
                return Optional.of(wrapped.size());
            });
            rewrapped
                    .filter(count -> count > 0)
                    .ifPresent(count -> LOG.infof(
                            "%d data keys are wrapped with the master key %s (%s) now, by %s",
                            count, name, place, clientId));
            return rewrapped.isPresent();
        } catch (FasterException faster) {
            return false;
        } catch (MasterKeyException missing) {
            throw missing(missing);
        } catch (UnreadableValueException damaged) {
            throw new RegistryException(
                    ProblemType.STORED_DATA_UNREADABLE,
                    new Bilingual(
                            "有数据密钥无法解开，主密钥没有更换。请从备份恢复表 data_key。",
                            "A data key cannot be unwrapped; the master key was not changed. Restore the table data_key from the backup."));
        }
    }

    private AuthenticatedCipher requireNext(MasterKeyPlace place, String name) {
        try {
            return masters.find(place, name).orElseThrow(() -> unknown(place, name));
        } catch (MasterKeyException unusable) {
            throw new RegistryException(ProblemType.UNKNOWN_KEY, unusable.text());
        }
    }

    private static RegistryException unknown(MasterKeyPlace place, String name) {
        Bilingual where = MasterKeyException.where(place, name);
        return new RegistryException(
                ProblemType.UNKNOWN_KEY,
                new Bilingual(
                        "本节点没有此主密钥" + where.chinese() + "。请先放到每个节点上。没有改动。",
                        "This node does not have " + where.english()
                                + ". Put it on every node first. Nothing was changed."));
    }

    /** The request was sent twice. */
    private static boolean isSame(MasterKeyRow current, MasterKeyPlace place, String name) {
        return current.place() == place && current.name().equals(name);
    }

    private static final class FasterException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void requireEnabled() {
        if (!config.enabled()) {
            throw new RegistryException(
                    ProblemType.ENCRYPTION_KEY_MISSING,
                    new Bilingual(
                            "本节点的设置 zhengzhao.encryption.enabled 为 false。没有改动。",
                            "zhengzhao.encryption.enabled is false on this node. Nothing was changed."));
        }
    }

    private static RegistryException missing(MasterKeyException missing) {
        return new RegistryException(ProblemType.ENCRYPTION_KEY_MISSING, missing.text());
    }
}
