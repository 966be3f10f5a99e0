package org.zhengzhao.signing.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/**
 * A small timestamp authority (RFC 3161) for tests, with a root of its own. It makes its tokens with Bouncy Castle directly and
 * shares no code with what reads them. {@link Habit} says what it does wrong.
 */
public final class TestTimestampAuthority {
    public static final String POLICY = "1.3.6.1.4.1.99999.1.1";

    private static final Provider PROVIDER = new BouncyCastleProvider();
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Duration LIFETIME = Duration.ofDays(3650);

    private final SecureRandom random = new SecureRandom();
    private final AtomicLong serial = new AtomicLong(1);
    private final KeyPair rootPair = pair();
    private final KeyPair pair = pair();
    private final Set<Habit> habits;
    private final X509Certificate root;
    private final X509Certificate certificate;

    /** What may be wrong with an authority's certificate or its answers. */
    public enum Habit {
        /** The extended key usage of the certificate is not critical. */
        USAGE_NOT_CRITICAL,
        /** The certificate may also be used by a web server. */
        USAGE_NOT_SOLE,
        /** The certificate says nothing of timestamps. */
        NO_USAGE,
        /** No signed attribute says which certificate it was. */
        SIGNER_NOT_BOUND
    }

    /** An authority without fault, whose certificates begin at that instant. */
    public TestTimestampAuthority(Instant madeAt) {
        this(madeAt, LIFETIME, Set.of(), Optional.empty());
    }

    /**
     * @param lifetime of the signing certificate
     * @param crlAddress where the certificate says that the root's revocation list is
     */
    public TestTimestampAuthority(Instant madeAt, Duration lifetime, Set<Habit> habits, Optional<String> crlAddress) {
        this.habits = Set.copyOf(habits);
        X500Name rootName = new X500Name("CN=Test Timestamp Root,O=Fictional Timestamps,C=CN");
        X500Name name = new X500Name("CN=Test Timestamp Unit 1,O=Fictional Timestamps,C=CN");
        try {
            root = issue(rootName, rootName, rootPair, madeAt, LIFETIME.plusDays(1), builder -> {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            });
            certificate = issue(rootName, name, pair, madeAt, lifetime, builder -> {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                if (!habits.contains(Habit.NO_USAGE)) {
                    List<KeyPurposeId> purposes = new ArrayList<>(List.of(KeyPurposeId.id_kp_timeStamping));
                    if (habits.contains(Habit.USAGE_NOT_SOLE)) {
                        purposes.add(KeyPurposeId.id_kp_serverAuth);
                    }
                    builder.addExtension(
                            Extension.extendedKeyUsage,
                            !habits.contains(Habit.USAGE_NOT_CRITICAL),
                            new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
                }
                if (crlAddress.isPresent()) {
                    GeneralNames address =
                            new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, crlAddress.get()));
                    builder.addExtension(
                            Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                                new DistributionPoint(new DistributionPointName(address), null, null)
                            }));
                }
            });
        } catch (GeneralSecurityException | OperatorCreationException | IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private interface Extending {
        void extend(X509v3CertificateBuilder builder) throws IOException;
    }

    private X509Certificate issue(
            X500Name issuer, X500Name subject, KeyPair subjectPair, Instant from, Duration lifetime, Extending more)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, random),
                Date.from(from),
                Date.from(from.plus(lifetime)),
                subject,
                subjectPair.getPublic());
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(subjectPair.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                identifiers.createAuthorityKeyIdentifier(rootPair.getPublic()));
        more.extend(builder);
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE)
                        .setProvider(PROVIDER)
                        .build(rootPair.getPrivate())));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    public X509Certificate root() {
        return root;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** The root's revocation list: nothing is revoked. */
    public X509CRL revocations(Instant thisUpdate, Instant nextUpdate) {
        return revocations(thisUpdate, nextUpdate, builder -> {});
    }

    /**
     * The root's revocation list with the authority on it.
     *
     * @param reason the code of RFC 5280 §5.3.1
     */
    public X509CRL revoked(Instant thisUpdate, Instant nextUpdate, Instant since, int reason) {
        return revocations(
                thisUpdate,
                nextUpdate,
                builder -> builder.addCRLEntry(certificate.getSerialNumber(), Date.from(since), reason));
    }

    private X509CRL revocations(Instant thisUpdate, Instant nextUpdate, Consumer<X509v2CRLBuilder> entries) {
        try {
            X509v2CRLBuilder builder = new JcaX509v2CRLBuilder(root.getSubjectX500Principal(), Date.from(thisUpdate));
            builder.setNextUpdate(Date.from(nextUpdate));
            entries.accept(builder);
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(rootPair.getPublic()));
            return new JcaX509CRLConverter()
                    .getCRL(builder.build(new JcaContentSignerBuilder(SIGNATURE)
                            .setProvider(PROVIDER)
                            .build(rootPair.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /** The answer to a request, granted. */
    public Bytes respond(Bytes request, Instant time) {
        return respond(request, time, List.of(certificate));
    }

    /** The same with these certificates in the bag. */
    public Bytes respond(Bytes request, Instant time, List<X509Certificate> bag) {
        try {
            return Bytes.of(new TimeStampResp(
                            new PKIStatusInfo(PKIStatus.granted),
                            ContentInfo.getInstance(token(request, time, bag).toArray()))
                    .getEncoded("DER"));
        } catch (IOException memory) {
            throw new AssertionError(memory);
        }
    }

    /** A refusal, with a failure of PKIFailureInfo. */
    public Bytes refuse(int failure, String text) {
        try {
            return Bytes.of(new TimeStampResp(
                            new PKIStatusInfo(PKIStatus.rejection, new PKIFreeText(text), new PKIFailureInfo(failure)),
                            null)
                    .getEncoded("DER"));
        } catch (IOException memory) {
            throw new AssertionError(memory);
        }
    }

    /** A bare token. */
    public Bytes token(Bytes request, Instant time) {
        return token(request, time, List.of(certificate));
    }

    private Bytes token(Bytes request, Instant time, List<X509Certificate> bag) {
        try {
            TimeStampReq asked = TimeStampReq.getInstance(request.toArray());
            TSTInfo info = new TSTInfo(
                    new ASN1ObjectIdentifier(POLICY),
                    asked.getMessageImprint(),
                    new ASN1Integer(serial.getAndIncrement()),
                    new ASN1GeneralizedTime(Date.from(time)),
                    new Accuracy(new ASN1Integer(1), null, null),
                    null,
                    asked.getNonce(),
                    new GeneralName(new JcaX509CertificateHolder(certificate).getSubject()),
                    null);
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder()
                            .setProvider(PROVIDER)
                            .build())
                    .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes()))
                    .build(
                            new JcaContentSignerBuilder(SIGNATURE)
                                    .setProvider(PROVIDER)
                                    .build(pair.getPrivate()),
                            certificate));
            if (asked.getCertReq().isTrue()) {
                generator.addCertificates(new JcaCertStore(bag));
            }
            CMSSignedData token = generator.generate(
                    new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info.getEncoded("DER")), true);
            return Bytes.of(token.getEncoded("DER"));
        } catch (GeneralSecurityException | OperatorCreationException | CMSException | IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private AttributeTable attributes() throws GeneralSecurityException {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        if (!habits.contains(Habit.SIGNER_NOT_BOUND)) {
            attributes.add(new Attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {
                        new ESSCertIDv2(Sha256.of(certificate.getEncoded()).toArray())
                    }))));
        }
        return new AttributeTable(attributes);
    }
}
