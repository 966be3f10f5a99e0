package org.zhengzhao.signing.sdjwt;

import java.time.Instant;
import java.util.Optional;
import org.zhengzhao.signing.envelope.TokenTimes;
import org.zhengzhao.signing.sdjwt.MalformedSdJwtException.Reason;

/** Times among claims (RFC 7519 §2, NumericDate). */
public final class ClaimTimes {
    /** Last second of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private ClaimTimes() {}

    /** When the token was issued, and from when to when it holds. */
    public static TokenTimes of(ClaimValue.Members claims) throws MalformedSdJwtException {
        return new TokenTimes(find(claims, "iat"), find(claims, "nbf"), find(claims, "exp"));
    }

    /** Fractions of a second are read; what is no date of ours is not. */
    static Optional<Instant> find(ClaimValue.Members claims, String name) throws MalformedSdJwtException {
        Optional<ClaimValue> value = claims.find(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof ClaimValue.Numeric number) {
            // Whole numbers up to the last second are exact as such; the digits were counted when they were read.
            double seconds = Double.parseDouble(number.digits());
            if (seconds >= 0 && seconds <= LAST_SECOND) {
                return Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)));
            }
        }
        throw new MalformedSdJwtException(Reason.CLAIM, name);
    }
}
