package org.zhengzhao.signing.envelope;

import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException.Reason;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Suite;

/**
 * A COSE_Sign1 in the form that {@link CoseSigner} makes: one signer, the payload inside, algorithm, key identifier and type in
 * the protected header and nothing else anywhere. Nothing is said about its signature.
 */
public final class TypedMessage {
    private static final Set<Long> LABELS =
            Set.of((long) CoseHeaders.ALGORITHM, (long) CoseHeaders.KEY_IDENTIFIER, (long) CoseHeaders.TYPE);

    private final CoseMessage message;
    private final Suite suite;
    private final KeyIdentifier keyIdentifier;
    private final String type;
    private final Bytes payload;

    private TypedMessage(CoseMessage message, Suite suite, KeyIdentifier keyIdentifier, String type, Bytes payload) {
        this.message = message;
        this.suite = suite;
        this.keyIdentifier = keyIdentifier;
        this.type = type;
        this.payload = payload;
    }

    public static TypedMessage parse(Bytes octets) throws MalformedEnvelopeException {
        CoseMessage message = CoseMessage.parse(octets, false);
        CoseHeaders headers = message.body();
        if (message.type() != CoseMessage.ONE_SIGNER
                || !headers.unprotectedOnes().values().isEmpty()
                || headers.protectedOnes().values().size() != LABELS.size()
                || headers.protectedOnes().values().stream()
                        .anyMatch(entry ->
                                entry.key().asLong().filter(LABELS::contains).isEmpty())) {
            throw new MalformedEnvelopeException(Reason.HEADER, "not the headers of ours");
        }
        Suite suite = headers.protectedOnes()
                .find(CoseHeaders.ALGORITHM)
                .flatMap(CborItem::asLong)
                .flatMap(Suite::ofCose)
                .orElseThrow(() -> new MalformedEnvelopeException(Reason.HEADER, "algorithm"));
        Bytes key = headers.keyIdentifier()
                .filter(identifier -> identifier.length() == KeyIdentifier.LENGTH)
                .orElseThrow(() -> new MalformedEnvelopeException(Reason.HEADER, "key identifier"));
        String type = headers.findType()
                .flatMap(CborItem::asText)
                .orElseThrow(() -> new MalformedEnvelopeException(Reason.HEADER, "type"));
        Bytes payload = message.payload()
                .orElseThrow(() -> new MalformedEnvelopeException(Reason.DETACHED_PAYLOAD, "not inside"));
        return new TypedMessage(message, suite, new KeyIdentifier(key), type, payload);
    }

    /** Whose key has signed, as the message says. */
    public KeyIdentifier keyIdentifier() {
        return keyIdentifier;
    }

    /** What the payload is. */
    public String type() {
        return type;
    }

    public Bytes payload() {
        return payload;
    }

    /** The message as it was read, for readers of what is inside. */
    public CoseMessage message() {
        return message;
    }

    /** Whether the signature is that of the certificate's key, and the certificate the one that the message names. */
    public boolean signedBy(X509Certificate certificate, SignatureVerifier signatures) {
        Objects.requireNonNull(certificate);
        return KeyIdentifier.of(certificate).equals(keyIdentifier)
                && signatures.verifies(
                        suite,
                        SignatureForm.RAW,
                        certificate.getPublicKey(),
                        message.toBeSigned(message.signatures().getFirst(), payload, Bytes.of(new byte[0])),
                        message.signatures().getFirst().value());
    }

    /** The type if it is that one. */
    public Optional<Bytes> payloadOf(String wanted) {
        return type.equals(wanted) ? Optional.of(payload) : Optional.empty();
    }
}
