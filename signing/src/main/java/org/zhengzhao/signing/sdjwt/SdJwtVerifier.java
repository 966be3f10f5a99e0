package org.zhengzhao.signing.sdjwt;

import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.envelope.KeyReader;
import org.zhengzhao.signing.envelope.KnownKeys;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.SignatureFinding;
import org.zhengzhao.signing.envelope.VerificationKey;

/** Judges SD-JWTs against the keys of issuers that somebody chose (RFC 9901 §7). */
public final class SdJwtVerifier {
    /** The holder is whoever the issuer names, so the key goes by any name; only the curve must fit. */
    private static final KnownKeys.Matching HOLDER = new KnownKeys.Matching(true, false);

    private final KnownKeys issuers;
    private final KeyReader keyReader;
    private final Provider provider;

    /**
     * @param issuers the keys whose signatures count; what a token brings along never does
     * @param provider Bouncy Castle, made once by the caller
     */
    public SdJwtVerifier(KnownKeys issuers, Provider provider) {
        this.issuers = Objects.requireNonNull(issuers);
        this.keyReader = new KeyReader(provider);
        this.provider = provider;
    }

    /** Judges the issuer's signature. Of several over one payload, one by a known key is enough. */
    public SignatureFinding signature(SdJwt token) {
        List<SignatureFinding> findings =
                token.signed().stream().map(issuers::judge).toList();
        return findings.contains(SignatureFinding.GENUINE) ? SignatureFinding.GENUINE : findings.getFirst();
    }

    /** Reads what the holder says, where there is such a part. */
    public Optional<KeyBinding> keyBinding(SdJwt token) throws MalformedSdJwtException {
        return token.keyBinding().isPresent()
                ? Optional.of(KeyBinding.parse(token.keyBinding().get()))
                : Optional.empty();
    }

    /**
     * Judges a key binding (§7.3). The issuer's signature must have been judged before: the holder's key comes from the claims.
     *
     * @param claims of the token
     * @param tolerance by how much the clocks of holder and verifier may differ
     */
    public KeyBindingFinding judge(
            SdJwt token, ClaimValue.Members claims, KeyBindingDemand demand, Instant at, Duration tolerance)
            throws MalformedSdJwtException {
        Optional<KeyBinding> found = keyBinding(token);
        if (found.isEmpty()) {
            return demand.required() ? KeyBindingFinding.KEY_BINDING_MISSING : KeyBindingFinding.BOUND;
        }
        KeyBinding binding = found.get();
        Optional<KnownKeys> holder = holder(claims);
        if (holder.isEmpty()) {
            return KeyBindingFinding.HOLDER_KEY;
        }
        if (holder.get().judge(binding.jws()) != SignatureFinding.GENUINE) {
            return KeyBindingFinding.KEY_BINDING_BROKEN;
        }
        if (!token.hash().digest(token.boundText()).equals(binding.digest())) {
            return KeyBindingFinding.KEY_BINDING_DIGEST;
        }
        if (differs(demand.audience(), binding.audience())) {
            return KeyBindingFinding.KEY_BINDING_AUDIENCE;
        }
        if (differs(demand.nonce(), binding.nonce())) {
            return KeyBindingFinding.KEY_BINDING_NONCE;
        }
        boolean future = binding.issuedAt().isAfter(at.plus(tolerance));
        boolean old = demand.maximumAge()
                .filter(age -> binding.issuedAt().isBefore(at.minus(age).minus(tolerance)))
                .isPresent();
        return future || old ? KeyBindingFinding.KEY_BINDING_TIME : KeyBindingFinding.BOUND;
    }

    private static boolean differs(Optional<String> demanded, String said) {
        return demanded.filter(wanted -> !wanted.equals(said)).isPresent();
    }

    /** The one key of {@code cnf} (RFC 7800 §3.2) as a JWK. */
    private Optional<KnownKeys> holder(ClaimValue.Members claims) {
        if (!(claims.find("cnf").orElse(new ClaimValue.Nothing()) instanceof ClaimValue.Members confirmation)
                || !(confirmation.find("jwk").orElse(new ClaimValue.Nothing()) instanceof ClaimValue.Members jwk)) {
            return Optional.empty();
        }
        try {
            List<VerificationKey> keys = keyReader.read(Bytes.utf8(jwk.toJson()));
            return keys.size() == 1 && keys.getFirst().publicKey().isPresent()
                    ? Optional.of(new KnownKeys(keys, HOLDER, provider))
                    : Optional.empty();
        } catch (MalformedEnvelopeException unusable) {
            return Optional.empty();
        }
    }
}
