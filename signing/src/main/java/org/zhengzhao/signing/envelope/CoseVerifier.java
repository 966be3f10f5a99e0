package org.zhengzhao.signing.envelope;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.envelope.CoseMessage.CoseSignature;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException.Reason;

/** Judges the signatures of COSE messages: every one of them must hold. */
public final class CoseVerifier {
    private final Signers signers;
    private final Rules rules;

    /** Whom a verifier believes. */
    public sealed interface Signers {
        /** These keys. */
        record Keys(KnownKeys keys) implements Signers {}

        /** Whoever has a certificate that leads to one of these. */
        record Certificates(TrustedCertificates certificates) implements Signers {}
    }

    /**
     * What a message may be.
     *
     * @param lenient whether the algorithm may stand in the unprotected header, where no signature covers it
     * @param untagged whether a message without its tag is taken
     * @param external what both sides know and the message does not carry (RFC 9052 §4.3)
     * @param detached the payload of messages that do not carry theirs
     */
    public record Rules(boolean lenient, boolean untagged, Bytes external, Optional<Bytes> detached) {
        /** Tagged, algorithm protected, payload inside, no external data. */
        public static final Rules STRICT = new Rules(false, false, Bytes.of(new byte[0]), Optional.empty());

        public Rules {
            Objects.requireNonNull(external);
            Objects.requireNonNull(detached);
        }
    }

    public CoseVerifier(Signers signers, Rules rules) {
        this.signers = Objects.requireNonNull(signers);
        this.rules = Objects.requireNonNull(rules);
    }

    public CoseMessage parse(Bytes octets) throws MalformedEnvelopeException {
        return CoseMessage.parse(octets, rules.untagged());
    }

    /** The octets that were signed; those of a detached payload are the ones that were given. */
    public Bytes payload(CoseMessage message) throws MalformedEnvelopeException {
        if (message.payload().isPresent() && rules.detached().isPresent()) {
            // Two payloads: which of them is signed must not be left to chance.
            throw new MalformedEnvelopeException(Reason.DETACHED_PAYLOAD, "one is inside, and one was given");
        }
        return message.payload()
                .or(rules::detached)
                .orElseThrow(() -> new MalformedEnvelopeException(Reason.DETACHED_PAYLOAD, "not inside, not given"));
    }

    /** The first finding that is not good, or that all are genuine. */
    public SignatureFinding judge(CoseMessage message) throws MalformedEnvelopeException {
        Bytes payload = payload(message);
        for (CoseSignature signature : message.signatures()) {
            Optional<SignatureAlgorithm> algorithm =
                    algorithm(signature.headers().requireAlgorithm(rules.lenient()));
            Bytes signed = message.toBeSigned(signature, payload, rules.external());
            SignatureFinding finding = switch (signers) {
                case Signers.Keys keys ->
                    keys.keys().judge(algorithm, signature.headers().keyIdentifier(), signed, signature.value());
                case Signers.Certificates certificates ->
                    certificates.certificates().judge(signature.headers(), algorithm, signed, signature.value());
            };
            if (finding != SignatureFinding.GENUINE) {
                return finding;
            }
        }
        return SignatureFinding.GENUINE;
    }

    private static Optional<SignatureAlgorithm> algorithm(CborItem value) {
        return value.asLong().flatMap(SignatureAlgorithm::ofCose);
    }
}
