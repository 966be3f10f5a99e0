package org.zhengzhao.registry.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.key.CertifiedKey;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;

/**
 * The registry's keys in service. Which key signs is in the database, so that all nodes know within {@link #KNOWN_FOR}; the
 * private keys are in PKCS#12 files or in a token that all nodes reach.
 *
 * <p>There is no fallback: an authority without a current key, a certificate outside of its validity, an issuing authority or root
 * that has ended, a private key that is not there: each refuses with its own problem.
 */
@Singleton
public class KeyRing {
    /** How long a node may go by what it knows of a key's state. */
    static final Duration KNOWN_FOR = Duration.ofSeconds(2);

    private static final int SECRET_OCTETS = 32;
    private static final int MAX_REMEMBERED = 10_000;
    static final String ROOT = "root";
    static final String SM2_SUFFIX = "-sm2";

    private final KeyFiles files;
    private final Pkcs12Keys inFiles;
    private final Optional<Pkcs11Keys> inToken;
    private final TimestampAnchors timestampAnchors;
    private final KeyRepository keys;
    private final BouncyCastleProvider provider;
    private final SecureRandom random;
    private final AtomicLong changes = new AtomicLong();
    private final Cache<Wanted, Optional<RegistryKey>> current = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(KNOWN_FOR)
            .build();
    /** Certificates of issuing authorities whose key somebody else may have: nothing below them is taken for good any more. */
    private final Cache<String, Set<X509Certificate>> compromisedAuthorities =
            Caffeine.newBuilder().maximumSize(1).expireAfterWrite(KNOWN_FOR).build();

    private final Cache<String, List<X509Certificate>> published =
            Caffeine.newBuilder().maximumSize(1).expireAfterWrite(KNOWN_FOR).build();
    /** Handles by key: opening a file takes a tenth of a second, and what is in it never changes. */
    private final Cache<UUID, KeyHandle> handles =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    private final Cache<String, List<SigningKey>> roots = Caffeine.newBuilder()
            .maximumSize(1)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    /** Whose key for what. */
    private record Wanted(KeyPurpose purpose, Optional<Uscc> authority) {}

    KeyRing(
            @ConfigProperty(name = "zhengzhao.data") String dataDirectory,
            KeyConfig config,
            Pkcs11Config token,
            TimestampAnchors timestampAnchors,
            KeyRepository keys,
            SecureRandom random,
            Clock clock) {
        this.provider = new BouncyCastleProvider();
        this.files = KeyFiles.open(Path.of(dataDirectory).resolve("keys"), config.password(), random, provider);
        this.inFiles = new Pkcs12Keys(files, provider, random);
        this.inToken = token.library()
                .map(library -> Pkcs11Keys.open(
                        library,
                        token.slotIndex(),
                        token.pinFile()
                                .orElseThrow(
                                        () -> new IllegalStateException("zhengzhao.keys.pkcs11.pin-file is not set")),
                        provider,
                        random,
                        clock));
        this.timestampAnchors = timestampAnchors;
        this.keys = keys;
        this.random = random;
    }

    /**
     * The key with which an authority seals now.
     *
     * @throws RegistryException {@link ProblemType#SIGNING_UNAVAILABLE} if it has none,
     *     {@link ProblemType#SIGNING_CERTIFICATE_NOT_VALID} if a certificate of its path is not valid at this moment,
     *     {@link ProblemType#SIGNING_KEY_MISSING} if this node does not have the private key
     */
    public SigningKey requireSealingKey(Uscc authority, Instant now) {
        RegistryKey key = findCurrent(new Wanted(KeyPurpose.SEALING, Optional.of(authority)))
                .orElseThrow(() -> new RegistryException(
                        ProblemType.SIGNING_UNAVAILABLE,
                        new Bilingual(
                                "本机构没有在用的签章密钥。请联系系统管理员。",
                                "The authority has no sealing key in service. Ask the operator.")));
        return inForce(key, now);
    }

    /**
     * The key with which status lists are signed now.
     *
     * @throws RegistryException as for sealing keys
     */
    public SigningKey requireStatusKey(Instant now) {
        return requireRegistryKey(KeyPurpose.STATUS, now);
    }

    /**
     * The key with which offline bundles are signed now.
     *
     * @throws RegistryException as for sealing keys
     */
    public SigningKey requireBundleKey(Instant now) {
        return requireRegistryKey(KeyPurpose.BUNDLE, now);
    }

    /**
     * The key with which the registry signs its records now.
     *
     * @throws RegistryException as for sealing keys
     */
    public SigningKey requireRecordKey(Instant now) {
        return requireRegistryKey(KeyPurpose.RECORD, now);
    }

    private SigningKey requireRegistryKey(KeyPurpose purpose, Instant now) {
        RegistryKey key = findCurrent(new Wanted(purpose, Optional.empty()))
                .orElseThrow(() -> new RegistryException(
                        ProblemType.SIGNING_UNAVAILABLE,
                        new Bilingual(
                                "本登记系统没有在用的 " + purpose + " 密钥。请联系系统管理员。",
                                "The registry has no " + purpose + " key in service. Ask the operator.")));
        return inForce(key, now);
    }

    private Optional<RegistryKey> findCurrent(Wanted wanted) {
        return current.get(
                wanted,
                key -> QuarkusTransaction.requiringNew()
                        .call(() -> keys.findCurrent(key.purpose(), key.authority(), false)));
    }

    /**
     * The key that issues certificates for keys of that suite now.
     *
     * @throws RegistryException as for sealing keys
     */
    public SigningKey requireIssuingKey(Suite suite, Instant now) {
        RegistryKey key = QuarkusTransaction.requiringNew()
                .call(() -> keys.findCurrent(KeyPurpose.ISSUING, Optional.empty(), suite == Suite.SM2))
                .orElseThrow(() -> new RegistryException(
                        ProblemType.SIGNING_UNAVAILABLE,
                        new Bilingual(
                                "本登记系统没有在用的发证密钥。请导入证书链。",
                                "The registry has no issuing key in service. Import a chain.")));
        return inForce(key, now);
    }

    /**
     * The key that states who follows it. That an authority above it was lost is no reason against: machines know the key itself, and
     * what they need now is its successor.
     *
     * @throws RegistryException as for sealing keys
     */
    public SigningKey handingOver(RegistryKey key, Instant now) {
        key.findOutOfForce(now).ifPresent(certificate -> {
            throw KeyRefusals.notInForce(certificate, now);
        });
        return new CertifiedKey(requireHandle(key), key.chain());
    }

    /** The key with its certificates, where all of them can be used at that moment. */
    public SigningKey inForce(RegistryKey key, Instant now) {
        Set<X509Certificate> lost = compromisedAuthorities();
        if (!lost.isEmpty() && key.certificates().stream().anyMatch(lost::contains)) {
            // What it signed would be INVALID for everybody from the first day.
            throw KeyRefusals.authorityCompromised();
        }
        return handingOver(key, now);
    }

    private Set<X509Certificate> compromisedAuthorities() {
        return compromisedAuthorities.get(
                "all",
                all ->
                        QuarkusTransaction.requiringNew()
                                .call(() -> keys.in(KeyPurpose.ISSUING, Set.of(KeyState.COMPROMISED)))
                                .stream()
                                .flatMap(key -> key.certificate().stream())
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * The private key behind its handle.
     *
     * @throws RegistryException {@link ProblemType#SIGNING_KEY_MISSING} if this node does not have it
     */
    public KeyHandle requireHandle(RegistryKey key) {
        KeyHandle known = handles.getIfPresent(key.id());
        if (known != null) {
            return known;
        }
        KeyHandle opened = place(key.place())
                .flatMap(place -> place.find(key.label(), key.suite(), publicKey(key)))
                .orElseThrow(() -> KeyRefusals.missing(key));
        handles.put(key.id(), opened);
        return opened;
    }

    /**
     * Makes a private key.
     *
     * @throws RegistryException {@link ProblemType#SIGNING_UNAVAILABLE} if this node has no such place
     */
    public PublicKey create(KeyPlace place, String label, Suite suite) {
        return place(place)
                .orElseThrow(() -> new RegistryException(
                        ProblemType.SIGNING_UNAVAILABLE,
                        new Bilingual(
                                "本节点没有设定 zhengzhao.keys.pkcs11.library。",
                                "zhengzhao.keys.pkcs11.library is not set on this node.")))
                .create(label, suite);
    }

    /**
     * Roots, issuing authorities and every sealing certificate that is published, and the timestamp authorities that the registry
     * uses: what a verifier needs offline.
     */
    public List<X509Certificate> trustAnchors() {
        return published.get("all", all -> {
            Set<X509Certificate> certificates = new LinkedHashSet<>(QuarkusTransaction.requiringNew()
                    .call(() -> PublishedCertificates.of(keys.in(KeyState.PUBLISHED))));
            certificates.removeAll(compromisedAuthorities());
            certificates.addAll(timestampAnchors.certificates());
            return List.copyOf(certificates);
        });
    }

    /** The timestamp authorities that the operator trusts. */
    public List<X509Certificate> timestampAnchors() {
        return timestampAnchors.certificates();
    }

    /** Keys of the roots that are our own, as far as their files are here: an operator may have taken them away. */
    List<SigningKey> ownRoots() {
        return List.copyOf(roots.get(
                "all",
                all -> Stream.of(ROOT, ROOT + SM2_SUFFIX)
                        .flatMap(name -> files.findKey(name).stream())
                        .map(root -> root.handle(provider))
                        .toList()));
    }

    /** How often this node has changed keys: what it remembered before a change is not to be used after it. */
    long changes() {
        return changes.get();
    }

    /** Forgets what this node knows of states, so that its own changes show at once. */
    public void changed() {
        current.invalidateAll();
        published.invalidateAll();
        compromisedAuthorities.invalidateAll();
        // The first SM2 key brings a root of its own.
        roots.invalidateAll();
        changes.incrementAndGet();
    }

    /** Secrets under which access tokens are authenticated: the first for new ones, every one for those that come in. */
    public List<Bytes> tokenSecrets() {
        return files.secrets("tokens", SECRET_OCTETS, random);
    }

    /** Secret under which holder codes are hashed for look-ups. Losing it makes holders unfindable. */
    public Bytes holderLookupKey() {
        return files.secret("holder-lookup", SECRET_OCTETS, random);
    }

    /**
     * The secret of that name in the key directory; empty where there is none.
     *
     * @throws IllegalArgumentException if what is there is no secret
     */
    public Optional<Bytes> findSecret(String name) {
        return files.findSecret(name);
    }

    /** The secret of that name in the key directory, made at random where there is none. */
    public Bytes makeSecret(String name, int octets) {
        return files.secret(name, octets, random);
    }

    /** The secret key of that name in the token; empty where there is none, or no token. */
    public Optional<TokenSecret> findTokenSecret(String name) {
        return inToken.flatMap(token -> token.findSecret(name));
    }

    /**
     * Makes a secret key in the token.
     *
     * @throws IllegalStateException if this node has no token
     */
    public TokenSecret createTokenSecret(String name) {
        return inToken.orElseThrow(() -> new IllegalStateException("zhengzhao.keys.pkcs11.library is not set"))
                .createSecret(name);
    }

    KeyFiles files() {
        return files;
    }

    BouncyCastleProvider provider() {
        return provider;
    }

    private Optional<PrivateKeys> place(KeyPlace place) {
        return switch (place) {
            case PKCS12 -> Optional.of(inFiles);
            case PKCS11 -> inToken.map(token -> token);
        };
    }

    private PublicKey publicKey(RegistryKey key) {
        try {
            return BouncyCastleProvider.getPublicKey(
                    SubjectPublicKeyInfo.getInstance(key.publicKey().toArray()));
        } catch (IOException corrupt) {
            throw new IllegalStateException("the public key of key " + key.id() + " is broken", corrupt);
        }
    }
}
