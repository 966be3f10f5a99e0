package org.zhengzhao.registry.trust;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.registry.trust.KeyCeremony.Act;
import org.zhengzhao.registry.trust.KeyCeremony.Participants;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.Suite;

/**
 * Keeps keys and the ceremonies in which they were changed. Every method needs a transaction. A change names the states that it
 * starts from: of two that race, one finds no row and is told so.
 */
@ApplicationScoped
public class KeyRepository implements PanacheRepositoryBase<RegistryKeyEntity, UUID> {
    private final EntityManager entities;
    private final TimeOrderedIds ids;
    private final Clock clock;
    private final Provider provider = new BouncyCastleProvider();

    KeyRepository(EntityManager entities, TimeOrderedIds ids, Clock clock) {
        this.entities = entities;
        this.ids = ids;
        this.clock = clock;
    }

    /** A key that was made and is not stored yet. */
    public record NewKey(
            KeyPurpose purpose, Optional<Uscc> authority, Suite suite, KeyPlace place, String label, Bytes publicKey) {}

    /** Adds a key; it waits for a certificate. */
    public RegistryKey add(UUID id, NewKey key, String clientId) {
        RegistryKeyEntity row = new RegistryKeyEntity();
        row.id = id;
        row.purpose = key.purpose();
        row.authorityCode = key.authority().map(Uscc::value).orElse(null);
        row.suite = key.suite();
        row.state = KeyState.REQUESTED;
        row.place = key.place();
        row.label = key.label();
        row.publicKey = key.publicKey().toArray();
        row.createdAt = clock.instant();
        row.createdBy = clientId;
        persistAndFlush(row);
        return key(row);
    }

    public UUID nextId() {
        return ids.next();
    }

    public Optional<RegistryKey> find(UUID id) {
        return findByIdOptional(id).map(this::key);
    }

    /** The key that signs; one statement on a unique index. */
    public Optional<RegistryKey> findCurrent(KeyPurpose purpose, Optional<Uscc> authority, boolean sm2) {
        return (authority.isPresent()
                        ? find(
                                "purpose = ?1 and state = ?2 and authorityCode = ?3",
                                purpose,
                                KeyState.CURRENT,
                                authority.get().value())
                        : find(
                                "purpose = ?1 and state = ?2 and authorityCode is null and suite "
                                        + (sm2 ? "= ?3" : "<> ?3"),
                                purpose,
                                KeyState.CURRENT,
                                Suite.SM2))
                .firstResultOptional()
                .map(this::key);
    }

    /** Whether a key with that label in that place was ever stored. */
    public boolean known(KeyPlace place, String label) {
        return count("place = ?1 and label = ?2", place, label) > 0;
    }

    /** All keys in these states, oldest first. */
    public List<RegistryKey> in(Set<KeyState> states) {
        return list("state in ?1 order by id", states).stream().map(this::key).toList();
    }

    /** Those of them with that purpose. */
    List<RegistryKey> in(KeyPurpose purpose, Set<KeyState> states) {
        return list("purpose = ?1 and state in ?2 order by id", purpose, states).stream()
                .map(this::key)
                .toList();
    }

    /** A page of keys, oldest first, of one authority or of all. */
    public List<RegistryKey> page(Optional<Uscc> authority, Optional<UUID> after, int limit) {
        UUID first = new UUID(0, 0);
        return (authority.isPresent()
                        ? find(
                                "authorityCode = ?1 and id > ?2 order by id",
                                authority.get().value(),
                                after.orElse(first))
                        : find("id > ?1 order by id", after.orElse(first)))
                .page(0, limit).list().stream().map(this::key).toList();
    }

    /**
     * Gives a key its certificates.
     *
     * @param certificates leaf first
     * @return whether the key was waiting for one
     */
    public boolean certify(UUID id, List<X509Certificate> certificates) {
        return entities.createQuery("""
                        update RegistryKeyEntity k set k.state = :next, k.certificates = :pem, k.fingerprint = :fingerprint,
                        k.validFrom = :from, k.validUntil = :until where k.id = :id and k.state = :requested
                        """)
                        .setParameter("next", KeyState.NEXT)
                        .setParameter("pem", PemCertificates.write(certificates, false))
                        .setParameter("fingerprint", fingerprint(certificates).toArray())
                        .setParameter(
                                "from", certificates.getFirst().getNotBefore().toInstant())
                        .setParameter(
                                "until", certificates.getFirst().getNotAfter().toInstant())
                        .setParameter("id", id)
                        .setParameter("requested", KeyState.REQUESTED)
                        .executeUpdate()
                == 1;
    }

    /** Makes a waiting key the one that signs. The one before must have been retired in the same transaction. */
    public boolean activate(UUID id, String clientId) {
        return entities.createQuery("""
                        update RegistryKeyEntity k set k.state = :current, k.activatedAt = :now, k.activatedBy = :client
                        where k.id = :id and k.state = :next
                        """)
                        .setParameter("current", KeyState.CURRENT)
                        .setParameter("now", clock.instant())
                        .setParameter("client", clientId)
                        .setParameter("id", id)
                        .setParameter("next", KeyState.NEXT)
                        .executeUpdate()
                == 1;
    }

    /** Ends a key's work: it goes from one of the states into another in which it signs no more. */
    public boolean end(UUID id, Set<KeyState> from, KeyState to, String clientId) {
        return entities.createQuery("""
                        update RegistryKeyEntity k set k.state = :to, k.retiredAt = coalesce(k.retiredAt, :now),
                        k.retiredBy = coalesce(k.retiredBy, :client) where k.id = :id and k.state in :from
                        """)
                        .setParameter("to", to)
                        .setParameter("now", clock.instant())
                        .setParameter("client", clientId)
                        .setParameter("id", id)
                        .setParameter("from", from)
                        .executeUpdate()
                == 1;
    }

    /** The same for a key that somebody else may have had since then. */
    public boolean endCompromised(UUID id, Set<KeyState> from, Instant since, String clientId) {
        return end(id, from, KeyState.COMPROMISED, clientId)
                && entities.createQuery("update RegistryKeyEntity k set k.compromisedSince = :since where k.id = :id")
                                .setParameter("since", since)
                                .setParameter("id", id)
                                .executeUpdate()
                        == 1;
    }

    /** A key whose certificate nobody should rely on any more, and since when. */
    record Withdrawn(RegistryKey key, Instant at) {}

    /** Keys with a certificate that were declared compromised or given up, oldest first. */
    List<Withdrawn> withdrawn() {
        return entities.createQuery("""
                        select k, coalesce(k.compromisedSince, c.at) from RegistryKeyEntity k, KeyCeremonyEntity c
                        where c.keyId = k.id and k.certificates is not null
                        and (k.state = :compromised and c.act = :declared or k.state = :discarded and c.act = :givenUp)
                        order by k.id
                        """, Object[].class)
                .setParameter("compromised", KeyState.COMPROMISED)
                .setParameter("declared", Act.DECLARED_COMPROMISED)
                .setParameter("discarded", KeyState.DISCARDED)
                .setParameter("givenUp", Act.DISCARDED)
                .getResultStream()
                .map(row -> new Withdrawn(key((RegistryKeyEntity) row[0]), (Instant) row[1]))
                .toList();
    }

    /** Whether there ever was a key for that. */
    public boolean anyFor(KeyPurpose purpose) {
        return count("purpose = ?1", purpose) > 0;
    }

    /** Keeps the statement by which one key hands over to another. */
    public void add(KeySuccession succession) {
        KeySuccessionEntity row = new KeySuccessionEntity();
        row.id = succession.id();
        row.at = succession.at();
        row.fromKey = succession.from();
        row.toKey = succession.to();
        row.statement = succession.statement().toArray();
        entities.persist(row);
    }

    /** Every such statement, oldest first. */
    public List<KeySuccession> successions() {
        return entities.createQuery("from KeySuccessionEntity s order by s.at, s.id", KeySuccessionEntity.class)
                .getResultStream()
                .map(row -> new KeySuccession(row.id, row.at, row.fromKey, row.toKey, Bytes.of(row.statement)))
                .toList();
    }

    /** Records a ceremony. */
    public void record(Act act, RegistryKey key, String clientId, Participants participants) {
        KeyCeremonyEntity row = new KeyCeremonyEntity();
        row.id = ids.next();
        row.at = clock.instant();
        row.act = act;
        row.keyId = key.id();
        row.clientId = clientId;
        row.conductedBy = participants.conductedBy();
        row.witnesses = String.join("\n", participants.witnesses());
        row.note = participants.note();
        row.fingerprint = key.certificates().isEmpty()
                ? null
                : fingerprint(key.certificates()).toArray();
        entities.persist(row);
    }

    /** What was done to a key, oldest first. */
    public List<KeyCeremony> ceremonies(UUID keyId) {
        return entities.createQuery(
                        "from KeyCeremonyEntity c where c.keyId = :key order by c.at, c.id", KeyCeremonyEntity.class)
                .setParameter("key", keyId)
                .setMaxResults(1000)
                .getResultStream()
                .map(KeyRepository::ceremony)
                .toList();
    }

    private static KeyCeremony ceremony(KeyCeremonyEntity row) {
        return new KeyCeremony(
                row.id,
                row.at,
                row.act,
                row.keyId,
                row.clientId,
                row.conductedBy,
                row.witnesses.isEmpty() ? List.of() : Arrays.asList(row.witnesses.split("\n")),
                row.note,
                Optional.ofNullable(row.fingerprint).map(Bytes::of));
    }

    private static Bytes fingerprint(List<X509Certificate> certificates) {
        // The suite plays no part in it.
        return new KeyCertificate(Suite.ES256, certificates).fingerprint();
    }

    private RegistryKey key(RegistryKeyEntity row) {
        return new RegistryKey(
                row.id,
                row.purpose,
                Optional.ofNullable(row.authorityCode).map(Uscc::new),
                row.suite,
                row.state,
                row.place,
                row.label,
                Bytes.of(row.publicKey),
                row.certificates == null ? List.of() : PemCertificates.ofStored(row.certificates, provider),
                new RegistryKey.Event(row.createdAt, row.createdBy),
                event(row.activatedAt, row.activatedBy),
                event(row.retiredAt, row.retiredBy),
                Optional.ofNullable(row.compromisedSince));
    }

    private static Optional<RegistryKey.Event> event(@Nullable Instant at, @Nullable String by) {
        return at == null || by == null ? Optional.empty() : Optional.of(new RegistryKey.Event(at, by));
    }
}
