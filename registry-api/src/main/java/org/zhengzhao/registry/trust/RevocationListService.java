package org.zhengzhao.registry.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigInteger;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.platform.time.Recurring;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RevocationLists;
import org.zhengzhao.signing.pki.RevocationLists.Revoked;
import org.zhengzhao.signing.pki.RevocationReason;

/**
 * Signs and publishes the lists of revoked certificates (CRLs) of the authorities whose keys are here: the registry's root, where it
 * is our own, and its issuing keys. A certificate is listed when its key was declared compromised, or was given up before it signed.
 *
 * <p>A new list is signed as soon as something is to be listed, and each day. The newest one is in the database, so that all nodes
 * give the same; of two nodes that sign at once, one finds the number taken and uses the other's. A crash before the row is written
 * loses a list that nobody has seen.
 */
@ApplicationScoped
public class RevocationListService {
    private static final Logger LOG = Logger.getLogger(RevocationListService.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int CRL_SIGN = 6;

    private final KeyRing ring;
    private final KeyRepository keys;
    private final RevocationListRepository lists;
    private final RevocationConfig config;
    private final Recurring recurring;
    private final Clock clock;
    private final RevocationLists signer;
    /** Authorities of which it was said that there is no new list. */
    private final Set<Bytes> complained = ConcurrentHashMap.newKeySet();

    /** By how often keys were changed: a list from before a change may lack what it needs. */
    private final Cache<Long, Map<Bytes, IssuedRevocationList>> known = Caffeine.newBuilder()
            .maximumSize(1)
            .expireAfterWrite(KeyRing.KNOWN_FOR)
            .build();

    RevocationListService(
            KeyRing ring,
            KeyRepository keys,
            RevocationListRepository lists,
            RevocationConfig config,
            Recurring recurring,
            Clock clock) {
        this.ring = ring;
        this.keys = keys;
        this.lists = lists;
        this.config = config;
        this.recurring = recurring;
        this.clock = clock;
        this.signer = new RevocationLists(ring.provider());
        if (config.lifetime().compareTo(config.renewAfter()) <= 0) {
            throw new IllegalStateException("zhengzhao.revocation.lifetime must be longer than renew-after");
        }
    }

    /** After whatever makes keys at start. */
    void start(@Observes @Priority(5000) StartupEvent started) {
        recurring.every("revocation lists", EVERY, this::current);
    }

    /** The list of every authority whose key is here, the root's first. Waits for the database, and may sign. */
    public Collection<IssuedRevocationList> current() {
        return known.get(ring.changes(), change -> look()).values();
    }

    /**
     * The list of one authority.
     *
     * @param issuer SHA-256 of its certificate
     */
    public Optional<IssuedRevocationList> find(Bytes issuer) {
        return Optional.ofNullable(known.get(ring.changes(), change -> look()).get(issuer));
    }

    public Optional<IssuedRevocationList> find(X509Certificate issuer) {
        return find(fingerprint(issuer));
    }

    private Map<Bytes, IssuedRevocationList> look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<Issuer> issuers = issuers(now);
        // The lists before what is withdrawn: the other way round another node's newer list could be taken for one that
        // says
        // too much, and be followed by one that says less.
        Map<Bytes, Optional<IssuedRevocationList>> latest = new LinkedHashMap<>();
        issuers.stream()
                .map(issuer -> fingerprint(issuer.certificate()))
                .forEach(issuer ->
                        latest.put(issuer, QuarkusTransaction.requiringNew().call(() -> lists.findLatest(issuer))));
        List<KeyRepository.Withdrawn> withdrawn =
                QuarkusTransaction.requiringNew().call(keys::withdrawn);
        Map<Bytes, IssuedRevocationList> found = new LinkedHashMap<>();
        for (Issuer issuer : issuers) {
            Bytes fingerprint = fingerprint(issuer.certificate());
            current(
                            issuer,
                            fingerprint,
                            latest.getOrDefault(fingerprint, Optional.empty()),
                            revoked(issuer.certificate(), withdrawn),
                            now)
                    .ifPresent(list -> found.put(fingerprint, list));
        }
        return found;
    }

    /** An authority of ours; its key is looked for only when there is something to sign. */
    private record Issuer(X509Certificate certificate, Supplier<SigningKey> key) {}

    /** Authorities that sign certificates here. One whose key somebody else may have is none: its lists prove nothing. */
    private List<Issuer> issuers(Instant now) {
        List<Issuer> issuers = new ArrayList<>();
        ring.ownRoots().forEach(root -> issuers.add(new Issuer(root.certificate(), () -> root)));
        List<RegistryKey> issuing = QuarkusTransaction.requiringNew()
                .call(() -> keys.in(KeyPurpose.ISSUING, Set.of(KeyState.CURRENT, KeyState.RETIRED)));
        for (RegistryKey key : issuing) {
            key.certificate()
                    .ifPresent(certificate -> issuers.add(new Issuer(certificate, () -> ring.inForce(key, now))));
        }
        issuers.removeIf(issuer -> !signsLists(issuer.certificate()));
        return issuers;
    }

    private static boolean signsLists(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && usage[CRL_SIGN];
    }

    private static List<Revoked> revoked(X509Certificate issuer, List<KeyRepository.Withdrawn> withdrawn) {
        return withdrawn.stream()
                .filter(each -> each.key().certificates().size() > 1
                        && each.key().certificates().get(1).equals(issuer))
                .map(each -> new Revoked(
                        each.key().certificates().getFirst().getSerialNumber(),
                        each.at().truncatedTo(ChronoUnit.SECONDS),
                        reason(each.key())))
                .toList();
    }

    private static RevocationReason reason(RegistryKey key) {
        if (key.state() == KeyState.DISCARDED) {
            return RevocationReason.CESSATION_OF_OPERATION;
        }
        return switch (key.purpose()) {
            case ISSUING -> RevocationReason.AUTHORITY_COMPROMISE;
            case SEALING, STATUS, BUNDLE, RECORD -> RevocationReason.KEY_COMPROMISE;
        };
    }

    private Optional<IssuedRevocationList> current(
            Issuer issuer,
            Bytes fingerprint,
            Optional<IssuedRevocationList> latest,
            List<Revoked> revoked,
            Instant now) {
        Bytes listed = Sha256.of(Bytes.utf8(revoked.toString()));
        if (latest.isPresent() && serves(latest.get(), listed, now)) {
            return latest;
        }
        IssuedRevocationList made;
        try {
            made = sign(issuer.key().get(), fingerprint, number(latest, now), revoked, listed, now);
        } catch (RegistryException | SigningFailedException notSigned) {
            // The last list is better than none, and another node may have the key.
            if (complained.add(fingerprint)) {
                LOG.warnf(
                        "no new revocation list of %s: its key did not sign on this node",
                        issuer.certificate().getSubjectX500Principal().getName());
            }
            return latest;
        }
        complained.remove(fingerprint);
        if (!QuarkusTransaction.requiringNew().call(() -> lists.add(made))) {
            // Another node was faster.
            return QuarkusTransaction.requiringNew().call(() -> lists.findLatest(fingerprint));
        }
        LOG.infof(
                "revocation list %d of %s: %d certificates",
                made.number(), issuer.certificate().getSubjectX500Principal().getName(), revoked.size());
        return Optional.of(made);
    }

    private boolean serves(IssuedRevocationList list, Bytes listed, Instant now) {
        return list.listed().equals(listed) && now.isBefore(list.thisUpdate().plus(config.renewAfter()));
    }

    /** RFC 5280 §5.2.3: greater than every number before, also where the database was restored from a backup. */
    private static long number(Optional<IssuedRevocationList> latest, Instant now) {
        return Math.max(latest.map(IssuedRevocationList::number).orElse(0L) + 1, now.getEpochSecond());
    }

    private IssuedRevocationList sign(
            SigningKey issuer, Bytes fingerprint, long number, List<Revoked> revoked, Bytes listed, Instant now) {
        Instant until = now.plus(config.lifetime());
        X509CRL signed = signer.sign(issuer, BigInteger.valueOf(number), now, until, revoked);
        try {
            return new IssuedRevocationList(fingerprint, number, now, until, listed, Bytes.of(signed.getEncoded()));
        } catch (CRLException broken) {
            throw new IllegalStateException("a list of ours does not encode", broken);
        }
    }

    private static Bytes fingerprint(X509Certificate certificate) {
        try {
            return Sha256.of(certificate.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new IllegalStateException("a certificate of ours does not encode", broken);
        }
    }
}
