package org.zhengzhao.signing.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.zhengzhao.schema.bytes.Bytes;

/** A successful basic OCSP response (RFC 6960 §4.2.1). */
public final class OcspAnswer {
    private static final int MAX_SINGLE = 256;
    private static final int MAX_CERTIFICATES = 16;
    /** The nonce may be critical; nothing is asked here, so there is nothing to compare. */
    private static final Set<String> EXTENSIONS = Set.of(OCSPObjectIdentifiers.id_pkix_ocsp_nonce.getId());

    private final Bytes toBeSigned;
    private final AlgorithmIdentifier algorithm;
    private final Bytes signature;
    private final Responder responder;
    private final Instant producedAt;
    private final List<Single> singles = new ArrayList<>();
    private final List<CertificateView> certificates = new ArrayList<>();
    private boolean understood;

    /** Who answered: a name or the SHA-1 of a key. */
    sealed interface Responder {
        record Name(DistinguishedName name, String text) implements Responder {}

        record Key(Bytes hash) implements Responder {}
    }

    /** What a response says. */
    enum State {
        GOOD,
        REVOKED,
        UNKNOWN
    }

    /** About one certificate. */
    record Single(
            String hashAlgorithm,
            Bytes issuerName,
            Bytes issuerKey,
            BigInteger serial,
            State state,
            Optional<Instant> since,
            Optional<String> reason,
            Instant thisUpdate,
            Optional<Instant> nextUpdate) {}

    private OcspAnswer(BasicOCSPResponse response, Provider provider)
            throws IOException, UnusableCertificateException, CertificateException, java.text.ParseException {
        ResponseData data = response.getTbsResponseData();
        this.toBeSigned = Bytes.of(data.getEncoded("DER"));
        this.algorithm = response.getSignatureAlgorithm();
        if (response.getSignature().getPadBits() != 0) {
            throw new IOException("signature");
        }
        this.signature = Bytes.of(response.getSignature().getOctets());
        this.responder = responder(data.getResponderID());
        this.producedAt = data.getProducedAt().getDate().toInstant();
        this.understood = EXTENSIONS.containsAll(
                ExtensionValues.of(data.getResponseExtensions()).critical());
        ASN1Sequence responses = data.getResponses();
        ASN1Sequence embedded = response.getCerts();
        if (responses.size() == 0
                || responses.size() > MAX_SINGLE
                || (embedded != null && embedded.size() > MAX_CERTIFICATES)) {
            throw new IOException("number of responses");
        }
        for (ASN1Encodable single : responses) {
            singles.add(single(SingleResponse.getInstance(single)));
        }
        if (embedded != null) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509", provider);
            for (ASN1Encodable certificate : embedded) {
                certificates.add(CertificateReader.read((X509Certificate) factory.generateCertificate(
                        Bytes.of(certificate.toASN1Primitive().getEncoded("DER")).stream())));
            }
        }
    }

    /**
     * Reads a response in DER: an OCSPResponse, or the BasicOCSPResponse within.
     *
     * @param provider Bouncy Castle, made once by the caller
     */
    public static OcspAnswer parse(Bytes der, Provider provider) throws MalformedEvidenceException {
        if (der.length() > X509Limits.MAX_OCSP_OCTETS) {
            throw new MalformedEvidenceException("too large");
        }
        try {
            return new OcspAnswer(basic(Der.read(der.toArray(), X509Limits.MAX_CERTIFICATE_ELEMENTS)), provider);
        } catch (IOException
                | UnusableCertificateException
                | CertificateException
                | java.text.ParseException
                | RuntimeException malformed) {
            // Bouncy Castle answers malformed parts with many unchecked exceptions; all mean the same here.
            throw new MalformedEvidenceException("no OCSP response");
        }
    }

    private static BasicOCSPResponse basic(ASN1Primitive value) throws IOException {
        ASN1Sequence sequence = ASN1Sequence.getInstance(value);
        if (!(sequence.getObjectAt(0) instanceof ASN1Enumerated)) {
            return BasicOCSPResponse.getInstance(sequence);
        }
        OCSPResponse response = OCSPResponse.getInstance(sequence);
        ResponseBytes bytes = response.getResponseBytes();
        if (response.getResponseStatus().getIntValue() != 0
                || bytes == null
                || !bytes.getResponseType().equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
            throw new IOException("not successful");
        }
        return BasicOCSPResponse.getInstance(
                Der.read(bytes.getResponse().getOctets(), X509Limits.MAX_CERTIFICATE_ELEMENTS));
    }

    private static Responder responder(ResponderID identifier) throws UnusableCertificateException {
        byte[] hash = identifier.getKeyHash();
        return hash != null
                ? new Responder.Key(Bytes.of(hash))
                : new Responder.Name(
                        DistinguishedName.of(identifier.getName()),
                        identifier.getName().toString());
    }

    private Single single(SingleResponse response)
            throws IOException, UnusableCertificateException, java.text.ParseException {
        understood &=
                ExtensionValues.of(response.getSingleExtensions()).critical().isEmpty();
        CertID certificate = response.getCertID();
        Optional<Instant> since = Optional.empty();
        Optional<String> reason = Optional.empty();
        State state = State.UNKNOWN;
        switch (response.getCertStatus().getTagNo()) {
            case 0 -> state = State.GOOD;
            case 1 -> {
                state = State.REVOKED;
                RevokedInfo info =
                        RevokedInfo.getInstance(response.getCertStatus().getStatus());
                since = Optional.of(info.getRevocationTime().getDate().toInstant());
                reason = Optional.ofNullable(info.getRevocationReason()).map(code -> Reasons.word(code.getValue()));
            }
            default -> state = State.UNKNOWN;
        }
        ASN1GeneralizedTime next = response.getNextUpdate();
        return new Single(
                certificate.getHashAlgorithm().getAlgorithm().getId(),
                octets(certificate.getIssuerNameHash()),
                octets(certificate.getIssuerKeyHash()),
                certificate.getSerialNumber().getValue(),
                state,
                since,
                reason,
                response.getThisUpdate().getDate().toInstant(),
                next == null ? Optional.empty() : Optional.of(next.getDate().toInstant()));
    }

    private static Bytes octets(ASN1OctetString value) {
        return Bytes.of(value.getOctets());
    }

    Bytes toBeSigned() {
        return toBeSigned;
    }

    AlgorithmIdentifier algorithm() {
        return algorithm;
    }

    Bytes signature() {
        return signature;
    }

    Responder responder() {
        return responder;
    }

    public Instant producedAt() {
        return producedAt;
    }

    List<Single> singles() {
        return List.copyOf(singles);
    }

    /** What the responder sent along, in the hope that its own is among them. */
    List<CertificateView> certificates() {
        return List.copyOf(certificates);
    }

    /** Whether no critical extension is unknown. */
    boolean isUnderstood() {
        return understood;
    }

    /** How many, not who. */
    @Override
    public String toString() {
        return "OcspAnswer[" + producedAt + ", " + singles.size() + " responses]";
    }
}
