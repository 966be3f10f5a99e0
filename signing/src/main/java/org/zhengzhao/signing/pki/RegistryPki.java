package org.zhengzhao.signing.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.signing.key.ProviderKey;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.key.SuiteContentSigner;
import org.zhengzhao.signing.key.SuiteKeyGenerator;

/** Makes the certificates of a registry that brings its own: root, issuing authority, sealing certificates. */
public final class RegistryPki {
    /** Prefix of {@code organizationIdentifier} (ETSI EN 319 412-1 §5.1.4): national trade register, China. */
    public static final String ORGANISATION_PREFIX = "NTRCN-";

    private static final Duration ROOT_LIFETIME = Duration.ofDays(365L * 20);
    private static final Duration ISSUER_LIFETIME = Duration.ofDays(365L * 10);
    private static final Duration SEALING_LIFETIME = Duration.ofDays(365L * 3);
    /** Certificates begin a little earlier than they are made, for readers whose clock is slow. */
    private static final Duration BACKDATE = Duration.ofMinutes(5);

    private final Provider provider;
    private final SecureRandom random;

    public RegistryPki(Provider provider, SecureRandom random) {
        this.provider = Objects.requireNonNull(provider);
        this.random = Objects.requireNonNull(random);
    }

    /** A private key and its certificate chain, leaf first; the root is part of the chain only of the root itself. */
    public record Issued(PrivateKey key, List<X509Certificate> chain) {
        public Issued {
            chain = List.copyOf(chain);
        }

        public X509Certificate certificate() {
            return chain.getFirst();
        }

        /** The certificate only. */
        @Override
        public String toString() {
            return "Issued[" + certificate().getSubjectX500Principal() + "]";
        }
    }

    public Issued root(String registryName, Instant now) {
        KeyPair pair = newKeyPair();
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "CN")
                .addRDN(BCStyle.O, registryName)
                .addRDN(BCStyle.CN, registryName + " Root CA")
                .build();
        return issue(name, name, pair, pair, List.of(), authorityUsage(1), now, ROOT_LIFETIME);
    }

    public Issued issuingAuthority(String registryName, Issued root, Instant now) {
        KeyPair pair = newKeyPair();
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "CN")
                .addRDN(BCStyle.O, registryName)
                .addRDN(BCStyle.CN, registryName + " Issuing CA")
                .build();
        return issue(name, pair, root, authorityUsage(0), now, ISSUER_LIFETIME);
    }

    /** The certificate under which one authority seals licenses; it carries the authority's USCC. */
    public Issued sealing(Authority authority, Issued issuer, Instant now) {
        KeyPair pair = newKeyPair();
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "CN")
                .addRDN(BCStyle.O, authority.name())
                .addRDN(
                        BCStyle.ORGANIZATION_IDENTIFIER,
                        ORGANISATION_PREFIX + authority.code().value())
                .addRDN(BCStyle.CN, authority.name())
                .build();
        Usage usage = new Usage(
                new BasicConstraints(false), new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        return issue(name, pair, issuer, usage, now, SEALING_LIFETIME);
    }

    /** The USCC in a sealing certificate's subject; empty where there is none or more than one. */
    public static Optional<Uscc> organisationOf(X509Certificate certificate) {
        return OrganisationIdentifier.find(certificate);
    }

    private record Usage(BasicConstraints constraints, KeyUsage keyUsage) {}

    private static Usage authorityUsage(int pathLength) {
        return new Usage(new BasicConstraints(pathLength), new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    private Issued issue(X500Name name, KeyPair pair, Issued issuer, Usage usage, Instant now, Duration lifetime) {
        X500Name issuerName = X500Name.getInstance(
                issuer.certificate().getSubjectX500Principal().getEncoded());
        KeyPair issuerPair = new KeyPair(issuer.certificate().getPublicKey(), issuer.key());
        boolean issuerIsRoot = issuer.certificate()
                .getSubjectX500Principal()
                .equals(issuer.certificate().getIssuerX500Principal());
        return issue(
                name, issuerName, pair, issuerPair, issuerIsRoot ? List.of() : issuer.chain(), usage, now, lifetime);
    }

    private Issued issue(
            X500Name subject,
            X500Name issuer,
            KeyPair pair,
            KeyPair issuerPair,
            List<X509Certificate> above,
            Usage usage,
            Instant now,
            Duration lifetime) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(159, random),
                    Date.from(now.minus(BACKDATE)),
                    Date.from(now.plus(lifetime)),
                    subject,
                    pair.getPublic());
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, usage.constraints());
            builder.addExtension(Extension.keyUsage, true, usage.keyUsage());
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(pair.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(issuerPair.getPublic()));
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new SuiteContentSigner(new ProviderKey(
                            Suite.ES256,
                            issuerPair.getPrivate(),
                            issuerPair.getPublic(),
                            provider,
                            new SignatureVerifier(provider)))));
            List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
            chain.addAll(above);
            return new Issued(pair.getPrivate(), chain);
        } catch (GeneralSecurityException | CertIOException broken) {
            throw new SigningFailedException("no certificate was made", broken);
        }
    }

    private KeyPair newKeyPair() {
        return new SuiteKeyGenerator(provider, random).generate(Suite.ES256);
    }
}
