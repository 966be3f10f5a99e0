package org.zhengzhao.signing.testkit;

import java.math.BigInteger;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.CertificateKind;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.pki.RevocationLists;

/** A registry's certificates, made afresh: root, issuing authority and one sealing certificate per authority. */
public final class TestPki {
    public static final Provider PROVIDER = new BouncyCastleProvider();

    /** Name of the registry whose certificates these are. */
    public static final String REGISTRY = "测试登记处";

    private final RegistryPki pki = new RegistryPki(PROVIDER, new SecureRandom());
    private final RegistryPki.Issued root;
    private final RegistryPki.Issued issuer;

    private final Suite suite;

    public TestPki(Instant madeAt) {
        this(Suite.ES256, madeAt);
    }

    /** All certificates in one suite. */
    public TestPki(Suite suite, Instant madeAt) {
        this.suite = suite;
        root = pki.root(suite, REGISTRY, madeAt);
        issuer = pki.issuingAuthority(suite, REGISTRY, root, madeAt);
    }

    public SigningKey sealing(Authority authority, Instant madeAt) {
        return pki.sealing(suite, authority, issuer, madeAt).handle(PROVIDER);
    }

    /** A key of the registry itself. */
    public SigningKey registry(RegistryPurpose purpose, Instant madeAt) {
        return registry(REGISTRY, purpose, madeAt);
    }

    /** A key of another registry, under the same root. */
    public SigningKey registry(String name, RegistryPurpose purpose, Instant madeAt) {
        return pki.registry(suite, name, purpose, issuer, madeAt).handle(PROVIDER);
    }

    public X509Certificate root() {
        return root.certificate();
    }

    public RegistryPki.Issued issuer() {
        return issuer;
    }

    /** The issuing authority's certificate as it is made anew later, with its name and key. */
    public X509Certificate renewedIssuer(Instant madeAt) {
        return pki.certify(
                        issuer.certificate().getPublicKey(),
                        new CertificateKind.IssuingAuthority(REGISTRY),
                        root.handle(PROVIDER),
                        madeAt)
                .getFirst();
    }

    /** The revocation lists of root and issuing authority, with nothing on them. */
    public List<X509CRL> revocations(Instant thisUpdate, Instant nextUpdate) {
        RevocationLists lists = new RevocationLists(PROVIDER);
        return Stream.of(root, issuer)
                .map(authority ->
                        lists.sign(authority.handle(PROVIDER), BigInteger.ONE, thisUpdate, nextUpdate, List.of()))
                .toList();
    }

    /** Root, issuing authority and the signer's own certificate, as a registry publishes them. */
    public List<X509Certificate> published(SigningKey key) {
        return List.of(root(), issuer.certificate(), key.certificate());
    }
}
