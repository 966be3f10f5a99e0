package org.zhengzhao.signing.x509;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.zhengzhao.signing.testkit.TestPki;

/** Makes certificates that are right, but for what a test changes. */
final class Recipe {
    static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final X500Name subject;
    private final Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();
    private Optional<Made> issuer = Optional.empty();
    private Optional<KeyPair> keys = Optional.empty();
    private BigInteger serial = new BigInteger(120, RANDOM).setBit(100);
    private Instant from = Instant.parse("2025-01-01T00:00:00Z");
    private Instant until = Instant.parse("2035-01-01T00:00:00Z");
    private String algorithm = "SHA256withECDSA";

    /** A certificate and its key. */
    record Made(X509Certificate certificate, KeyPair keys) {
        X500Name subject() {
            return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        }

        PrivateKey key() {
            return keys.getPrivate();
        }
    }

    private Recipe(String subject) {
        this.subject = new X500Name(subject);
    }

    static Recipe authority(String subject) {
        return new Recipe(subject)
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    static Recipe end(String subject) {
        return new Recipe(subject).with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    }

    static Made root() {
        return authority("CN=Root").make();
    }

    Recipe by(Made other) {
        issuer = Optional.of(other);
        return this;
    }

    Recipe with(ASN1ObjectIdentifier identifier, boolean critical, ASN1Encodable value) {
        try {
            extensions.put(
                    identifier,
                    new Extension(identifier, critical, value.toASN1Primitive().getEncoded("DER")));
            return this;
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Recipe withRaw(ASN1ObjectIdentifier identifier, boolean critical, byte[] value) {
        extensions.put(identifier, new Extension(identifier, critical, value));
        return this;
    }

    Recipe without(ASN1ObjectIdentifier identifier) {
        extensions.remove(identifier);
        return this;
    }

    Recipe pathLength(int length) {
        return with(Extension.basicConstraints, true, new BasicConstraints(length));
    }

    Recipe named(int form, String... names) {
        GeneralName[] all = new GeneralName[names.length];
        for (int i = 0; i < names.length; i++) {
            all[i] = new GeneralName(form, names[i]);
        }
        return with(Extension.subjectAlternativeName, false, new GeneralNames(all));
    }

    Recipe purposes(boolean critical, KeyPurposeId... purposes) {
        return with(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purposes));
    }

    Recipe serial(long number) {
        serial = BigInteger.valueOf(number);
        return this;
    }

    Recipe valid(String first, String last) {
        from = Instant.parse(first);
        until = Instant.parse(last);
        return this;
    }

    Recipe keys(KeyPair other) {
        keys = Optional.of(other);
        return this;
    }

    /** How the issuer signs. */
    Recipe signed(String other) {
        algorithm = other;
        return this;
    }

    Made make() {
        KeyPair pair = keys.orElseGet(Recipe::p256);
        KeyPair signing = issuer.map(Made::keys).orElse(pair);
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer.map(Made::subject).orElse(subject),
                    serial,
                    Date.from(from),
                    Date.from(until),
                    subject,
                    pair.getPublic());
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(pair.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(signing.getPublic()));
            for (Extension extension : extensions.values()) {
                builder.addExtension(extension);
            }
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .setProvider(TestPki.PROVIDER)
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm)
                            .setProvider(TestPki.PROVIDER)
                            .build(signing.getPrivate())));
            return new Made(certificate, pair);
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static KeyPair p256() {
        return ec("P-256");
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", TestPki.PROVIDER);
            generator.initialize(new ECGenParameterSpec(curve), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, TestPki.PROVIDER);
            if (bits > 0) {
                generator.initialize(bits, RANDOM);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
