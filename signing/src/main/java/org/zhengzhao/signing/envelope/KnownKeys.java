package org.zhengzhao.signing.envelope;

import java.security.Provider;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.jose.CompactJws;

/** The keys that somebody chose to verify with. */
public final class KnownKeys {
    private final List<VerificationKey> keys;
    private final Matching matching;
    private final SignatureValues values;

    /**
     * Which keys are tried.
     *
     * @param anyName whether a key is tried also where the message names another
     * @param anyCurve whether each curve goes with each hash
     */
    public record Matching(boolean anyName, boolean anyCurve) {
        /** The key that is named, on the curve that goes with the algorithm. */
        public static final Matching EXACT = new Matching(false, false);
    }

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public KnownKeys(List<VerificationKey> keys, Matching matching, Provider provider) {
        this.keys = List.copyOf(keys);
        this.matching = Objects.requireNonNull(matching);
        this.values = new SignatureValues(provider);
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Judges a JWS. */
    public SignatureFinding judge(CompactJws jws) {
        return judge(
                SignatureAlgorithm.ofJose(jws.algorithm()),
                jws.keyIdentifier().map(Bytes::utf8),
                jws.signingInput(),
                jws.signature());
    }

    /**
     * Judges a signature.
     *
     * @param named the name of the key that the message gives
     */
    public SignatureFinding judge(
            Optional<SignatureAlgorithm> algorithm, Optional<Bytes> named, Bytes message, Bytes signature) {
        if (algorithm.isEmpty()) {
            return SignatureFinding.ALGORITHM_UNKNOWN;
        }
        List<VerificationKey> candidates = keys.stream()
                .filter(key -> matching.anyName() || key.answersTo(named))
                .toList();
        if (candidates.isEmpty()) {
            return SignatureFinding.KEY_UNKNOWN;
        }
        List<PublicKey> fitting = candidates.stream()
                .filter(key -> key.only().isEmpty() || key.only().equals(algorithm))
                .flatMap(key -> key.publicKey().stream())
                .filter(key -> SignatureValues.fits(algorithm.get(), key, matching.anyCurve()))
                .toList();
        if (fitting.isEmpty()) {
            return SignatureFinding.KEY_MISMATCH;
        }
        return fitting.stream().anyMatch(key -> values.verifies(algorithm.get(), key, message, signature))
                ? SignatureFinding.GENUINE
                : SignatureFinding.SIGNATURE_BROKEN;
    }
}
