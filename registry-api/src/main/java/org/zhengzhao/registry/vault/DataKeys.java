package org.zhengzhao.registry.vault;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.vault.UnreadableValueException.Reason;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * The data keys of this process: one with which it writes, and those that it has read with.
 *
 * <p>No nonce is used twice under a key: nonces are drawn at random, 96 bits, and a key is used at most {@link #MAX_USES} times, so that two
 * are alike with a chance below 2⁻⁴¹ in the life of a key (NIST SP 800-38D §8.3 allows 2³² uses and 2⁻³²). Each process makes a key of its own
 * and never writes with one that it did not make, also not after a restart: nobody else uses the key, and what is counted in memory is
 * exact.
 */
@Singleton
class DataKeys {
    static final long MAX_USES = 1L << 28;
    private static final int TRIES = 5;

    private final EncryptionKeyRepository keys;
    private final MasterKeys masters;
    private final EncryptionConfig config;
    private final SecureRandom random;
    private final Clock clock;
    private final Map<Integer, DataKey> known = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Writing> writing = new AtomicReference<>();

    DataKeys(
            EncryptionKeyRepository keys,
            MasterKeys masters,
            EncryptionConfig config,
            SecureRandom random,
            Clock clock) {
        this.keys = keys;
        this.masters = masters;
        this.config = config;
        this.random = random;
        this.clock = clock;
    }

    /** The key that this process writes with. */
    private static final class Writing {
        private final DataKey key;
        private final Instant since;
        private final AtomicLong uses = new AtomicLong();

        Writing(DataKey key, Instant since) {
            this.key = key;
            this.since = since;
        }

        boolean take() {
            return uses.incrementAndGet() <= MAX_USES;
        }

        boolean endsSoon(Instant now, Duration period) {
            return uses.get() > MAX_USES / 2 || now.isAfter(since.plus(period));
        }
    }

    /**
     * The key to encrypt one value with. That it is there before it is needed is seen to by {@link #refresh}.
     *
     * @throws MasterKeyException if another key is needed, and cannot be made
     */
    DataKey forWriting() throws MasterKeyException {
        Writing current = writing.get();
        return current != null && current.take() ? current.key : renew(current);
    }

    /** Sees to it that the key for writing is neither retired nor at its end. */
    void refresh() throws MasterKeyException {
        Writing current = writing.get();
        if (current == null
                || current.endsSoon(clock.instant(), config.dataKeyPeriod())
                || !QuarkusTransaction.requiringNew().call(() -> keys.isActive(current.key.number()))) {
            renew(current);
        }
    }

    private synchronized DataKey renew(@Nullable Writing before) throws MasterKeyException {
        Writing current = writing.get();
        if (current != null && current != before && current.take()) {
            return current.key;
        }
        for (int i = 0; i < TRIES; i++) {
            Optional<DataKey> made = make();
            if (made.isPresent()) {
                Writing next = new Writing(made.get(), clock.instant());
                next.take();
                writing.set(next);
                return made.get();
            }
        }
        throw new IllegalStateException("the master key changed again and again");
    }

    /** Empty where the master key was changed in this moment. */
    private Optional<DataKey> make() throws MasterKeyException {
        MasterKeyRow row = QuarkusTransaction.requiringNew()
                .call(keys::findCurrentMaster)
                .orElseThrow(() -> new IllegalStateException("there is no master key yet"));
        // Before the transaction: a token may be slow.
        MasterKey master = masters.require(row);
        EncryptionSuite suite = config.suite();
        byte[] drawn = new byte[suite.keyOctets()];
        random.nextBytes(drawn);
        Bytes secret = Bytes.of(drawn);
        return QuarkusTransaction.requiringNew().call(() -> {
            // Whoever puts another master key into service waits for this, or this for them: no data key is left
            // behind.
            if (keys.holdCurrentMaster()
                    .filter(current -> current.id().equals(row.id()))
                    .isEmpty()) {
                return Optional.<DataKey>empty();
            }
            int number = keys.nextDataKeyNumber();
            keys.addDataKey(number, row.id(), suite, master.wrap(number, suite, secret, random));
            return Optional.of(remember(number, suite, secret));
        });
    }

    private DataKey remember(int number, EncryptionSuite suite, Bytes secret) {
        DataKey key = new DataKey(number, AuthenticatedCipher.of(suite, secret, masters.providers()));
        known.put(number, key);
        return key;
    }

    /**
     * The key of that number.
     *
     * @throws MasterKeyException if this node does not have the master key that wraps it
     */
    DataKey require(int number) throws UnreadableValueException, MasterKeyException {
        DataKey found = known.get(number);
        if (found != null) {
            return found;
        }
        WrappedKey wrapped = QuarkusTransaction.joiningExisting()
                .call(() -> keys.findDataKey(number))
                .orElseThrow(() -> new UnreadableValueException(Reason.UNKNOWN_KEY));
        Bytes secret = unwrap(wrapped);
        return remember(number, wrapped.suite(), secret);
    }

    /** The secret of a data key, in clear. */
    Bytes unwrap(WrappedKey wrapped) throws UnreadableValueException, MasterKeyException {
        Bytes secret = masters.require(wrapped.master()).unwrap(wrapped.number(), wrapped.suite(), wrapped.wrapped());
        if (secret.length() != wrapped.suite().keyOctets()) {
            throw new UnreadableValueException(Reason.MALFORMED);
        }
        return secret;
    }
}
