package org.zhengzhao.signing.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.zhengzhao.schema.bytes.Bytes;

/** Reads all parts of a certificate at once, within limits (RFC 5280 §4.1, §4.2). */
final class CertificateReader {
    private CertificateReader() {}

    static CertificateView read(X509Certificate certificate) throws UnusableCertificateException {
        try {
            byte[] der = certificate.getEncoded();
            if (der.length > X509Limits.MAX_CERTIFICATE_OCTETS) {
                throw new UnusableCertificateException(PathProblem.LIMIT, "certificate");
            }
            return view(certificate, Certificate.getInstance(Der.read(der, X509Limits.MAX_CERTIFICATE_ELEMENTS)));
        } catch (CertificateEncodingException | IOException | RuntimeException malformed) {
            // Bouncy Castle answers malformed parts with many unchecked exceptions; all mean the same here.
            throw new UnusableCertificateException(PathProblem.MALFORMED, "certificate");
        }
    }

    private static CertificateView view(X509Certificate original, Certificate certificate)
            throws IOException, UnusableCertificateException {
        TBSCertificate body = certificate.getTBSCertificate();
        // §4.1.1.2: the algorithm outside of the signature is the one inside.
        require(certificate.getSignatureAlgorithm().equals(body.getSignature()), "signature algorithm");
        require(certificate.getSignature().getPadBits() == 0, "signature");
        ExtensionValues extensions = ExtensionValues.of(body.getExtensions());
        // §4.1.2.1: extensions are a thing of version 3.
        require(body.getVersionNumber() >= 1 && body.getVersionNumber() <= 3, "version");
        require(extensions.isEmpty() || body.getVersionNumber() == 3, "version");
        BigInteger serial = body.getSerialNumber().getValue();
        // §4.1.2.2: up to 20 octets. Negative numbers are to be handled gracefully; zero identifies nothing here.
        require(serial.bitLength() < 20 * 8, "serial number");
        DistinguishedName issuer = DistinguishedName.of(body.getIssuer());
        // §4.1.2.4: the issuer has a name.
        require(!issuer.isEmpty(), "issuer");
        CertificateView.Authority authority = authority(extensions);
        return new CertificateView(
                original,
                Bytes.of(body.getEncoded("DER")),
                certificate.getSignatureAlgorithm(),
                Bytes.of(certificate.getSignature().getOctets()),
                DistinguishedName.of(body.getSubject()),
                issuer,
                serial,
                time(body.getStartDate().getDate()),
                time(body.getEndDate().getDate()),
                body.getSubjectPublicKeyInfo(),
                KeyForm.of(body.getSubjectPublicKeyInfo()),
                authority,
                extensions.value(Extension.keyUsage).map(CertificateReader::keyUses),
                extendedKeyUses(extensions),
                extensions
                        .value(Extension.subjectKeyIdentifier)
                        .map(value ->
                                Bytes.of(ASN1OctetString.getInstance(value).getOctets())),
                authorityKey(extensions),
                alternativeNames(extensions),
                nameConstraints(extensions),
                policies(extensions),
                extensions.value(Extension.cRLDistributionPoints).map(CRLDistPoint::getInstance),
                extensions.identifiers(),
                extensions.critical());
    }

    private static Instant time(java.util.Date date) {
        return date.toInstant();
    }

    private static CertificateView.Authority authority(ExtensionValues extensions) throws UnusableCertificateException {
        Optional<ASN1Encodable> value = extensions.value(Extension.basicConstraints);
        if (value.isEmpty()) {
            return CertificateView.Authority.NOT_STATED;
        }
        BasicConstraints constraints = BasicConstraints.getInstance(value.get());
        BigInteger length = constraints.getPathLenConstraint();
        require(length == null || length.signum() >= 0, "path length");
        return new CertificateView.Authority(
                true,
                constraints.isCA(),
                length == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(
                                length.min(BigInteger.valueOf(Short.MAX_VALUE)).intValue()));
    }

    private static CertificateView.KeyUses keyUses(ASN1Encodable value) {
        KeyUsage usage = KeyUsage.getInstance(value);
        boolean any = false;
        for (byte octet : usage.getBytes()) {
            any |= octet != 0;
        }
        return new CertificateView.KeyUses(
                any,
                usage.hasUsages(KeyUsage.digitalSignature),
                usage.hasUsages(KeyUsage.keyCertSign),
                usage.hasUsages(KeyUsage.cRLSign));
    }

    private static Optional<Set<String>> extendedKeyUses(ExtensionValues extensions)
            throws UnusableCertificateException {
        Optional<ASN1Encodable> value = extensions.value(Extension.extendedKeyUsage);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Set<String> purposes = new HashSet<>();
        for (KeyPurposeId purpose : ExtendedKeyUsage.getInstance(value.get()).getUsages()) {
            purposes.add(purpose.getId());
        }
        require(!purposes.isEmpty(), "extended key usage");
        return Optional.of(Set.copyOf(purposes));
    }

    private static Optional<Bytes> authorityKey(ExtensionValues extensions) {
        return extensions
                .value(Extension.authorityKeyIdentifier)
                .map(AuthorityKeyIdentifier::getInstance)
                .flatMap(identifier -> Optional.ofNullable(identifier.getKeyIdentifierOctets()))
                .map(Bytes::of);
    }

    private static List<AlternativeName> alternativeNames(ExtensionValues extensions)
            throws UnusableCertificateException {
        Optional<ASN1Encodable> value = extensions.value(Extension.subjectAlternativeName);
        if (value.isEmpty()) {
            return List.of();
        }
        List<AlternativeName> names =
                AlternativeName.listOf(GeneralNames.getInstance(value.get()).getNames());
        // §4.2.1.6: at least one.
        require(!names.isEmpty(), "alternative names");
        return names;
    }

    private static Optional<NameConstraintSet> nameConstraints(ExtensionValues extensions)
            throws UnusableCertificateException {
        Optional<ASN1Encodable> value = extensions.value(Extension.nameConstraints);
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(NameConstraintSet.of(NameConstraints.getInstance(value.get())));
    }

    private static PolicyExtensions policies(ExtensionValues extensions) throws UnusableCertificateException {
        return PolicyExtensions.of(
                extensions
                        .value(Extension.certificatePolicies)
                        .map(CertificatePolicies::getInstance)
                        .orElse(null),
                extensions
                        .value(Extension.policyMappings)
                        .map(ASN1Sequence::getInstance)
                        .orElse(null),
                extensions
                        .value(Extension.policyConstraints)
                        .map(PolicyConstraints::getInstance)
                        .orElse(null),
                extensions
                        .value(Extension.inhibitAnyPolicy)
                        .map(ASN1Integer::getInstance)
                        .orElse(null));
    }

    private static void require(boolean holds, String part) throws UnusableCertificateException {
        if (!holds) {
            throw new UnusableCertificateException(PathProblem.MALFORMED, part);
        }
    }
}
