package org.zhengzhao.registry.trust;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.SoftwareKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.RegistryPki;

/**
 * The registry's keys: root, issuing authority, one sealing key per authority, and two secrets (for tokens and for finding
 * holders). On first start it makes what is missing; afterwards it reads what is there and never replaces a key.
 *
 * <p>Keys live in PKCS#12 files in the directory {@code keys} of the data directory. Nodes that share a database share this
 * directory too.
 */
@Singleton
public class KeyRing {
    private static final String REGISTRY_NAME = "Zhengzhao Registry";
    private static final int SECRET_OCTETS = 32;

    private final KeyFiles files;
    private final RegistryPki pki;
    private final BouncyCastleProvider provider;
    private final SecureRandom random;
    private final Clock clock;
    private final RegistryPki.Issued root;
    private final RegistryPki.Issued issuer;
    private final Map<Uscc, SigningKey> sealing = new ConcurrentHashMap<>();

    KeyRing(
            @ConfigProperty(name = "zhengzhao.data") String dataDirectory,
            @ConfigProperty(name = "zhengzhao.keys.password") Optional<String> password,
            SecureRandom random,
            Clock clock) {
        this.provider = new BouncyCastleProvider();
        this.random = random;
        this.clock = clock;
        this.pki = new RegistryPki(provider, random);
        this.files = KeyFiles.open(Path.of(dataDirectory).resolve("keys"), password, random);
        Instant now = clock.instant();
        this.root = files.findKey("root").orElseGet(() -> files.keep("root", pki.root(REGISTRY_NAME, now)));
        this.issuer = files.findKey("issuing")
                .orElseGet(() -> files.keep("issuing", pki.issuingAuthority(REGISTRY_NAME, root, now)));
        files.sealingKeys().forEach((authority, key) -> sealing.put(authority, handle(key)));
    }

    /** Makes the sealing key of an authority if it has none yet. */
    public synchronized void ensureSealingKey(Authority authority) {
        if (sealing.containsKey(authority.code())) {
            return;
        }
        String name = KeyFiles.sealingName(authority.code());
        RegistryPki.Issued key =
                files.findKey(name).orElseGet(() -> files.keep(name, pki.sealing(authority, issuer, clock.instant())));
        sealing.put(authority.code(), handle(key));
    }

    /**
     * The key with which an authority seals now.
     *
     * @throws RegistryException {@link ProblemType#SIGNING_UNAVAILABLE} if it has none, or its certificate is not valid at
     *     this moment; there is no other key to fall back to
     */
    public SigningKey requireSealingKey(Uscc authority, Instant now) {
        SigningKey key = sealing.get(authority);
        if (key == null) {
            throw unavailable("本机构没有签章密钥。请联系系统管理员。", "The authority has no sealing key. Ask the operator.");
        }
        X509Certificate certificate = key.certificate();
        if (now.isBefore(certificate.getNotBefore().toInstant())
                || now.isAfter(certificate.getNotAfter().toInstant())) {
            throw unavailable(
                    "本机构的签章证书不在有效期内。请联系系统管理员。", "The authority's certificate is not valid now. Ask the operator.");
        }
        return key;
    }

    /** Root, issuing authority and every sealing certificate: what a verifier needs offline. */
    public List<X509Certificate> trustAnchors() {
        List<X509Certificate> certificates = new ArrayList<>();
        certificates.add(root.certificate());
        certificates.add(issuer.certificate());
        sealing.values().stream()
                .map(SigningKey::certificate)
                .sorted((a, b) -> a.getSerialNumber().compareTo(b.getSerialNumber()))
                .forEach(certificates::add);
        return certificates;
    }

    /** Secret under which access tokens are authenticated. */
    public Bytes tokenSecret() {
        return files.secret("tokens", SECRET_OCTETS, random);
    }

    /** Secret under which holder codes are hashed for look-ups. Losing it makes holders unfindable. */
    public Bytes holderLookupKey() {
        return files.secret("holder-lookup", SECRET_OCTETS, random);
    }

    private SigningKey handle(RegistryPki.Issued key) {
        return new SoftwareKey(Suite.ES256, key.key(), key.chain(), provider);
    }

    private static RegistryException unavailable(String chinese, String english) {
        return new RegistryException(ProblemType.SIGNING_UNAVAILABLE, new Bilingual(chinese, english));
    }
}
