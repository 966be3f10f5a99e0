package org.zhengzhao.registry.trust;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.trust.KeyCeremony.Act;
import org.zhengzhao.registry.trust.KeyCeremony.Participants;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.CertificateKind;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.pki.RegistryPurpose;

/**
 * The registry's own root and issuing authority, for those who bring none: made on first start, in the key directory. The files
 * come first and are never replaced; the row follows. A crash between leaves files that the next start takes up.
 */
@ApplicationScoped
public class EmbeddedAuthority {
    private static final Logger LOG = Logger.getLogger(EmbeddedAuthority.class);
    private static final String REGISTRY_NAME = "Zhengzhao Registry";
    private static final String SELF = "zhengzhao";

    private final KeyRing ring;
    private final KeyRepository keys;
    private final RegistryPki pki;
    private final Clock clock;
    private final boolean enabled;

    EmbeddedAuthority(KeyRing ring, KeyRepository keys, KeyConfig config, SecureRandom random, Clock clock) {
        this.ring = ring;
        this.keys = keys;
        this.pki = new RegistryPki(ring.provider(), random);
        this.clock = clock;
        this.enabled = config.embeddedAuthority();
    }

    /** Before anything that signs. */
    void start(@Observes @Priority(100) StartupEvent started) {
        ensureIssuingKey(Suite.ES256);
        ring.files().sealingAuthorities().forEach(this::adopt);
        ensureRegistryKey(KeyPurpose.STATUS, RegistryPurpose.STATUS_LISTS);
        ensureRegistryKey(KeyPurpose.BUNDLE, RegistryPurpose.OFFLINE_BUNDLES);
        ensureRegistryKey(KeyPurpose.RECORD, RegistryPurpose.RECORDS);
    }

    /**
     * Makes the registry's key of that purpose where there never was one. Where the operator took one out of service, a start does not
     * bring another.
     */
    private void ensureRegistryKey(KeyPurpose purpose, RegistryPurpose certified) {
        Optional<RegistryKey> issuer = QuarkusTransaction.requiringNew()
                .call(() -> keys.anyFor(purpose)
                        ? Optional.empty()
                        : keys.findCurrent(KeyPurpose.ISSUING, Optional.empty(), false));
        if (!enabled || issuer.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        SigningKey signing;
        try {
            signing = ring.inForce(issuer.get(), now);
        } catch (RegistryException refused) {
            LOG.warnf("no %s key was made: %s", purpose, refused.getMessage());
            return;
        }
        String label = purpose.name().toLowerCase(Locale.ROOT);
        // The first certificate in the file is a placeholder; the key is what counts, also that of a start that was cut
        // off.
        PublicKey made = ring.files()
                .findKey(label)
                .map(file -> file.certificate().getPublicKey())
                .orElseGet(() -> ring.create(KeyPlace.PKCS12, label, Suite.ES256));
        CertificateKind kind = new CertificateKind.Registry(REGISTRY_NAME, certified);
        List<X509Certificate> path = new ArrayList<>(pki.certify(made, kind, signing, now));
        issuer.get().certificates().stream()
                .filter(certificate -> !path.contains(certificate))
                .forEach(path::add);
        store(purpose, Optional.empty(), Suite.ES256, label, path, Act.CREATED);
    }

    /** Takes up the key file of an authority from a version that kept no keys in the database. */
    private void adopt(Uscc authority) {
        String label = KeyFiles.sealingName(authority);
        if (QuarkusTransaction.requiringNew().call(() -> keys.known(KeyPlace.PKCS12, label))) {
            return;
        }
        RegistryPki.Issued sealing =
                ring.files().findKey(label).orElseThrow(() -> new IllegalStateException("a key file is gone"));
        List<X509Certificate> path = new ArrayList<>(sealing.chain());
        ring.files().findKey(KeyRing.ROOT).map(RegistryPki.Issued::certificate).ifPresent(path::add);
        store(KeyPurpose.SEALING, Optional.of(authority), Suite.ES256, label, path, Act.ADOPTED);
    }

    /** Sees to it that there is an issuing key for keys of that suite, unless the operator wants to bring one. */
    public void ensureIssuingKey(Suite suite) {
        boolean sm2 = suite == Suite.SM2;
        if (!enabled || QuarkusTransaction.requiringNew().call(() -> servesOrRetired(sm2))) {
            return;
        }
        String suffix = sm2 ? KeyRing.SM2_SUFFIX : "";
        Suite own = sm2 ? Suite.SM2 : Suite.ES256;
        RegistryPki.Issued root = ring.files()
                .findKey(KeyRing.ROOT + suffix)
                .orElseGet(
                        () -> ring.files().keep(KeyRing.ROOT + suffix, pki.root(own, REGISTRY_NAME, clock.instant())));
        String plain = "issuing" + suffix;
        // The file of a key that was lost to others stays where it is, and another one takes its place.
        String label = QuarkusTransaction.requiringNew().call(() -> keys.known(KeyPlace.PKCS12, plain))
                ? plain + "-" + keys.nextId()
                : plain;
        Optional<RegistryPki.Issued> found = ring.files().findKey(label);
        RegistryPki.Issued issuing = found.orElseGet(
                () -> ring.files().keep(label, pki.issuingAuthority(own, REGISTRY_NAME, root, clock.instant())));
        store(
                KeyPurpose.ISSUING,
                Optional.empty(),
                own,
                label,
                path(issuing, root),
                found.isPresent() ? Act.ADOPTED : Act.CREATED);
    }

    /** An operator who has retired ours brings one from elsewhere. */
    private boolean servesOrRetired(boolean sm2) {
        return keys.in(KeyPurpose.ISSUING, Set.of(KeyState.CURRENT, KeyState.RETIRED)).stream()
                .anyMatch(key -> sm2 == (key.suite() == Suite.SM2));
    }

    /**
     * Sees to it that an authority has a sealing key: makes one and has it certified, where it has none that signs.
     *
     * @return whether one was made
     */
    public boolean ensureSealingKey(Authority authority) {
        Optional<Uscc> code = Optional.of(authority.code());
        if (QuarkusTransaction.requiringNew()
                .call(() -> keys.findCurrent(KeyPurpose.SEALING, code, false))
                .isPresent()) {
            return false;
        }
        RegistryKey issuer = QuarkusTransaction.requiringNew()
                .call(() -> keys.findCurrent(KeyPurpose.ISSUING, Optional.empty(), false))
                .orElseThrow(() -> new IllegalStateException("there is no issuing key for sample authorities"));
        String label = KeyFiles.sealingName(authority.code());
        Optional<RegistryPki.Issued> found = ring.files().findKey(label);
        RegistryPki.Issued sealing = found.orElseGet(() -> {
            RegistryPki.Issued parent = ring.files()
                    .findKey(issuer.label())
                    .map(file -> new RegistryPki.Issued(file.key(), issuer.chain()))
                    .orElseThrow(() -> KeyRefusals.missing(issuer));
            return ring.files().keep(label, pki.sealing(authority, parent, clock.instant()));
        });
        List<X509Certificate> path = new ArrayList<>(sealing.chain());
        issuer.certificates().stream()
                .filter(certificate -> !path.contains(certificate))
                .forEach(path::add);
        store(KeyPurpose.SEALING, code, Suite.ES256, label, path, found.isPresent() ? Act.ADOPTED : Act.CREATED);
        return true;
    }

    private static List<X509Certificate> path(RegistryPki.Issued issuing, RegistryPki.Issued root) {
        List<X509Certificate> path = new ArrayList<>(issuing.chain());
        path.add(root.certificate());
        return path;
    }

    private void store(
            KeyPurpose purpose,
            Optional<Uscc> authority,
            Suite suite,
            String label,
            List<X509Certificate> path,
            Act act) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                Bytes publicKey = Bytes.of(path.getFirst().getPublicKey().getEncoded());
                KeyRepository.NewKey made =
                        new KeyRepository.NewKey(purpose, authority, suite, KeyPlace.PKCS12, label, publicKey);
                RegistryKey row = keys.add(keys.nextId(), made, SELF);
                keys.certify(row.id(), path);
                keys.activate(row.id(), SELF);
                keys.record(act, row, SELF, Participants.none("embedded"));
            });
        } catch (RuntimeException failed) {
            // Another node was faster, or the authority of an old file is not registered here.
            if (DatabaseFailures.brokenConstraint(failed).isEmpty()) {
                throw failed;
            }
            LOG.debugf("the key %s was not stored", label);
        }
        ring.changed();
    }
}
