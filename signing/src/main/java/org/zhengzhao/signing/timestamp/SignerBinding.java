package org.zhengzhao.signing.timestamp;

import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.SignerInformation;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.timestamp.MalformedTimestampException.Reason;

/**
 * Which certificate a token says it was signed under: by name and number or key identifier in its SignerInfo, and by hash in the
 * signed attribute signing-certificate (RFC 2634 §5.4) or its second version (RFC 5035). RFC 3161 §2.4.1 asks for the attribute.
 */
final class SignerBinding {
    private final SignerInformation signer;
    private final Provider provider;
    private final List<Identifier> identifiers;

    private record Identifier(HashAlgorithm hash, Bytes digest, Optional<IssuerSerial> issuer) {}

    private SignerBinding(SignerInformation signer, Provider provider, List<Identifier> identifiers) {
        this.signer = signer;
        this.provider = provider;
        this.identifiers = identifiers;
    }

    static SignerBinding read(SignerInformation signer, Provider provider) throws MalformedTimestampException {
        return Asn1Octets.attempt(Reason.SIGNER_INFO, () -> {
            AttributeTable attributes = signer.getSignedAttributes();
            List<Identifier> identifiers = new ArrayList<>();
            // The first identifier of each is the signer's; others would be of certificates above it.
            for (ASN1Encodable value : values(attributes, PKCSObjectIdentifiers.id_aa_signingCertificate)) {
                ESSCertID first = SigningCertificate.getInstance(value).getCerts()[0];
                identifiers.add(new Identifier(
                        HashAlgorithm.SHA1,
                        Bytes.of(first.getCertHash()),
                        Optional.ofNullable(first.getIssuerSerial())));
            }
            for (ASN1Encodable value : values(attributes, PKCSObjectIdentifiers.id_aa_signingCertificateV2)) {
                ESSCertIDv2 first = SigningCertificateV2.getInstance(value).getCerts()[0];
                identifiers.add(new Identifier(
                        TimestampAlgorithms.findHash(first.getHashAlgorithm().getAlgorithm())
                                .orElseThrow(() -> new MalformedTimestampException(Reason.SIGNER_INFO)),
                        Bytes.of(first.getCertHash()),
                        Optional.ofNullable(first.getIssuerSerial())));
            }
            return new SignerBinding(signer, provider, List.copyOf(identifiers));
        });
    }

    private static List<ASN1Encodable> values(AttributeTable attributes, ASN1ObjectIdentifier type)
            throws MalformedTimestampException {
        ASN1EncodableVector found = attributes.getAll(type);
        if (found.size() == 0) {
            return List.of();
        }
        Attribute attribute = Attribute.getInstance(found.get(0));
        if (found.size() > 1 || attribute.getAttrValues().size() != 1) {
            throw new MalformedTimestampException(Reason.SIGNER_INFO);
        }
        return List.of(attribute.getAttrValues().getObjectAt(0));
    }

    /** Whether everything that names a certificate names this one, and something that is signed does. */
    boolean names(X509Certificate certificate) {
        try {
            X509CertificateHolder holder = new JcaX509CertificateHolder(certificate);
            Bytes encoded = Bytes.of(certificate.getEncoded());
            return signer.getSID().match(holder)
                    && !identifiers.isEmpty()
                    && identifiers.stream().allMatch(identifier -> names(identifier, holder, encoded));
        } catch (CertificateEncodingException | RuntimeException unreadable) {
            return false;
        }
    }

    private boolean names(Identifier identifier, X509CertificateHolder certificate, Bytes encoded) {
        return identifier.hash().digest(provider, encoded).equals(identifier.digest())
                && identifier.issuer().map(issuer -> names(issuer, certificate)).orElse(true);
    }

    private static boolean names(IssuerSerial issuer, X509CertificateHolder certificate) {
        return issuer.getSerial().hasValue(certificate.getSerialNumber())
                && issuer.getIssuer().equals(new GeneralNames(new GeneralName(certificate.getIssuer())));
    }
}
