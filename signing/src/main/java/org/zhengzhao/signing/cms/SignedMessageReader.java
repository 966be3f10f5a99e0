package org.zhengzhao.signing.cms;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.cms.MalformedCmsException.Reason;
import org.zhengzhao.signing.trust.ReadableCertificates;

/** Reads CMS containers. Safe for use by many threads. */
public final class SignedMessageReader {
    /** The longest container that is read: revocation data may lie in it. */
    public static final int MAX_OCTETS = 4 * 1024 * 1024;

    private static final int MAX_CERTIFICATES = 64;
    /** SignedData of GM/T 0010. */
    private static final String SIGNED_DATA_GM = "1.2.156.10197.6.1.4.2.2";

    private final Provider provider;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public SignedMessageReader(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
    }

    /**
     * Reads the container at the beginning of a field. What follows it, zeros in a PDF signature as it should be, is for the
     * caller to judge.
     *
     * @param octets BER or DER
     */
    public SignedMessage read(Bytes octets) throws MalformedCmsException {
        byte[] plain = octets.toArray();
        try {
            return read(ContentInfo.getInstance(value(plain, lengthOf(plain))));
        } catch (IOException | CMSException | CertificateException | RuntimeException | StackOverflowError broken) {
            // Bouncy Castle reports malformed ASN.1 with IllegalArgumentException, ClassCastException and others.
            throw new MalformedCmsException(Reason.NOT_CMS);
        }
    }

    /** How many octets at the beginning of a field are the container. */
    public static int lengthOf(Bytes octets) throws MalformedCmsException {
        try {
            return lengthOf(octets.toArray());
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            throw new MalformedCmsException(Reason.NOT_CMS);
        }
    }

    private static int lengthOf(byte[] plain) throws IOException, MalformedCmsException {
        if (plain.length > MAX_OCTETS) {
            throw new MalformedCmsException(Reason.LIMIT);
        }
        ByteArrayInputStream stream = new ByteArrayInputStream(plain);
        value(stream, plain.length);
        return plain.length - stream.available();
    }

    private static ASN1Primitive value(byte[] plain, int length) throws IOException, MalformedCmsException {
        return value(new ByteArrayInputStream(plain, 0, length), length);
    }

    private static ASN1Primitive value(ByteArrayInputStream stream, int limit)
            throws IOException, MalformedCmsException {
        // Not closed: it is memory, and its position is asked for.
        ASN1Primitive value = new ASN1InputStream(stream, limit).readObject();
        if (value == null) {
            throw new MalformedCmsException(Reason.NOT_CMS);
        }
        return value;
    }

    private SignedMessage read(ContentInfo info)
            throws MalformedCmsException, CMSException, CertificateException, IOException {
        String type = info.getContentType().getId();
        if (!type.equals(CMSObjectIdentifiers.signedData.getId()) && !type.equals(SIGNED_DATA_GM)) {
            throw new MalformedCmsException(Reason.NOT_CMS);
        }
        CMSSignedData cms = new CMSSignedData(new ContentInfo(CMSObjectIdentifiers.signedData, info.getContent()));
        Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
        if (signers.size() != 1) {
            throw new MalformedCmsException(Reason.SIGNERS, signers.size() + " SignerInfo");
        }
        SignerInformation signer = signers.iterator().next();
        SignedAttributes attributes = SignedAttributes.of(signer);
        List<X509Certificate> certificates = certificates(cms);
        X509Certificate certificate = certificateOf(signer, certificates);
        HashAlgorithm digest = CmsAlgorithms.hash(signer.getDigestAlgorithmID());
        AlgorithmIdentifier signature = signer.toASN1Structure().getDigestEncryptionAlgorithm();
        if (!attributes.contentType().equals(cms.getSignedContentTypeOID())) {
            throw new MalformedCmsException(Reason.ATTRIBUTES, "content-type");
        }
        return new SignedMessage(
                cms.getSignedContentTypeOID(),
                content(cms),
                CmsAlgorithms.scheme(signature, digest),
                certificate,
                certificates.stream()
                        .filter(other -> !other.equals(certificate))
                        .toList(),
                Bytes.of(signer.getEncodedSignedAttributes()),
                attributes.messageDigest(),
                Bytes.of(signer.getSignature()),
                attributes.names(certificate, provider),
                attributes.claimedTime(),
                attributes.timestamps());
    }

    private static Optional<Bytes> content(CMSSignedData cms) throws MalformedCmsException {
        if (cms.getSignedContent() == null) {
            return Optional.empty();
        }
        if (cms.getSignedContent().getContent() instanceof byte[] content) {
            return Optional.of(Bytes.of(content));
        }
        throw new MalformedCmsException(Reason.NOT_CMS, "content");
    }

    private List<X509Certificate> certificates(CMSSignedData cms)
            throws MalformedCmsException, CertificateException, IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (X509CertificateHolder holder : cms.getCertificates().getMatches(null)) {
            if (certificates.size() == MAX_CERTIFICATES) {
                throw new MalformedCmsException(Reason.LIMIT);
            }
            X509Certificate certificate =
                    new JcaX509CertificateConverter().setProvider(provider).getCertificate(holder);
            if (!certificates.contains(certificate)) {
                certificates.add(ReadableCertificates.require(certificate));
            }
        }
        return certificates;
    }

    /** RFC 5652 §5.3: the certificate of that issuer and number, or of that key identifier; there must be one such. */
    private static X509Certificate certificateOf(SignerInformation signer, List<X509Certificate> certificates)
            throws MalformedCmsException, CertificateEncodingException, IOException {
        List<X509Certificate> named = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            if (signer.getSID().match(new X509CertificateHolder(certificate.getEncoded()))) {
                named.add(certificate);
            }
        }
        if (named.size() != 1) {
            throw new MalformedCmsException(Reason.CERTIFICATES);
        }
        return named.getFirst();
    }
}
