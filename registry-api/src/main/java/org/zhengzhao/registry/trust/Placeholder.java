package org.zhengzhao.registry.trust;

import java.math.BigInteger;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.key.SuiteContentSigner;

/**
 * Key stores of Java keep a private key with a certificate only. A new key has none yet, so it gets one that it signs itself, that
 * nobody trusts and that is never published; the real ones are in the database.
 */
final class Placeholder {
    private Placeholder() {}

    static X509Certificate of(String label, KeyHandle key, Provider provider) {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, label)
                .addRDN(BCStyle.OU, "placeholder")
                .build();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(Instant.EPOCH),
                Date.from(Instant.EPOCH.plus(Duration.ofDays(1))),
                name,
                key.publicKey());
        try {
            return new JcaX509CertificateConverter()
                    .setProvider(provider)
                    .getCertificate(builder.build(new SuiteContentSigner(key)));
        } catch (CertificateException broken) {
            throw new IllegalStateException("no placeholder was made", broken);
        }
    }
}
