package org.zhengzhao.signing.testkit;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.SoftwareKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.RegistryPki;

/** A registry's certificates, made afresh: root, issuing authority and one sealing certificate per authority. */
public final class TestPki {
    public static final Provider PROVIDER = new BouncyCastleProvider();

    private final RegistryPki pki = new RegistryPki(PROVIDER, new SecureRandom());
    private final RegistryPki.Issued root;
    private final RegistryPki.Issued issuer;

    public TestPki(Instant madeAt) {
        root = pki.root("测试登记处", madeAt);
        issuer = pki.issuingAuthority("测试登记处", root, madeAt);
    }

    public SigningKey sealing(Authority authority, Instant madeAt) {
        RegistryPki.Issued issued = pki.sealing(authority, issuer, madeAt);
        return new SoftwareKey(Suite.ES256, issued.key(), issued.chain(), PROVIDER);
    }

    public X509Certificate root() {
        return root.certificate();
    }

    public RegistryPki.Issued issuer() {
        return issuer;
    }

    /** Root, issuing authority and the signer's own certificate, as a registry publishes them. */
    public List<X509Certificate> published(SigningKey key) {
        return List.of(root(), issuer.certificate(), key.certificate());
    }
}
