package org.zhengzhao.signing.envelope;

import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException.Reason;
import org.zhengzhao.signing.trust.CertificatePath;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.x509.Purpose;

/**
 * Signers that are known by their certificates: the one that a message brings along (RFC 9360), or one of the trust store
 * that goes by the message's key identifier. What a message brings is never trusted by itself.
 */
public final class TrustedCertificates {
    private static final long SHA_256 = -16;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private final TrustStore trust;
    private final Instant at;
    private final boolean anyCurve;
    private final Provider provider;

    /**
     * @param anyCurve whether each curve goes with each hash
     * @param provider Bouncy Castle, made once by the caller
     */
    public TrustedCertificates(TrustStore trust, Instant at, boolean anyCurve, Provider provider) {
        this.trust = Objects.requireNonNull(trust);
        this.at = Objects.requireNonNull(at);
        this.anyCurve = anyCurve;
        this.provider = Objects.requireNonNull(provider);
    }

    SignatureFinding judge(CoseHeaders headers, Optional<SignatureAlgorithm> algorithm, Bytes message, Bytes signature)
            throws MalformedEnvelopeException {
        KeyReader reader = new KeyReader(provider);
        List<X509Certificate> given = new ArrayList<>();
        for (Bytes certificate : headers.certificates()) {
            given.add(reader.certificate(certificate));
        }
        Optional<X509Certificate> signer = signer(headers, given);
        if (signer.isEmpty()) {
            return SignatureFinding.KEY_UNKNOWN;
        }
        SignatureFinding finding = new KnownKeys(
                        List.of(VerificationKey.of(signer.get().getPublicKey())),
                        new KnownKeys.Matching(true, anyCurve),
                        provider)
                .judge(algorithm, Optional.empty(), message, signature);
        if (finding != SignatureFinding.GENUINE) {
            return finding;
        }
        if (!(trust.path(signer.get(), given, at) instanceof CertificatePath.Trusted)) {
            return SignatureFinding.NOT_TRUSTED;
        }
        return isForMessages(signer.get()) ? SignatureFinding.GENUINE : SignatureFinding.KEY_USAGE;
    }

    /** RFC 5280 §4.2.1.3: no authority's, not for another purpose, and for signatures where the certificate says what for. */
    private static boolean isForMessages(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return (usage == null || usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION])
                && certificate.getBasicConstraints() < 0
                && !Purpose.isReserved(certificate);
    }

    private Optional<X509Certificate> signer(CoseHeaders headers, List<X509Certificate> given)
            throws MalformedEnvelopeException {
        Optional<Bytes> thumbprint = thumbprint(headers);
        if (!given.isEmpty()) {
            // The first is the signer's (RFC 9360 §2), and must be the one that the thumbprint means.
            X509Certificate first = given.getFirst();
            return thumbprint.isEmpty() || thumbprint.get().equals(digest(first))
                    ? Optional.of(first)
                    : Optional.empty();
        }
        List<X509Certificate> named = headers.keyIdentifier()
                .filter(identifier -> identifier.length() == KeyIdentifier.LENGTH)
                .map(identifier -> trust.withKey(new KeyIdentifier(identifier)))
                .orElse(List.of());
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private static Optional<Bytes> thumbprint(CoseHeaders headers) throws MalformedEnvelopeException {
        Optional<CborItem> value = headers.find(CoseHeaders.CERTIFICATE_THUMBPRINT);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof CborItem.Items parts
                && parts.values().size() == 2
                && parts.values()
                        .getFirst()
                        .asLong()
                        .filter(hash -> hash == SHA_256)
                        .isPresent()
                && parts.values().getLast().asOctets().isPresent()) {
            return parts.values().getLast().asOctets();
        }
        throw new MalformedEnvelopeException(Reason.HEADER, "thumbprint");
    }

    private static Bytes digest(X509Certificate certificate) throws MalformedEnvelopeException {
        try {
            return Sha256.of(certificate.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new MalformedEnvelopeException(Reason.KEY, "certificate");
        }
    }
}
