package org.zhengzhao.signing.cms;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cms.SignerInformation;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.cms.MalformedCmsException.Reason;

/** The attributes of a signer, each at most once (RFC 5652 §11 and RFC 5035). */
final class SignedAttributes {
    private static final int MAX_TIMESTAMPS = 16;

    private final AttributeTable signed;
    private final SignerInformation signer;

    private SignedAttributes(AttributeTable signed, SignerInformation signer) {
        this.signed = signed;
        this.signer = signer;
    }

    static SignedAttributes of(SignerInformation signer) throws MalformedCmsException {
        AttributeTable signed = signer.getSignedAttributes();
        // Without them the signature would cover the content itself, and nothing would bind the certificate.
        if (signed == null) {
            throw new MalformedCmsException(Reason.ATTRIBUTES, "none");
        }
        return new SignedAttributes(signed, signer);
    }

    String contentType() throws MalformedCmsException {
        return ASN1ObjectIdentifier.getInstance(require(CMSAttributes.contentType, "content-type"))
                .getId();
    }

    Bytes messageDigest() throws MalformedCmsException {
        return Bytes.of(ASN1OctetString.getInstance(require(CMSAttributes.messageDigest, "message-digest"))
                .getOctets());
    }

    Optional<Instant> claimedTime() throws MalformedCmsException {
        return find(CMSAttributes.signingTime, "signing-time")
                .map(value -> Time.getInstance(value).getDate().toInstant());
    }

    /** Whether the first certificate that each version of the attribute names is this one; empty where there is neither. */
    Optional<Boolean> names(X509Certificate certificate, Provider provider)
            throws MalformedCmsException, CertificateEncodingException {
        Optional<ASN1Encodable> first = find(PKCSObjectIdentifiers.id_aa_signingCertificate, "signing-certificate");
        Optional<ASN1Encodable> second =
                find(PKCSObjectIdentifiers.id_aa_signingCertificateV2, "signing-certificate-v2");
        if (first.isEmpty() && second.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer encoded = ByteBuffer.wrap(certificate.getEncoded());
        boolean named = true;
        if (first.isPresent()) {
            ESSCertID identifier = SigningCertificate.getInstance(first.get()).getCerts()[0];
            named = Bytes.of(identifier.getCertHash()).equals(HashAlgorithm.SHA1.digest(provider, encoded))
                    && numbered(identifier.getIssuerSerial(), certificate);
        }
        if (second.isPresent()) {
            ESSCertIDv2 identifier =
                    SigningCertificateV2.getInstance(second.get()).getCerts()[0];
            named &= HashAlgorithm.find(identifier.getHashAlgorithm().getAlgorithm())
                            .filter(hash -> hash.digest(provider, encoded).equals(Bytes.of(identifier.getCertHash())))
                            .isPresent()
                    && numbered(identifier.getIssuerSerial(), certificate);
        }
        return Optional.of(named);
    }

    @SuppressWarnings("NullAway") // Bouncy Castle answers null where the optional part is absent
    private static boolean numbered(IssuerSerial issuer, X509Certificate certificate) {
        return issuer == null || issuer.getSerial().hasValue(certificate.getSerialNumber());
    }

    List<Bytes> timestamps() throws MalformedCmsException, IOException {
        AttributeTable unsigned = signer.getUnsignedAttributes();
        if (unsigned == null) {
            return List.of();
        }
        List<Bytes> timestamps = new ArrayList<>();
        ASN1EncodableVector found = unsigned.getAll(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
        for (int i = 0; i < found.size(); i++) {
            for (ASN1Encodable value : Attribute.getInstance(found.get(i)).getAttrValues()) {
                if (timestamps.size() == MAX_TIMESTAMPS) {
                    throw new MalformedCmsException(Reason.LIMIT);
                }
                // As it stands: DER where the container is DER. Another encoding would break the token's own signature.
                timestamps.add(Bytes.of(value.toASN1Primitive().getEncoded(ASN1Encoding.BER)));
            }
        }
        return timestamps;
    }

    private ASN1Encodable require(ASN1ObjectIdentifier type, String name) throws MalformedCmsException {
        return find(type, name).orElseThrow(() -> new MalformedCmsException(Reason.ATTRIBUTES, name));
    }

    private Optional<ASN1Encodable> find(ASN1ObjectIdentifier type, String name) throws MalformedCmsException {
        ASN1EncodableVector found = signed.getAll(type);
        if (found.size() == 0) {
            return Optional.empty();
        }
        Attribute attribute = Attribute.getInstance(found.get(0));
        if (found.size() > 1 || attribute.getAttrValues().size() != 1) {
            throw new MalformedCmsException(Reason.ATTRIBUTES, name);
        }
        return Optional.of(attribute.getAttrValues().getObjectAt(0));
    }
}
