package org.zhengzhao.signing.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SuiteContentSigner;

/** Puts one certificate together (RFC 5280 §4). Serial numbers are random and have 159 bits. */
final class CertificateMaker {
    private static final int SERIAL_BITS = 159;

    private final Provider provider;
    private final SecureRandom random;
    private final PublishedAddresses addresses;

    CertificateMaker(Provider provider, SecureRandom random, PublishedAddresses addresses) {
        this.provider = provider;
        this.random = random;
        this.addresses = addresses;
    }

    /**
     * Who signs a certificate.
     *
     * @param certificate empty where the certificate signs itself
     */
    record Issuer(X500Name name, KeyHandle key, Optional<X509Certificate> certificate) {}

    X509Certificate make(CertificateKind kind, PublicKey key, Issuer issuer, Instant notBefore, Instant notAfter) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer.name(),
                    new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
                    Date.from(notBefore),
                    Date.from(notAfter),
                    kind.subject(),
                    key);
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, kind.constraints());
            builder.addExtension(Extension.keyUsage, true, kind.keyUsage());
            if (kind.limitedTo().isPresent()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        true,
                        new ExtendedKeyUsage(kind.limitedTo().get()));
            }
            builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    issuer.certificate().isPresent()
                            ? authority(issuer.certificate().get())
                            : identifiers.createAuthorityKeyIdentifier(key));
            if (issuer.certificate().isPresent()) {
                addAddresses(builder);
            }
            return new JcaX509CertificateConverter()
                    .setProvider(provider)
                    .getCertificate(builder.build(new SuiteContentSigner(issuer.key())));
        } catch (GeneralSecurityException | IOException broken) {
            throw new SigningFailedException("no certificate was made", broken);
        }
    }

    /** What the issuer calls its key: one from elsewhere may call it otherwise than we do, or not say. */
    static AuthorityKeyIdentifier authority(X509Certificate issuer) throws GeneralSecurityException, IOException {
        byte[] own = issuer.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        return own == null
                ? new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.getPublicKey())
                : new AuthorityKeyIdentifier(
                        SubjectKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(own))
                                .getKeyIdentifier());
    }

    private void addAddresses(X509v3CertificateBuilder builder) throws IOException {
        if (addresses.revocations().isPresent()) {
            DistributionPointName where = new DistributionPointName(
                    new GeneralNames(uri(addresses.revocations().get())));
            builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(where, null, null)
            }));
        }
        ASN1EncodableVector access = new ASN1EncodableVector();
        addresses
                .status()
                .ifPresent(address -> access.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(address))));
        addresses
                .issuer()
                .ifPresent(
                        address -> access.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(address))));
        if (access.size() > 0) {
            builder.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    AuthorityInformationAccess.getInstance(new DERSequence(access)));
        }
        if (addresses.policy().isPresent()) {
            ASN1ObjectIdentifier policy =
                    new ASN1ObjectIdentifier(addresses.policy().get());
            builder.addExtension(
                    Extension.certificatePolicies, false, new CertificatePolicies(new PolicyInformation(policy)));
        }
    }

    private static GeneralName uri(URI address) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, address.toASCIIString());
    }
}
