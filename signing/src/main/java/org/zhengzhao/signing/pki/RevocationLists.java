package org.zhengzhao.signing.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.zhengzhao.signing.key.CertificateNotInForceException;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.SuiteContentSigner;

/** Makes lists of revoked certificates (RFC 5280 §5): complete ones, signed by the authority that issued the certificates. */
public final class RevocationLists {
    private static final int CRL_SIGN = 6;

    private final Provider provider;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public RevocationLists(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
    }

    /** A certificate that its issuer does not stand by any more. */
    public record Revoked(BigInteger serialNumber, Instant at, RevocationReason reason) {
        public Revoked {
            Objects.requireNonNull(serialNumber);
            Objects.requireNonNull(at);
            Objects.requireNonNull(reason);
        }
    }

    /**
     * @param number greater than that of every list before (RFC 5280 §5.2.3)
     * @throws CertificateNotInForceException if the issuer's certificate is not valid when the list begins
     * @throws IllegalArgumentException if the issuer's certificate does not sign lists, or the list ends before it begins
     */
    public X509CRL sign(
            SigningKey issuer, BigInteger number, Instant thisUpdate, Instant nextUpdate, List<Revoked> revoked) {
        boolean[] usage = issuer.certificate().getKeyUsage();
        if (usage == null || !usage[CRL_SIGN]) {
            throw new IllegalArgumentException("the certificate's key usage has no cRLSign");
        }
        if (number.signum() < 0 || !nextUpdate.isAfter(thisUpdate)) {
            throw new IllegalArgumentException("a list has a number and ends after it begins");
        }
        issuer.requireInForce(thisUpdate);
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(
                    X500Name.getInstance(
                            issuer.certificate().getSubjectX500Principal().getEncoded()),
                    Date.from(thisUpdate));
            builder.setNextUpdate(Date.from(nextUpdate));
            for (Revoked one : revoked) {
                builder.addCRLEntry(
                        one.serialNumber(), Date.from(one.at()), one.reason().code());
            }
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, CertificateMaker.authority(issuer.certificate()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
            return new JcaX509CRLConverter()
                    .setProvider(provider)
                    .getCRL(builder.build(new SuiteContentSigner(issuer)));
        } catch (GeneralSecurityException | IOException broken) {
            throw new SigningFailedException("no revocation list was made", broken);
        }
    }
}
