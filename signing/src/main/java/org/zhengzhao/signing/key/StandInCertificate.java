package org.zhengzhao.signing.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/** The certificate that a key in a token has until its own was issued. It is valid for an instant and names nobody. */
final class StandInCertificate {
    private StandInCertificate() {}

    static X509Certificate of(String alias, KeyHandle key, Provider provider, Instant now)
            throws GeneralSecurityException {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, "no certificate yet: " + alias)
                .build();
        return new JcaX509CertificateConverter()
                .setProvider(provider)
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now),
                                Date.from(now.plus(Duration.ofSeconds(1))),
                                name,
                                key.publicKey())
                        .build(new SuiteContentSigner(key)));
    }
}
