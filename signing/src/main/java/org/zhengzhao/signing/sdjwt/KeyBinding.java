package org.zhengzhao.signing.sdjwt;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.signing.jose.CompactJws;
import org.zhengzhao.signing.sdjwt.MalformedSdJwtException.Reason;

/**
 * What a holder says with a key binding (RFC 9901 §4.3): to whom, in answer to what, over which token, and when.
 *
 * @param digest {@code sd_hash}
 */
public record KeyBinding(CompactJws jws, Instant issuedAt, String audience, String nonce, String digest) {
    private static final String TYPE = "kb+jwt";

    public KeyBinding {
        Objects.requireNonNull(jws);
        Objects.requireNonNull(issuedAt);
        Objects.requireNonNull(audience);
        Objects.requireNonNull(nonce);
        Objects.requireNonNull(digest);
    }

    static KeyBinding parse(CompactJws jws) throws MalformedSdJwtException {
        if (!jws.type().equals(Optional.of(TYPE))) {
            throw new MalformedSdJwtException(Reason.KEY_BINDING, "typ");
        }
        ClaimValue.Members claims = ClaimReader.readObject(jws.payload(), "key binding");
        return new KeyBinding(
                jws,
                ClaimTimes.find(claims, "iat")
                        .orElseThrow(() -> new MalformedSdJwtException(Reason.KEY_BINDING, "iat")),
                text(claims, "aud"),
                text(claims, "nonce"),
                text(claims, "sd_hash"));
    }

    private static String text(ClaimValue.Members claims, String name) throws MalformedSdJwtException {
        return claims.findText(name).orElseThrow(() -> new MalformedSdJwtException(Reason.KEY_BINDING, name));
    }
}
