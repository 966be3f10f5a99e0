package org.zhengzhao.signing.pki;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.signing.key.CertificateNotInForceException;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.key.ProviderKey;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.SoftwareKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.key.SuiteKeyGenerator;
import org.zhengzhao.signing.pki.CertificateMaker.Issuer;

/**
 * Makes the certificates of a registry that brings its own: root, issuing authority, sealing and timestamping certificates.
 * The suite is chosen for each; SM2 certificates are only issued by SM2 certificates, and issue no others.
 */
public final class RegistryPki {
    /** Prefix of {@code organizationIdentifier} (ETSI EN 319 412-1 §5.1.4): national trade register, China. */
    public static final String ORGANISATION_PREFIX = "NTRCN-";

    /** Certificates begin a little earlier than they are made, for readers whose clock is slow. */
    private static final Duration BACKDATE = Duration.ofMinutes(5);

    private final Provider provider;
    private final SignatureVerifier signatures;
    private final SuiteKeyGenerator generator;
    private final CertificateMaker certificates;

    public RegistryPki(Provider provider, SecureRandom random) {
        this(provider, random, PublishedAddresses.NONE);
    }

    /**
     * @param provider Bouncy Castle, made once by the caller
     * @param addresses what all certificates but the root say about where to look
     */
    public RegistryPki(Provider provider, SecureRandom random, PublishedAddresses addresses) {
        this.provider = Objects.requireNonNull(provider);
        this.signatures = new SignatureVerifier(provider);
        this.generator = new SuiteKeyGenerator(provider, random);
        this.certificates = new CertificateMaker(provider, random, addresses);
    }

    /** A private key and its certificate chain, leaf first; the root is part of the chain only of the root itself. */
    public record Issued(PrivateKey key, List<X509Certificate> chain) {
        public Issued {
            chain = List.copyOf(chain);
        }

        public X509Certificate certificate() {
            return chain.getFirst();
        }

        /**
         * The key as a handle that signs.
         *
         * @throws SigningFailedException if the certificate's key is of no suite
         */
        public SigningKey handle(Provider provider) {
            Suite suite = new SignatureVerifier(provider)
                    .keys()
                    .findSuite(certificate().getPublicKey())
                    .orElseThrow(() -> new SigningFailedException("the certificate's key is of no suite"));
            return new SoftwareKey(suite, key, chain, provider);
        }

        /** The certificate only. */
        @Override
        public String toString() {
            return "Issued[" + certificate().getSubjectX500Principal() + "]";
        }
    }

    public Issued root(String registryName, Instant now) {
        return root(Suite.ES256, registryName, now);
    }

    public Issued root(Suite suite, String registryName, Instant now) {
        KeyPair pair = generator.generate(suite);
        CertificateKind kind = new CertificateKind.Root(registryName);
        KeyHandle itself = new ProviderKey(suite, pair.getPrivate(), pair.getPublic(), provider, signatures);
        X509Certificate certificate = certificates.make(
                kind,
                pair.getPublic(),
                new Issuer(kind.subject(), itself, Optional.empty()),
                now.minus(BACKDATE),
                now.plus(kind.lifetime()));
        return new Issued(pair.getPrivate(), List.of(certificate));
    }

    public Issued issuingAuthority(String registryName, Issued root, Instant now) {
        return issuingAuthority(Suite.ES256, registryName, root, now);
    }

    public Issued issuingAuthority(Suite suite, String registryName, Issued root, Instant now) {
        return issue(suite, new CertificateKind.IssuingAuthority(registryName), root, now);
    }

    public Issued sealing(Authority authority, Issued issuer, Instant now) {
        return sealing(Suite.ES256, authority, issuer, now);
    }

    /** The certificate under which one authority seals licenses; it carries the authority's USCC. */
    public Issued sealing(Suite suite, Authority authority, Issued issuer, Instant now) {
        return issue(suite, new CertificateKind.Sealing(authority), issuer, now);
    }

    /** The certificate of a timestamp authority: that purpose only, critical (RFC 3161 §2.3). */
    public Issued timestamping(Suite suite, String registryName, Issued issuer, Instant now) {
        return issue(suite, new CertificateKind.Timestamping(registryName), issuer, now);
    }

    /** A key of the registry itself, for one purpose. */
    public Issued registry(Suite suite, String registryName, RegistryPurpose purpose, Issued issuer, Instant now) {
        return issue(suite, new CertificateKind.Registry(registryName, purpose), issuer, now);
    }

    private Issued issue(Suite suite, CertificateKind kind, Issued issuer, Instant now) {
        KeyPair pair = generator.generate(suite);
        return new Issued(pair.getPrivate(), certify(pair.getPublic(), kind, issuer.handle(provider), now));
    }

    /**
     * Issues a certificate for a key that lives elsewhere, in a token for instance.
     *
     * @return the chain, leaf first, without the root
     * @throws CertificateNotInForceException if the issuer's certificate, or one above it, is not valid now
     * @throws IllegalArgumentException if the key is of no suite, or SM2 and others would be mixed
     */
    public List<X509Certificate> certify(PublicKey key, CertificateKind kind, SigningKey issuer, Instant now) {
        Suite suite = signatures
                .keys()
                .findSuite(key)
                .filter(found -> signatures.keys().signsLicenses(found, key))
                .orElseThrow(() -> new IllegalArgumentException("the key is of no suite"));
        if ((suite == Suite.SM2) != (issuer.suite() == Suite.SM2)) {
            throw new IllegalArgumentException(
                    "SM2 certificates are issued by SM2 certificates only, and issue no others");
        }
        issuer.requireInForce(now);
        X509Certificate above = issuer.certificate();
        X509Certificate certificate = certificates.make(
                kind,
                key,
                new Issuer(
                        X500Name.getInstance(above.getSubjectX500Principal().getEncoded()), issuer, Optional.of(above)),
                later(now.minus(BACKDATE), above.getNotBefore().toInstant()),
                earlier(now.plus(kind.lifetime()), above.getNotAfter().toInstant()));
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        if (!above.getSubjectX500Principal().equals(above.getIssuerX500Principal())) {
            chain.addAll(issuer.chain());
        }
        return List.copyOf(chain);
    }

    /** No certificate lives longer than the one that issued it. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The USCC in a sealing certificate's subject; empty where there is none or more than one. */
    public static Optional<Uscc> organisationOf(X509Certificate certificate) {
        return OrganisationIdentifier.find(certificate);
    }

    /** The organisation in a certificate's subject, which for a registry's own keys is its name; empty where not exactly one. */
    public static Optional<String> registryNameOf(X509Certificate certificate) {
        return OrganisationIdentifier.findName(certificate);
    }
}
