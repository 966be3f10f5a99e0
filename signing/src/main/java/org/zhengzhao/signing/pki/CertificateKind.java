package org.zhengzhao.signing.pki;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.zhengzhao.schema.license.Authority;

/** What a certificate of a registry is for. The kind decides on name, usage and lifetime; nothing else can be asked for. */
public sealed interface CertificateKind {
    /** The registry's root. */
    record Root(String registryName) implements CertificateKind {
        public Root {
            Objects.requireNonNull(registryName);
        }
    }

    /** What issues sealing and timestamping certificates, and signs what was revoked. */
    record IssuingAuthority(String registryName) implements CertificateKind {
        public IssuingAuthority {
            Objects.requireNonNull(registryName);
        }
    }

    /** Seals the licenses of one authority; carries its USCC. */
    record Sealing(Authority authority) implements CertificateKind {
        public Sealing {
            Objects.requireNonNull(authority);
        }
    }

    /** Signs timestamps and nothing else (RFC 3161 §2.3). */
    record Timestamping(String registryName) implements CertificateKind {
        public Timestamping {
            Objects.requireNonNull(registryName);
        }
    }

    /** Signs for the registry itself what is of that purpose, and nothing else. */
    record Registry(String registryName, RegistryPurpose purpose) implements CertificateKind {
        public Registry {
            Objects.requireNonNull(registryName);
            Objects.requireNonNull(purpose);
        }
    }

    /** Subject of a certificate of that kind. */
    default X500Name subject() {
        return switch (this) {
            case Root root -> name(root.registryName(), root.registryName() + " Root CA");
            case IssuingAuthority issuing -> name(issuing.registryName(), issuing.registryName() + " Issuing CA");
            case Sealing sealing -> subject(sealing.authority());
            case Timestamping timestamping ->
                name(timestamping.registryName(), timestamping.registryName() + " Timestamping");
            case Registry registry ->
                name(
                        registry.registryName(),
                        registry.registryName() + " " + registry.purpose().title());
        };
    }

    /** The name of an authority as a sealing certificate has it, with the USCC as EN 319 412-1 §5.1.4 writes it. */
    static X500Name subject(Authority authority) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "CN")
                .addRDN(BCStyle.O, authority.name())
                .addRDN(
                        BCStyle.ORGANIZATION_IDENTIFIER,
                        RegistryPki.ORGANISATION_PREFIX + authority.code().value())
                .addRDN(BCStyle.CN, authority.name())
                .build();
    }

    private static X500Name name(String organisation, String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "CN")
                .addRDN(BCStyle.O, organisation)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    default BasicConstraints constraints() {
        return switch (this) {
            case Root root -> new BasicConstraints(1);
            case IssuingAuthority issuing -> new BasicConstraints(0);
            case Sealing sealing -> new BasicConstraints(false);
            case Timestamping timestamping -> new BasicConstraints(false);
            case Registry registry -> new BasicConstraints(false);
        };
    }

    default KeyUsage keyUsage() {
        return switch (this) {
            case Root root -> new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
            case IssuingAuthority issuing -> new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
            case Sealing sealing -> new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
            case Timestamping timestamping -> new KeyUsage(KeyUsage.digitalSignature);
            case Registry registry -> new KeyUsage(KeyUsage.digitalSignature);
        };
    }

    /** The one purpose that the key is limited to, if it is. */
    default Optional<KeyPurposeId> limitedTo() {
        return switch (this) {
            case Root root -> Optional.empty();
            case IssuingAuthority issuing -> Optional.empty();
            case Sealing sealing -> Optional.empty();
            case Timestamping timestamping -> Optional.of(KeyPurposeId.id_kp_timeStamping);
            case Registry registry ->
                Optional.of(KeyPurposeId.getInstance(
                        new ASN1ObjectIdentifier(registry.purpose().objectIdentifier())));
        };
    }

    default Duration lifetime() {
        return switch (this) {
            case Root root -> Duration.ofDays(365L * 20);
            case IssuingAuthority issuing -> Duration.ofDays(365L * 10);
            case Sealing sealing -> Duration.ofDays(365L * 3);
            case Timestamping timestamping -> Duration.ofDays(365L * 5);
            case Registry registry ->
                switch (registry.purpose()) {
                    case STATUS_LISTS, OFFLINE_BUNDLES -> Duration.ofDays(365L * 3);
                    // Receipts are looked at years after they were filed, and only the certificate says who signed
                    // them.
                    case RECORDS -> Duration.ofDays(365L * 10);
                };
        };
    }
}
