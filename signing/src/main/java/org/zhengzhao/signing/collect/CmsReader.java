package org.zhengzhao.signing.collect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.AlgorithmIdentifiers;
import org.zhengzhao.signing.key.CmsProfile;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.memo.BoundedMemo;
import org.zhengzhao.signing.trust.ReadableCertificates;
import org.zhengzhao.signing.verify.PdfFacts.Cms;

/** Reads the CMS container (RFC 5652) of a PDF signature. Trusts nothing that no signature covers. */
final class CmsReader {
    private static final int MAX_CERTIFICATES = 10;
    private static final int MOST_REMEMBERED = 256;
    private static final int LONGEST_REMEMBERED = 8 * 1024;

    private final Provider provider;
    private final SignatureVerifier signatures;
    private final BoundedMemo<Bytes, X509Certificate> remembered = new BoundedMemo<>(MOST_REMEMBERED);

    CmsReader(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
        this.signatures = new SignatureVerifier(provider);
    }

    /**
     * What was read.
     *
     * @param problem what is wrong with the container; empty where it is in form
     * @param signature the signature value; empty octets where there is none
     * @param timestamp a timestamp over it (signature-time-stamp, EN 319 122-1 §5.3)
     */
    record Reading(Optional<String> problem, Optional<Cms> cms, Bytes signature, Optional<Bytes> timestamp) {
        static Reading broken(String part) {
            return new Reading(Optional.of(part), Optional.empty(), Bytes.of(new byte[0]), Optional.empty());
        }
    }

    /**
     * @param contents DER of the container, filled up with zeros
     * @param covered what the signature covers, in parts
     */
    Reading read(byte[] contents, List<ByteBuffer> covered) {
        try (ASN1InputStream stream = new ASN1InputStream(new ByteArrayInputStream(contents), contents.length)) {
            ASN1Primitive outer = stream.readObject();
            if (outer == null) {
                return Reading.broken("empty");
            }
            byte[] der = outer.getEncoded(ASN1Encoding.DER);
            // Only DER has one encoding for one value; with BER, octets could change and mean the same.
            if (der.length > contents.length || !Arrays.equals(der, Arrays.copyOf(contents, der.length))) {
                return Reading.broken("DER");
            }
            for (int i = der.length; i < contents.length; i++) {
                if (contents[i] != 0) {
                    return Reading.broken("padding");
                }
            }
            ContentInfo info = ContentInfo.getInstance(outer);
            Optional<CmsProfile> profile = Arrays.stream(CmsProfile.values())
                    .filter(known -> known.signedData().equals(info.getContentType()))
                    .findFirst();
            if (profile.isEmpty()) {
                return Reading.broken("content type");
            }
            return read(info, profile.get(), covered, der);
        } catch (IOException | CMSException | CertificateException | RuntimeException broken) {
            // Bouncy Castle reports malformed ASN.1 with IllegalArgumentException, ClassCastException and others.
            return Reading.broken("CMS");
        }
    }

    private Reading read(ContentInfo info, CmsProfile profile, List<ByteBuffer> covered, byte[] der)
            throws CMSException, CertificateException, IOException {
        SignedData data = SignedData.getInstance(info.getContent());
        CMSSignedData cms = new CMSSignedData(info);
        List<SignerInformation> signers = List.copyOf(cms.getSignerInfos().getSigners());
        if (signers.size() != 1) {
            return Reading.broken("SignerInfo");
        }
        SignerInformation signer = signers.getFirst();
        List<X509Certificate> certificates = new ArrayList<>();
        for (X509CertificateHolder holder : cms.getCertificates().getMatches(null)) {
            if (certificates.size() == MAX_CERTIFICATES) {
                return Reading.broken("certificates");
            }
            certificates.add(certificate(holder));
        }
        List<X509CertificateHolder> matching = List.copyOf(cms.getCertificates().getMatches(certificateOf(signer)));
        if (matching.size() != 1) {
            return Reading.broken("certificates");
        }
        X509Certificate certificate = certificate(matching.getFirst());
        List<X509Certificate> given = certificates.stream()
                .filter(other -> !other.equals(certificate))
                .toList();
        Optional<Suite> suite = suite(signer)
                .filter(found -> CmsProfile.of(found) == profile)
                .filter(found -> signatures.keys().signsLicenses(found, certificate.getPublicKey()));
        AttributeTable attributes = signer.getSignedAttributes();
        boolean digestMatches = attributes != null
                && only(attributes, CMSAttributes.messageDigest)
                        .map(value ->
                                Bytes.of(ASN1OctetString.getInstance(value).getOctets()))
                        .filter(digest(signer, covered)::equals)
                        .isPresent();
        boolean verifies = attributes != null
                && suite.isPresent()
                && signatures.verifies(
                        suite.get(),
                        SignatureForm.DER,
                        certificate.getPublicKey(),
                        Bytes.of(signer.getEncodedSignedAttributes()),
                        Bytes.of(signer.getSignature()));
        return new Reading(
                problem(data, profile, signer, matching.getFirst(), der),
                Optional.of(new Cms(
                        Signers.of(certificate, given),
                        suite,
                        attributes == null ? Optional.of("none") : problem(attributes, profile, certificate),
                        digestMatches,
                        verifies)),
                Bytes.of(signer.getSignature()),
                timestamp(signer));
    }

    /** Authorities sign many licenses with one certificate. */
    private X509Certificate certificate(X509CertificateHolder holder) throws CertificateException, IOException {
        Bytes encoded = Bytes.of(holder.getEncoded());
        Optional<X509Certificate> known = remembered.find(encoded);
        if (known.isPresent()) {
            return known.get();
        }
        X509Certificate certificate = ReadableCertificates.require(
                new JcaX509CertificateConverter().setProvider(provider).getCertificate(holder));
        if (encoded.length() <= LONGEST_REMEMBERED) {
            remembered.put(encoded, certificate);
        }
        return certificate;
    }

    private static Optional<Bytes> timestamp(SignerInformation signer) throws IOException {
        AttributeTable unsigned = signer.getUnsignedAttributes();
        Optional<ASN1Encodable> value = unsigned == null
                ? Optional.empty()
                : only(unsigned, PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
        return value.isPresent()
                ? Optional.of(Bytes.of(value.get().toASN1Primitive().getEncoded(ASN1Encoding.DER)))
                : Optional.empty();
    }

    @SuppressWarnings("unchecked") // SignerId selects certificates; Bouncy Castle leaves its type parameter open
    private static org.bouncycastle.util.Selector<X509CertificateHolder> certificateOf(SignerInformation signer) {
        return signer.getSID();
    }

    /**
     * What no signature covers must say the same as what one does, or nothing. Bouncy Castle forgives much there: it compares
     * names without regard to case and passes over tag numbers. So the container is built anew from what was understood, and
     * must come out the same.
     */
    private static Optional<String> problem(
            SignedData data,
            CmsProfile profile,
            SignerInformation signer,
            X509CertificateHolder certificate,
            byte[] der)
            throws IOException {
        if (data.getEncapContentInfo().getContent() != null) {
            return Optional.of("content inside");
        }
        SignerInfo given = signer.toASN1Structure();
        AttributeTable unsigned = signer.getUnsignedAttributes();
        if (unsigned != null
                && (unsigned.size() != 1
                        || only(unsigned, PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
                                .isEmpty())) {
            return Optional.of("unsigned attributes");
        }
        SignerInfo understood = new SignerInfo(
                new SignerIdentifier(new IssuerAndSerialNumber(certificate.toASN1Structure())),
                given.getDigestAlgorithm(),
                given.getAuthenticatedAttributes(),
                given.getDigestEncryptionAlgorithm(),
                given.getEncryptedDigest(),
                given.getUnauthenticatedAttributes());
        ContentInfo rebuilt = profile.container(data.getCertificates(), understood);
        return Arrays.equals(rebuilt.getEncoded(ASN1Encoding.DER), der) ? Optional.empty() : Optional.of("SignedData");
    }

    private static Optional<Suite> suite(SignerInformation signer) {
        return AlgorithmIdentifiers.findSuite(
                signer.toASN1Structure().getDigestEncryptionAlgorithm(), signer.getDigestAlgorithmID());
    }

    /** What the signer's own name for the hash makes of the covered octets; nothing matches a hash that is not of our list. */
    private Bytes digest(SignerInformation signer, List<ByteBuffer> covered) {
        return AlgorithmIdentifiers.findHash(signer.getDigestAlgorithmID())
                .map(hash -> hash.digest(provider, covered.toArray(ByteBuffer[]::new)))
                .orElseGet(() -> Bytes.of(new byte[0]));
    }

    private Optional<String> problem(AttributeTable attributes, CmsProfile profile, X509Certificate certificate) {
        if (only(attributes, CMSAttributes.contentType)
                .filter(profile.data()::equals)
                .isEmpty()) {
            return Optional.of("content-type");
        }
        if (only(attributes, CMSAttributes.messageDigest).isEmpty()) {
            return Optional.of("message-digest");
        }
        boolean named = only(attributes, PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                .map(SigningCertificateV2::getInstance)
                .filter(value -> names(value, certificate))
                .isPresent();
        return named ? Optional.empty() : Optional.of("signing-certificate-v2");
    }

    private boolean names(SigningCertificateV2 attribute, X509Certificate certificate) {
        ESSCertIDv2[] certificates = attribute.getCerts();
        return certificates.length > 0
                && AlgorithmIdentifiers.findHash(certificates[0].getHashAlgorithm())
                        .map(hash -> hash.digest(provider, Bytes.of(Signers.encoded(certificate))))
                        .filter(Bytes.of(certificates[0].getCertHash())::equals)
                        .isPresent();
    }

    /** The one value of an attribute that is there once; empty for none and for several. */
    private static Optional<ASN1Encodable> only(AttributeTable attributes, ASN1ObjectIdentifier type) {
        ASN1EncodableVector found = attributes.getAll(type);
        if (found.size() != 1) {
            return Optional.empty();
        }
        Attribute attribute = Attribute.getInstance(found.get(0));
        return attribute.getAttrValues().size() == 1
                ? Optional.of(attribute.getAttrValues().getObjectAt(0))
                : Optional.empty();
    }
}
