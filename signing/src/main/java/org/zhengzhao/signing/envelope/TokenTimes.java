package org.zhengzhao.signing.envelope;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The times of a token, and whether it holds at an instant (RFC 8392 §3.1.4 to 3.1.6, RFC 7519 §4.1.4 to 4.1.6). */
public record TokenTimes(Optional<Instant> issuedAt, Optional<Instant> notBefore, Optional<Instant> expires) {
    /** What is wrong with the times. The names are codes of {@code zhengzhao check}: add, never rename. */
    public enum Finding {
        IN_FORCE("in force"),
        EXPIRED("exp has passed"),
        NOT_YET_VALID("nbf has not come"),
        ISSUED_IN_THE_FUTURE("iat has not come"),
        /** It ends before it begins or before it was issued: at no time was it good. */
        NEVER_VALID("exp is not after nbf, or before iat");

        private final String detail;

        Finding(String detail) {
            this.detail = detail;
        }

        public String detail() {
            return detail;
        }
    }

    public TokenTimes {
        Objects.requireNonNull(issuedAt);
        Objects.requireNonNull(notBefore);
        Objects.requireNonNull(expires);
    }

    /**
     * Judges the times.
     *
     * @param tolerance by how much the clocks of both sides may differ
     */
    public Finding at(Instant at, Duration tolerance) {
        if (expires.isPresent()
                && (notBefore.filter(start -> !start.isBefore(expires.get())).isPresent()
                        || issuedAt.filter(issued -> issued.isAfter(expires.get()))
                                .isPresent())) {
            return Finding.NEVER_VALID;
        }
        if (expires.filter(end -> !at.isBefore(end.plus(tolerance))).isPresent()) {
            return Finding.EXPIRED;
        }
        if (notBefore.filter(start -> start.isAfter(at.plus(tolerance))).isPresent()) {
            return Finding.NOT_YET_VALID;
        }
        return issuedAt.filter(issued -> issued.isAfter(at.plus(tolerance))).isPresent()
                ? Finding.ISSUED_IN_THE_FUTURE
                : Finding.IN_FORCE;
    }
}
