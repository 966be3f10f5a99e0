package org.zhengzhao.signing.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.key.AlgorithmIdentifiers;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;

/**
 * The CMS of a PAdES baseline-B signature (ETSI EN 319 142-1 §6.3): detached, one signer, the signed attributes content
 * type, message digest and signing certificate V2 and no others; the claimed time stands in the signature dictionary.
 */
final class PadesSignature {
    /** DER of an ECDSA signature on P-256: two integers of at most 33 octets. */
    private static final int LONGEST_SIGNATURE = 72;

    private final Provider provider;

    PadesSignature(Provider provider) {
        this.provider = provider;
    }

    /** The most octets that the signature of a key takes. */
    int longest(KeyCertificate key) {
        return sign(key, new byte[32], message -> new byte[LONGEST_SIGNATURE]).length + 8;
    }

    /** Signs a document of which {@code digest} is the hash over the signed octets, and verifies what came back. */
    byte[] sign(SigningKey key, byte[] digest) {
        byte[] signature = sign(
                KeyCertificate.of(key), digest, message -> key.signDer(message).toArray());
        verify(signature, digest, key.certificate());
        return signature;
    }

    private interface Signing {
        byte[] sign(byte[] message);
    }

    private byte[] sign(KeyCertificate key, byte[] digest, Signing signing) {
        try {
            X509CertificateHolder certificate = new JcaX509CertificateHolder(key.certificate());
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new SignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder()
                            .setProvider(provider)
                            .build())
                    .setSignedAttributeGenerator(attributes(digest, key.certificate()))
                    .build(new Signer(key.suite(), signing), certificate));
            generator.addCertificates(new JcaCertStore(key.chain()));
            return generator.generate(new CMSAbsentContent()).getEncoded("DER");
        } catch (CMSException | OperatorCreationException | CertificateEncodingException | IOException broken) {
            throw new SigningFailedException("no signature was made", broken);
        }
    }

    private static CMSAttributeTableGenerator attributes(byte[] digest, X509Certificate certificate)
            throws CertificateEncodingException {
        ESSCertIDv2 identifier = new ESSCertIDv2(
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256),
                Sha256.of(certificate.getEncoded()).toArray());
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(attribute(CMSAttributes.contentType, PKCSObjectIdentifiers.data));
        attributes.add(attribute(CMSAttributes.messageDigest, new DEROctetString(digest)));
        attributes.add(attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new SigningCertificateV2(new ESSCertIDv2[] {identifier})));
        ASN1EncodableVector vector = new ASN1EncodableVector();
        attributes.forEach(vector::add);
        AttributeTable table = new AttributeTable(vector);
        return parameters -> table;
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }

    /** Hands what Bouncy Castle wants signed to the key. */
    private static final class Signer implements ContentSigner {
        private final Suite suite;
        private final Signing signing;
        private final ByteArrayOutputStream message = new ByteArrayOutputStream();

        Signer(Suite suite, Signing signing) {
            this.suite = suite;
            this.signing = signing;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return AlgorithmIdentifiers.cmsSignature(suite);
        }

        @Override
        public OutputStream getOutputStream() {
            return message;
        }

        @Override
        public byte[] getSignature() {
            return signing.sign(message.toByteArray());
        }
    }

    private void verify(byte[] signature, byte[] digest, X509Certificate certificate) {
        try {
            Map<String, byte[]> hashes = new HashMap<>();
            hashes.put(NISTObjectIdentifiers.id_sha256.getId(), digest);
            CMSSignedData read = new CMSSignedData(hashes, signature);
            List<SignerInformation> signers =
                    new ArrayList<>(read.getSignerInfos().getSigners());
            if (signers.size() != 1
                    || !signers.getFirst()
                            .verify(new JcaSimpleSignerInfoVerifierBuilder()
                                    .setProvider(provider)
                                    .build(certificate.getPublicKey()))) {
                throw new SigningFailedException(
                        "the signature that came back is not one of the key's certificate",
                        new IllegalStateException("verification failed"));
            }
        } catch (CMSException | OperatorCreationException broken) {
            throw new SigningFailedException("the signature that came back is broken", broken);
        }
    }
}
