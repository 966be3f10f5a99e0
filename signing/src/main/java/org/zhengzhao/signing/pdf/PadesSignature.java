package org.zhengzhao.signing.pdf;

import java.io.IOException;
import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.AlgorithmIdentifiers;
import org.zhengzhao.signing.key.CmsProfile;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.key.SuiteParameters.SuiteKey;

/**
 * The CMS of a PAdES baseline-B signature (ETSI EN 319 142-1 §6.3): detached, one signer, the signed attributes content
 * type, message digest and signing certificate V2 and no others; the claimed time stands in the signature dictionary. With SM2
 * it has the names of GB/T 35275.
 */
final class PadesSignature {
    private final Provider provider;
    private final SignatureVerifier signatures;

    PadesSignature(Provider provider) {
        this.provider = provider;
        this.signatures = new SignatureVerifier(provider);
    }

    /** The most octets that the signature of a key takes. */
    int longest(KeyCertificate key) {
        Suite suite = key.suite();
        Bytes noDigest = Bytes.of(new byte[suite.hash().length()]);
        return container(key, attributes(key, noDigest), new byte[longestValue(key)]).length;
    }

    /** Longest signature value: two integers with a leading zero each, or what the algorithm fixes. */
    private static int longestValue(KeyCertificate key) {
        return switch (key.suite().key()) {
            case SuiteKey.OnCurve on -> 2 + 2 * (2 + 1 + on.curve().octets());
            case SuiteKey.Edwards25519 edwards -> key.suite().rawLength();
            case SuiteKey.RsaPss rsa ->
                key.certificate().getPublicKey() instanceof RSAPublicKey found
                        ? (found.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE
                        : key.suite().rawLength();
        };
    }

    /**
     * Signs a document, and verifies what came back.
     *
     * @param digest by the suite's hash over the octets that the signature covers
     */
    byte[] sign(SigningKey key, Bytes digest) {
        if (digest.length() != key.suite().hash().length()) {
            throw new IllegalArgumentException("a digest of another hash than the suite's");
        }
        KeyCertificate certificate = KeyCertificate.of(key);
        ASN1Set attributes = attributes(certificate, digest);
        Bytes message = Bytes.of(encoded(attributes));
        Bytes signature = key.sign(SignatureForm.DER, message);
        if (!signatures.verifies(
                key.suite(), SignatureForm.DER, certificate.certificate().getPublicKey(), message, signature)) {
            throw new SigningFailedException("the signature that came back is not one of the key's certificate");
        }
        return container(certificate, attributes, signature.toArray());
    }

    private static byte[] container(KeyCertificate key, ASN1Set attributes, byte[] signature) {
        SignerInfo signer = new SignerInfo(
                new SignerIdentifier(new IssuerAndSerialNumber(structure(key.certificate()))),
                AlgorithmIdentifiers.digest(key.suite().hash()),
                attributes,
                AlgorithmIdentifiers.cmsSignature(key.suite()),
                new DEROctetString(signature),
                null);
        ASN1EncodableVector certificates = new ASN1EncodableVector();
        key.chain().forEach(certificate -> certificates.add(structure(certificate)));
        return encoded(CmsProfile.of(key.suite()).container(new DERSet(certificates), signer));
    }

    /** RFC 5652 §11.1 and §11.2, RFC 5035 §3. */
    private ASN1Set attributes(KeyCertificate key, Bytes digest) {
        CmsProfile profile = CmsProfile.of(key.suite());
        ESSCertIDv2 identifier = new ESSCertIDv2(
                AlgorithmIdentifiers.digest(profile.certificateHash()),
                profile.certificateHash()
                        .digest(provider, Bytes.of(encoded(structure(key.certificate()))))
                        .toArray());
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(attribute(CMSAttributes.contentType, profile.data()));
        attributes.add(attribute(CMSAttributes.messageDigest, new DEROctetString(digest.toArray())));
        attributes.add(attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new SigningCertificateV2(new ESSCertIDv2[] {identifier})));
        return new DERSet(attributes);
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }

    private static Certificate structure(X509Certificate certificate) {
        try {
            return Certificate.getInstance(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read can be written", impossible);
        }
    }

    private static byte[] encoded(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException memory) {
            throw new IllegalStateException("nothing is written but to memory", memory);
        }
    }
}
