package org.zhengzhao.signing.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborLimits;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.cbor.MalformedCborException;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException.Reason;

/**
 * A COSE_Sign1 or COSE_Sign message, RFC 9052 §4.
 *
 * @param type number of the tag: 18 for one signer, 98 for several
 * @param body headers of the message
 * @param payload empty where it is detached
 * @param signatures one for COSE_Sign1, whose headers are those of the message
 */
public record CoseMessage(int type, CoseHeaders body, Optional<Bytes> payload, List<CoseSignature> signatures) {
    /** COSE_Sign1. */
    public static final int ONE_SIGNER = 18;
    /** COSE_Sign. */
    public static final int SEVERAL_SIGNERS = 98;
    /** The longest message: a status list of millions of entries fits. */
    public static final int MAX_OCTETS = 24 * 1024 * 1024;

    private static final int MAX_SIGNATURES = 50;
    private static final int CWT_TAG = 61;
    private static final CborLimits LIMITS = new CborLimits(MAX_OCTETS, 64, 100_000);

    /** A signature and what stands beside it. */
    public record CoseSignature(CoseHeaders headers, Bytes value) {
        public CoseSignature {
            Objects.requireNonNull(headers);
            Objects.requireNonNull(value);
        }
    }

    public CoseMessage {
        Objects.requireNonNull(body);
        Objects.requireNonNull(payload);
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty()) {
            throw new IllegalArgumentException("a signed message has a signature");
        }
    }

    /**
     * Reads a message. Structure and headers are checked, the signatures are not.
     *
     * @param untagged whether a message without its tag is taken, and recognised by its parts
     */
    public static CoseMessage parse(Bytes octets, boolean untagged) throws MalformedEnvelopeException {
        CborItem item = item(octets);
        if (item instanceof CborItem.Tagged token && token.has(CWT_TAG)) {
            // RFC 8392 §6: the tag of a CWT stands before that of the message.
            item = token.value();
            if (!(item instanceof CborItem.Tagged)) {
                throw new MalformedEnvelopeException(Reason.TAG, "none within that of a CWT");
            }
        }
        if (item instanceof CborItem.Tagged tagged) {
            return ofParts(type(tagged), tagged.value());
        }
        if (!untagged) {
            throw new MalformedEnvelopeException(Reason.TAG, "none");
        }
        boolean several = item instanceof CborItem.Items parts
                && parts.values().size() == 4
                && parts.values().get(3) instanceof CborItem.Items;
        return ofParts(several ? SEVERAL_SIGNERS : ONE_SIGNER, item);
    }

    private static int type(CborItem.Tagged tagged) throws MalformedEnvelopeException {
        for (int known : new int[] {ONE_SIGNER, SEVERAL_SIGNERS}) {
            if (tagged.has(known)) {
                return known;
            }
        }
        for (int unsigned : new int[] {16, 17, 96, 97}) {
            if (tagged.has(unsigned)) {
                throw new MalformedEnvelopeException(Reason.NOT_SIGNED, "tag " + tagged.tag());
            }
        }
        throw new MalformedEnvelopeException(Reason.TAG, "tag " + tagged.tag());
    }

    private static CoseMessage ofParts(int type, CborItem item) throws MalformedEnvelopeException {
        List<CborItem> parts = parts(item, 4);
        CoseHeaders body = headers(parts.get(0), parts.get(1));
        Optional<Bytes> payload = parts.get(2).equals(CborItem.Simple.NULL)
                ? Optional.empty()
                : Optional.of(octets(parts.get(2), "payload"));
        if (type == ONE_SIGNER) {
            CoseSignature only = new CoseSignature(body, octets(parts.get(3), "signature"));
            return new CoseMessage(type, body, payload, List.of(only));
        }
        if (!(parts.get(3) instanceof CborItem.Items several)
                || several.values().isEmpty()
                || several.values().size() > MAX_SIGNATURES) {
            throw new MalformedEnvelopeException(Reason.STRUCTURE, "signatures");
        }
        List<CoseSignature> signatures = new ArrayList<>();
        for (CborItem signature : several.values()) {
            List<CborItem> of = parts(signature, 3);
            signatures.add(new CoseSignature(headers(of.get(0), of.get(1)), octets(of.get(2), "signature")));
        }
        return new CoseMessage(type, body, payload, signatures);
    }

    private static List<CborItem> parts(CborItem item, int count) throws MalformedEnvelopeException {
        if (item instanceof CborItem.Items parts && parts.values().size() == count) {
            return parts.values();
        }
        throw new MalformedEnvelopeException(Reason.STRUCTURE, "not an array of " + count);
    }

    private static Bytes octets(CborItem item, String part) throws MalformedEnvelopeException {
        return item.asOctets().orElseThrow(() -> new MalformedEnvelopeException(Reason.STRUCTURE, part));
    }

    /** An empty map in the protected header is signed as no octets at all (RFC 9052 §4.4). */
    private static CoseHeaders headers(CborItem first, CborItem second) throws MalformedEnvelopeException {
        Bytes octets = octets(first, "protected header");
        CborItem.Pairs none = new CborItem.Pairs(List.of());
        CborItem.Pairs protectedOnes = octets.length() == 0
                ? none
                : item(octets)
                        .asPairs()
                        .orElseThrow(
                                () -> new MalformedEnvelopeException(Reason.STRUCTURE, "protected header: not a map"));
        CborItem.Pairs unprotectedOnes = second.asPairs()
                .orElseThrow(() -> new MalformedEnvelopeException(Reason.STRUCTURE, "unprotected header"));
        Bytes signed = protectedOnes.values().isEmpty() ? Bytes.of(new byte[0]) : octets;
        CoseHeaders headers = new CoseHeaders(signed, protectedOnes, unprotectedOnes);
        headers.check();
        return headers;
    }

    private static CborItem item(Bytes octets) throws MalformedEnvelopeException {
        try {
            return CborReader.read(octets, LIMITS).item();
        } catch (MalformedCborException malformed) {
            throw new MalformedEnvelopeException(Reason.CBOR, malformed.reason() + " at octet " + malformed.offset());
        }
    }

    /** What a signature covers: the Sig_structure of RFC 9052 §4.4. */
    Bytes toBeSigned(CoseSignature signature, Bytes signedPayload, Bytes external) {
        List<CborItem> parts = new ArrayList<>();
        parts.add(new CborItem.Text(type == ONE_SIGNER ? "Signature1" : "Signature"));
        parts.add(new CborItem.Octets(body.signed()));
        if (type == SEVERAL_SIGNERS) {
            parts.add(new CborItem.Octets(signature.headers().signed()));
        }
        parts.add(new CborItem.Octets(external));
        parts.add(new CborItem.Octets(signedPayload));
        return CborWriter.deterministic(new CborItem.Items(parts));
    }
}
