package org.zhengzhao.signing.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException.Reason;

/**
 * The headers of a COSE message or of one signature, RFC 9052 §3. Where both have an entry, the protected one counts.
 *
 * @param signed the octets of the protected header as the signature covers them
 */
public record CoseHeaders(Bytes signed, CborItem.Pairs protectedOnes, CborItem.Pairs unprotectedOnes) {
    static final int ALGORITHM = 1;
    static final int CRITICAL = 2;
    static final int CONTENT_TYPE = 3;
    static final int KEY_IDENTIFIER = 4;
    static final int TYPE = 16;
    static final int CERTIFICATE_BAG = 32;
    static final int CERTIFICATE_CHAIN = 33;
    static final int CERTIFICATE_THUMBPRINT = 34;

    private static final int MAX_CERTIFICATES = 20;
    /** What this reader understands, and so may stand in the list of critical labels. */
    private static final Set<Integer> UNDERSTOOD =
            Set.of(ALGORITHM, CONTENT_TYPE, KEY_IDENTIFIER, TYPE, CERTIFICATE_CHAIN);

    public CoseHeaders {
        Objects.requireNonNull(signed);
        Objects.requireNonNull(protectedOnes);
        Objects.requireNonNull(unprotectedOnes);
    }

    Optional<CborItem> find(int label) {
        return protectedOnes.find(label).or(() -> unprotectedOnes.find(label));
    }

    /** What the payload is (RFC 9596); protected, or it is not there. */
    public Optional<CborItem> findType() {
        return protectedOnes.find(TYPE);
    }

    Optional<Bytes> keyIdentifier() {
        return find(KEY_IDENTIFIER).flatMap(CborItem::asOctets);
    }

    /**
     * The algorithm, a number or a text.
     *
     * @param lenient whether it may stand where no signature covers it
     */
    CborItem requireAlgorithm(boolean lenient) throws MalformedEnvelopeException {
        Optional<CborItem> algorithm = lenient ? find(ALGORITHM) : protectedOnes.find(ALGORITHM);
        return algorithm.orElseThrow(() -> new MalformedEnvelopeException(
                Reason.ALGORITHM_MISSING,
                unprotectedOnes.find(ALGORITHM).isPresent() ? "only in the unprotected header" : "no alg"));
    }

    /** Types of the entries that are known, and the rules for critical ones (RFC 9052 §3.1). */
    void check() throws MalformedEnvelopeException {
        for (CborItem.Pairs ones : List.of(protectedOnes, unprotectedOnes)) {
            for (CborItem.Pair entry : ones.values()) {
                if (entry.key().asText().isEmpty() && entry.key().asLong().isEmpty()) {
                    throw new MalformedEnvelopeException(Reason.HEADER, "label");
                }
            }
            require(
                    ones,
                    ALGORITHM,
                    value -> value.asLong().isPresent() || value.asText().isPresent());
            require(
                    ones,
                    CONTENT_TYPE,
                    value -> value.asText().isPresent()
                            || value.asLong().filter(number -> number >= 0).isPresent());
            require(ones, KEY_IDENTIFIER, value -> value.asOctets().isPresent());
            require(
                    ones,
                    TYPE,
                    value -> value.asText().isPresent()
                            || value.asLong().filter(number -> number >= 0).isPresent());
        }
        checkCritical();
    }

    private static void require(CborItem.Pairs ones, int label, Predicate<CborItem> type)
            throws MalformedEnvelopeException {
        Optional<CborItem> value = ones.find(label);
        if (value.isPresent() && !type.test(value.get())) {
            throw new MalformedEnvelopeException(Reason.HEADER, "type of entry " + label);
        }
    }

    private void checkCritical() throws MalformedEnvelopeException {
        if (unprotectedOnes.find(CRITICAL).isPresent()) {
            throw new MalformedEnvelopeException(Reason.CRITICAL, "in the unprotected header");
        }
        Optional<CborItem> critical = protectedOnes.find(CRITICAL);
        if (critical.isEmpty()) {
            return;
        }
        if (!(critical.get() instanceof CborItem.Items labels)
                || labels.values().isEmpty()) {
            throw new MalformedEnvelopeException(Reason.CRITICAL, "no list, or an empty one");
        }
        for (CborItem label : labels.values()) {
            boolean understood = label.asLong()
                    .filter(number -> UNDERSTOOD.stream().anyMatch(known -> known == number.longValue()))
                    .isPresent();
            if (!understood || protectedOnes.find(label).isEmpty()) {
                throw new MalformedEnvelopeException(Reason.CRITICAL, "not understood, or not there");
            }
        }
    }

    /** The certificates that came along (RFC 9360), that of the signer first; nothing is said about trust. */
    List<Bytes> certificates() throws MalformedEnvelopeException {
        List<Bytes> certificates = new ArrayList<>();
        for (int label : new int[] {CERTIFICATE_CHAIN, CERTIFICATE_BAG}) {
            Optional<CborItem> value = find(label);
            if (value.isEmpty()) {
                continue;
            }
            List<CborItem> items =
                    value.get() instanceof CborItem.Items several ? several.values() : List.of(value.get());
            for (CborItem item : items) {
                certificates.add(item.asOctets()
                        .orElseThrow(() -> new MalformedEnvelopeException(Reason.HEADER, "certificates")));
            }
        }
        if (certificates.size() > MAX_CERTIFICATES) {
            throw new MalformedEnvelopeException(Reason.HEADER, "too many certificates");
        }
        return certificates;
    }
}
