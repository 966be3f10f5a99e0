package org.zhengzhao.signing.timestamp;

import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessable;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.algorithm.LegacyPolicy;
import org.zhengzhao.signing.timestamp.MalformedTimestampException.Reason;
import org.zhengzhao.signing.trust.ReadableCertificates;

/** A timestamp as an authority signed it (TimeStampToken, RFC 3161 §2.4.2). Reading one says nothing about its truth. */
public final class TimestampToken {
    /** The longest token that is read. */
    public static final int MAX_OCTETS = 256 * 1024;

    private static final int MAX_CERTIFICATES = 32;

    private final Provider provider;
    private final Bytes octets;
    private final TimestampInfo info;
    private final SignerInformation signer;
    private final SignerBinding binding;
    private final List<X509Certificate> certificates;

    private TimestampToken(
            Provider provider,
            Bytes octets,
            TimestampInfo info,
            SignerInformation signer,
            List<X509Certificate> certificates)
            throws MalformedTimestampException {
        this.provider = provider;
        this.octets = octets;
        this.info = info;
        this.signer = signer;
        this.certificates = List.copyOf(certificates);
        this.binding = SignerBinding.read(signer, provider);
    }

    /**
     * Reads a token, and nothing after it.
     *
     * @param provider Bouncy Castle, made once by the caller
     */
    public static TimestampToken parse(Bytes octets, Provider provider) throws MalformedTimestampException {
        Objects.requireNonNull(provider);
        return Asn1Octets.attempt(Reason.TOKEN, () -> {
            try {
                return read(ContentInfo.getInstance(Asn1Octets.read(octets, MAX_OCTETS)), octets, provider);
            } catch (CMSException broken) {
                throw new MalformedTimestampException(Reason.TOKEN);
            }
        });
    }

    private static TimestampToken read(ContentInfo content, Bytes octets, Provider provider)
            throws MalformedTimestampException, CMSException {
        if (!CMSObjectIdentifiers.signedData.equals(content.getContentType())) {
            throw new MalformedTimestampException(Reason.TOKEN);
        }
        CMSSignedData cms = new CMSSignedData(content);
        CMSProcessable inside = cms.getSignedContent();
        if (!PKCSObjectIdentifiers.id_ct_TSTInfo.getId().equals(cms.getSignedContentTypeOID())
                || inside == null
                || !(inside.getContent() instanceof byte[] tstInfo)) {
            throw new MalformedTimestampException(Reason.TOKEN);
        }
        List<SignerInformation> signers = List.copyOf(cms.getSignerInfos().getSigners());
        if (signers.size() != 1 || signers.getFirst().getSignedAttributes() == null) {
            throw new MalformedTimestampException(Reason.SIGNER_INFO);
        }
        return new TimestampToken(
                provider,
                octets,
                TimestampInfoReader.read(Bytes.of(tstInfo), MAX_OCTETS),
                signers.getFirst(),
                certificates(cms, provider));
    }

    /** What lies in the bag. No signature covers it, so that one that cannot be read is passed over: it proves nothing. */
    private static List<X509Certificate> certificates(CMSSignedData cms, Provider provider)
            throws MalformedTimestampException {
        List<X509Certificate> certificates = new ArrayList<>();
        Collection<X509CertificateHolder> given = cms.getCertificates().getMatches(null);
        if (given.size() > MAX_CERTIFICATES) {
            throw new MalformedTimestampException(Reason.TOO_LARGE);
        }
        for (X509CertificateHolder holder : given) {
            readable(holder, provider).ifPresent(certificates::add);
        }
        return certificates;
    }

    private static Optional<X509Certificate> readable(X509CertificateHolder holder, Provider provider) {
        try {
            return Optional.of(ReadableCertificates.require(
                    new JcaX509CertificateConverter().setProvider(provider).getCertificate(holder)));
        } catch (CertificateException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Reads a token out of a field that is filled up with zeros after it, as the contents of a PDF signature are. */
    public static TimestampToken parsePadded(Bytes octets, Provider provider) throws MalformedTimestampException {
        int end = octets.length();
        while (end > 0 && octets.at(end - 1) == 0) {
            end--;
        }
        // Zeros at the end may belong to the token: its own length says where it ends.
        int length = DerLength.ofValue(octets);
        if (length < end || length > octets.length()) {
            throw new MalformedTimestampException(Reason.ASN1);
        }
        return parse(octets.slice(0, length), provider);
    }

    public Bytes octets() {
        return octets;
    }

    public TimestampInfo info() {
        return info;
    }

    /** The certificates that came with the token, in no order that means anything. */
    public List<X509Certificate> certificates() {
        return certificates;
    }

    /** The hash over the TSTInfo that is signed; empty where it is none that is known here. */
    Optional<HashAlgorithm> contentDigest() {
        return TimestampAlgorithms.findHash(signer.getDigestAlgorithmID().getAlgorithm());
    }

    SignerInformation signer() {
        return signer;
    }

    /**
     * The certificate that the SignerInfo names and the signed attribute signing-certificate binds. Empty where it is neither in
     * the token nor among the others, and where the token does not bind it.
     *
     * @param others certificates that the reader has by another way
     */
    public Optional<X509Certificate> findSigner(Collection<X509Certificate> others) {
        Set<X509Certificate> candidates = new LinkedHashSet<>(certificates);
        candidates.addAll(others);
        List<X509Certificate> bound = candidates.stream().filter(binding::names).toList();
        return bound.size() == 1 ? Optional.of(bound.getFirst()) : Optional.empty();
    }

    /** Whether the signature over time and imprint is that of the certificate's key. */
    public boolean signatureVerifies(X509Certificate certificate) {
        return new TokenSignature(provider).verifies(signer, certificate);
    }

    /** Whether these octets, one part after the other, are what was timestamped. False for a hash that is not known. */
    public boolean imprintMatches(ByteBuffer... parts) {
        return info.imprint()
                .algorithm()
                .filter(algorithm ->
                        algorithm.digest(provider, parts).equals(info.imprint().digest()))
                .isPresent();
    }

    public boolean imprintMatches(Bytes data) {
        return imprintMatches(ByteBuffer.wrap(data.toArray()));
    }

    /**
     * The same token, as short as it gets: in DER, with the certificates of the path and no others, and without unsigned
     * attributes. What holds of one holds of the other.
     *
     * @param path from the signer's certificate upwards, as a judgement has it
     */
    public TimestampToken tight(List<X509Certificate> path) throws MalformedTimestampException {
        return parse(TightToken.of(this, path), provider);
    }

    /**
     * Whether it is in that form: then every octet of it means something, and none can change without the token being another,
     * or none.
     */
    public boolean isTight(List<X509Certificate> path) {
        try {
            return !path.isEmpty() && TightToken.of(this, path).equals(octets);
        } catch (MalformedTimestampException cannotBeBuilt) {
            return false;
        }
    }

    /** Whether every hash and key that it leans on was strong at its time: not SHA-1 today, whoever the authority is. */
    public boolean isStrong(X509Certificate signer) {
        return info.imprint()
                        .algorithm()
                        .filter(hash -> LegacyPolicy.NIST.allows(hash, info.time()))
                        .isPresent()
                && TokenSignature.isStrongAt(info.time(), this.signer, signer.getPublicKey());
    }

    /** Time and number only. */
    @Override
    public String toString() {
        return "TimestampToken[" + info.time() + ", " + info.serialNumber() + "]";
    }
}
