package org.zhengzhao.signing.timestamp;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.timestamp.MalformedTimestampException.Reason;

/**
 * The one form of a token in which every octet means something. Much of CMS is covered by no signature: the bag of certificates,
 * names of algorithms, unsigned attributes, forms of lengths. Octets could change there and the token hold all the same.
 */
final class TightToken {
    private TightToken() {}

    /**
     * The token anew, in DER, from what is signed and the certificates of the path.
     *
     * @param path from the signer's certificate upwards
     */
    static Bytes of(TimestampToken token, Collection<X509Certificate> path) throws MalformedTimestampException {
        return Asn1Octets.attempt(Reason.TOKEN, () -> {
            SignedData data = SignedData.getInstance(
                    ContentInfo.getInstance(token.octets().toArray()).getContent());
            SignerInfo given = token.signer().toASN1Structure();
            AlgorithmIdentifier digest =
                    new AlgorithmIdentifier(given.getDigestAlgorithm().getAlgorithm());
            SignerInfo signer = new SignerInfo(
                    signerIdentifier(given.getSID(), path),
                    digest,
                    given.getAuthenticatedAttributes(),
                    signature(given.getDigestEncryptionAlgorithm()),
                    given.getEncryptedDigest(),
                    null);
            ASN1EncodableVector certificates = new ASN1EncodableVector();
            for (X509Certificate certificate : path) {
                if (token.certificates().contains(certificate)) {
                    certificates.add(encoded(certificate));
                }
            }
            SignedData tight = new SignedData(
                    new DERSet(digest),
                    data.getEncapContentInfo(),
                    certificates.size() == 0 ? null : new DERSet(certificates),
                    null,
                    new DERSet(signer));
            return Bytes.of(new ContentInfo(CMSObjectIdentifiers.signedData, tight).getEncoded(ASN1Encoding.DER));
        });
    }

    /** By the name as the certificate has it: names are compared without regard to case. */
    private static SignerIdentifier signerIdentifier(SignerIdentifier given, Collection<X509Certificate> path)
            throws IOException {
        return given.isTagged()
                ? given
                : new SignerIdentifier(
                        new IssuerAndSerialNumber(encoded(path.iterator().next())));
    }

    /** Parameters that mean nothing are left away, but for RSA, which has NULL there (RFC 5754, RFC 8017). */
    private static AlgorithmIdentifier signature(AlgorithmIdentifier given) {
        ASN1ObjectIdentifier identifier = given.getAlgorithm();
        if (identifier.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return given;
        }
        return identifier.on(PKCSObjectIdentifiers.pkcs_1)
                ? new AlgorithmIdentifier(identifier, DERNull.INSTANCE)
                : new AlgorithmIdentifier(identifier);
    }

    private static Certificate encoded(X509Certificate certificate) throws IOException {
        try {
            return new JcaX509CertificateHolder(certificate).toASN1Structure();
        } catch (CertificateEncodingException impossible) {
            throw new IOException(impossible);
        }
    }
}
