package org.zhengzhao.registry.ceremony;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.registry.authority.AuthorityRepository;
import org.zhengzhao.registry.authority.RegisteredAuthority;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.platform.compute.ComputePool;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.IdempotencyRepository;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.registry.trust.EmbeddedAuthority;
import org.zhengzhao.registry.trust.ImportedPath;
import org.zhengzhao.registry.trust.KeyCeremony;
import org.zhengzhao.registry.trust.KeyCeremony.Act;
import org.zhengzhao.registry.trust.KeyCeremony.Participants;
import org.zhengzhao.registry.trust.KeyPurpose;
import org.zhengzhao.registry.trust.KeyRepository;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.registry.trust.KeyState;
import org.zhengzhao.registry.trust.KeySuccession;
import org.zhengzhao.registry.trust.RegistryKey;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.bundle.Succession;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.CertificateKind;
import org.zhengzhao.signing.pki.CertificateRequest;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.pki.RegistryPurpose;

/**
 * Changes keys. Every change and the record of its ceremony are one transaction.
 *
 * <p>A new key goes from REQUESTED (made, to be certified) over NEXT (certified and published) to CURRENT (signs). When it becomes
 * current, the one before is retired in the same transaction; what that has signed stays verifiable. Verifiers should have the next
 * certificate before it signs, so there is time between the two.
 */
@ApplicationScoped
public class KeyService {
    private static final String REGISTRY_NAME = "Zhengzhao Registry";

    private final KeyRepository keys;
    private final KeyRing ring;
    private final EmbeddedAuthority embedded;
    private final AuthorityRepository authorities;
    private final IdempotencyRepository idempotency;
    private final ComputePool pool;
    private final RegistryPki pki;
    private final BouncyCastleProvider provider = new BouncyCastleProvider();
    private final Clock clock;

    KeyService(
            KeyRepository keys,
            KeyRing ring,
            EmbeddedAuthority embedded,
            AuthorityRepository authorities,
            IdempotencyRepository idempotency,
            ComputePool pool,
            SecureRandom random,
            Clock clock) {
        this.keys = keys;
        this.ring = ring;
        this.embedded = embedded;
        this.authorities = authorities;
        this.idempotency = idempotency;
        this.pool = pool;
        this.pki = new RegistryPki(provider, random);
        this.clock = clock;
    }

    /** A key and what was done to it. */
    public record KeyHistory(RegistryKey key, List<KeyCeremony> ceremonies) {
        public KeyHistory {
            ceremonies = List.copyOf(ceremonies);
        }
    }

    /** Makes a key. The private key is durable before the row is written; a crash between leaves one that is never used. */
    public RegistryKey create(
            String clientId, Optional<IdempotencyKey> idempotencyKey, Bytes requestDigest, KeyOrder order) {
        Optional<RegistryKey> earlier = QuarkusTransaction.requiringNew()
                .call(() -> idempotencyKey.flatMap(given -> findEarlier(clientId, given, requestDigest)));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        QuarkusTransaction.requiringNew().run(() -> order.authority().ifPresent(this::requireAuthority));
        UUID id = keys.nextId();
        String label = order.purpose().name().toLowerCase(Locale.ROOT)
                + order.authority().map(code -> "-" + code.value()).orElse("") + "-" + id;
        PublicKey made;
        try {
            made = pool.run(() -> ring.create(order.place(), label, order.suite()));
        } catch (SigningFailedException refused) {
            throw new RegistryException(
                    ProblemType.VALIDATION_FAILED,
                    new Bilingual("该存放处不支持此套件。", "That place makes no keys of this suite."),
                    List.of(new ProblemError(
                            "/suite", "WRONG_VALUE", new Bilingual("请改用其他套件或存放处。", "Choose another suite or place."))));
        }
        KeyRepository.NewKey key = new KeyRepository.NewKey(
                order.purpose(), order.authority(), order.suite(), order.place(), label, Bytes.of(made.getEncoded()));
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                idempotencyKey.ifPresent(given -> idempotency.add(clientId, given, requestDigest, id.toString()));
                RegistryKey added = keys.add(id, key, clientId);
                keys.record(Act.CREATED, added, clientId, order.participants());
                return added;
            });
        } catch (RuntimeException failed) {
            String constraint = DatabaseFailures.brokenConstraint(failed).orElse("");
            if (constraint.equals("registry_key_one_next")) {
                throw new RegistryException(
                        ProblemType.KEY_WAITING,
                        new Bilingual("请先启用或作废已有的待启用密钥。", "Activate or discard the key that is waiting first."));
            }
            if (constraint.equals("idempotency_record_pkey")) {
                // The same request was faster; the private key that was made here is never used.
                return QuarkusTransaction.requiringNew()
                        .call(() -> idempotencyKey.flatMap(given -> findEarlier(clientId, given, requestDigest)))
                        .orElseThrow(() -> failed);
            }
            throw failed;
        }
    }

    /** The request for a certificate, in PEM. */
    public String request(Caller caller, UUID id) {
        RegistryKey key = require(caller, Permission.GET_CERTIFICATE_REQUEST, id);
        CertificateKind kind = QuarkusTransaction.requiringNew().call(() -> kind(key));
        return pool.run(
                () -> CertificateRequest.of(ring.requireHandle(key), kind).pem());
    }

    /** Takes certificates from elsewhere for a key that waits for some. */
    public RegistryKey importCertificates(Caller caller, UUID id, String pem, Participants participants) {
        RegistryKey key = require(caller, Permission.IMPORT_CERTIFICATES, id);
        CertificateKind kind = QuarkusTransaction.requiringNew().call(() -> kind(key));
        List<X509Certificate> path =
                pool.run(() -> ImportedPath.require(pem, ring.requireHandle(key), kind, clock.instant(), provider));
        return certify(key, path, Act.CERTIFICATE_IMPORTED, caller.clientId(), participants);
    }

    /** Has the registry's own issuing authority certify a key that waits. */
    public RegistryKey issueCertificate(Caller caller, UUID id, Participants participants) {
        RegistryKey key = require(caller, Permission.ISSUE_CERTIFICATE, id);
        if (key.purpose() == KeyPurpose.ISSUING) {
            throw wrongState("发证密钥须由外部机构签发证书。", "An issuing key is certified elsewhere; import its chain.");
        }
        embedded.ensureIssuingKey(key.suite());
        Instant now = clock.instant();
        RegistryKey issuer = QuarkusTransaction.requiringNew()
                .call(() -> keys.findCurrent(KeyPurpose.ISSUING, Optional.empty(), key.suite() == Suite.SM2))
                .orElseThrow(() -> new RegistryException(
                        ProblemType.SIGNING_UNAVAILABLE,
                        new Bilingual(
                                "本登记系统没有在用的发证密钥。请导入证书链。",
                                "The registry has no issuing key in service. Import a chain.")));
        SigningKey signing = ring.inForce(issuer, now);
        CertificateKind kind = QuarkusTransaction.requiringNew().call(() -> kind(key));
        List<X509Certificate> path = new ArrayList<>(
                pool.run(() -> pki.certify(ring.requireHandle(key).publicKey(), kind, signing, now)));
        issuer.certificates().stream()
                .filter(certificate -> !path.contains(certificate))
                .forEach(path::add);
        return certify(key, path, Act.CERTIFICATE_ISSUED, caller.clientId(), participants);
    }

    /**
     * Puts the next key into service and retires the current one. Where verifiers know the key by its predecessor, that one says with
     * its signature who comes after it; the statement is stored in the same transaction.
     */
    public RegistryKey activate(Caller caller, UUID id, Participants participants) {
        String clientId = caller.clientId();
        RegistryKey key = require(caller, Permission.ACTIVATE_KEY, id);
        if (key.state() == KeyState.NEXT) {
            // Better now than at the first license: everything that signing needs must be there.
            ring.inForce(key, clock.instant());
        }
        Optional<KeySuccession> succession = succession(key);
        return change(
                key,
                () -> {
                    Optional<RegistryKey> current =
                            keys.findCurrent(key.purpose(), key.authority(), key.suite() == Suite.SM2);
                    if (key.purpose() == KeyPurpose.BUNDLE
                            && !current.map(RegistryKey::id).equals(succession.map(KeySuccession::from))) {
                        throw changedJustNow();
                    }
                    current.ifPresent(before -> {
                        // It may have been declared compromised since it was read: then it was not retired, and vouches
                        // for nobody.
                        if (!keys.end(before.id(), Set.of(KeyState.CURRENT), KeyState.RETIRED, clientId)) {
                            throw changedJustNow();
                        }
                        keys.record(Act.RETIRED, before, clientId, participants);
                    });
                    succession.ifPresent(keys::add);
                    return keys.activate(key.id(), clientId);
                },
                Act.ACTIVATED,
                clientId,
                participants);
    }

    /** The statement of the current key about the next one; empty where nothing has to be stated. */
    private Optional<KeySuccession> succession(RegistryKey next) {
        if (next.purpose() != KeyPurpose.BUNDLE || next.state() != KeyState.NEXT) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew()
                .call(() -> keys.findCurrent(KeyPurpose.BUNDLE, Optional.empty(), false))
                .map(before -> new KeySuccession(
                        keys.nextId(),
                        now,
                        before.id(),
                        next.id(),
                        pool.run(() -> Succession.sign(
                                ring.handingOver(before, now),
                                next.certificate().orElseThrow(),
                                now,
                                provider))));
    }

    /** Takes the current key out of service; nothing signs in its place. */
    public RegistryKey retire(Caller caller, UUID id, Participants participants) {
        RegistryKey key = require(caller, Permission.RETIRE_KEY, id);
        return end(key, Set.of(KeyState.CURRENT), KeyState.RETIRED, Act.RETIRED, caller.clientId(), participants);
    }

    /**
     * Somebody else may have the key: it signs no more, its certificate is no trust anchor any more, and offline bundles name it.
     *
     * @param since from when on; now, where nobody knows
     */
    public RegistryKey declareCompromised(Caller caller, UUID id, Optional<Instant> since, Participants participants) {
        String clientId = caller.clientId();
        RegistryKey key = require(caller, Permission.DECLARE_KEY_COMPROMISED, id);
        Instant from = since.orElseGet(clock::instant);
        return change(
                key,
                () -> keys.endCompromised(id, KeyState.PUBLISHED, from, clientId),
                Act.DECLARED_COMPROMISED,
                clientId,
                participants);
    }

    /** Gives up a key that never signed. */
    public RegistryKey discard(Caller caller, UUID id, Participants participants) {
        return end(
                require(caller, Permission.DISCARD_KEY, id),
                Set.of(KeyState.REQUESTED, KeyState.NEXT),
                KeyState.DISCARDED,
                Act.DISCARDED,
                caller.clientId(),
                participants);
    }

    public List<RegistryKey> page(Optional<Uscc> authority, Optional<UUID> after, int limit) {
        return QuarkusTransaction.requiringNew().call(() -> keys.page(authority, after, limit));
    }

    /** A key that the caller sees; those of others are as unknown as those that do not exist. */
    public KeyHistory history(Caller caller, Permission act, UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> keys.find(id)
                        .filter(key -> AccessPolicy.allows(caller, act, new Target.Key(key.authority())))
                        .map(key -> new KeyHistory(key, keys.ceremonies(id)))
                        .orElseThrow(KeyService::unknown));
    }

    private RegistryKey end(
            RegistryKey key, Set<KeyState> from, KeyState to, Act act, String clientId, Participants participants) {
        return change(key, () -> keys.end(key.id(), from, to, clientId), act, clientId, participants);
    }

    private RegistryKey certify(
            RegistryKey key, List<X509Certificate> path, Act act, String clientId, Participants participants) {
        return change(key, () -> keys.certify(key.id(), path), act, clientId, participants);
    }

    private RegistryKey change(
            RegistryKey key, Supplier<Boolean> statement, Act act, String clientId, Participants participants) {
        RegistryKey changed = QuarkusTransaction.requiringNew().call(() -> {
            if (!statement.get()) {
                throw wrongState("密钥当前状态为 " + key.state() + "。", "The key's state is " + key.state() + ".");
            }
            // What was recorded so far must not be forgotten with what was read: an update writes only what concerns
            // its own table.
            keys.flush();
            keys.getEntityManager().clear();
            RegistryKey after = keys.find(key.id()).orElseThrow(KeyService::unknown);
            keys.record(act, after, clientId, participants);
            return after;
        });
        ring.changed();
        return changed;
    }

    private CertificateKind kind(RegistryKey key) {
        return switch (key.purpose()) {
            case SEALING ->
                new CertificateKind.Sealing(
                        requireAuthority(key.authority().orElseThrow()).onLicense());
            case ISSUING -> new CertificateKind.IssuingAuthority(REGISTRY_NAME);
            case STATUS -> new CertificateKind.Registry(REGISTRY_NAME, RegistryPurpose.STATUS_LISTS);
            case BUNDLE -> new CertificateKind.Registry(REGISTRY_NAME, RegistryPurpose.OFFLINE_BUNDLES);
            case RECORD -> new CertificateKind.Registry(REGISTRY_NAME, RegistryPurpose.RECORDS);
        };
    }

    private RegisteredAuthority requireAuthority(Uscc code) {
        return authorities
                .find(code)
                .orElseThrow(() -> new RegistryException(
                        ProblemType.UNKNOWN_AUTHORITY,
                        new Bilingual(
                                "请先用 POST /v1/authorities 登记该机构。", "Register it with POST /v1/authorities first.")));
    }

    private Optional<RegistryKey> findEarlier(String clientId, IdempotencyKey given, Bytes requestDigest) {
        return idempotency.findEarlier(clientId, given, requestDigest).flatMap(id -> keys.find(UUID.fromString(id)));
    }

    private RegistryKey require(Caller caller, Permission act, UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> keys.find(id))
                .filter(key -> AccessPolicy.allows(caller, act, new Target.Key(key.authority())))
                .orElseThrow(KeyService::unknown);
    }

    static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_KEY, new Bilingual("请用 GET /v1/keys 查看全部密钥。", "See GET /v1/keys for all keys."));
    }

    private static RegistryException changedJustNow() {
        return wrongState("在用密钥刚被更换，请重试。", "The current key was changed just now. Try again.");
    }

    private static RegistryException wrongState(String chinese, String english) {
        return new RegistryException(ProblemType.KEY_STATE, new Bilingual(chinese, english));
    }
}
