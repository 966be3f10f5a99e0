package org.zhengzhao.signing.status;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.signing.envelope.TokenTimes;

/**
 * What a status list token says (§5 of the draft). Who signed it is not said here.
 *
 * @param subject location of the list, as the tokens that refer to it have it
 * @param times the time of issuing is always there
 * @param timeToLive for how long a copy may be kept before it is asked for again
 */
public record StatusListToken(
        Form form, String subject, TokenTimes times, Optional<Duration> timeToLive, StatusList list) {
    /** How a token is written. */
    public enum Form {
        JWT,
        CWT
    }

    public StatusListToken {
        Objects.requireNonNull(form);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(times);
        Objects.requireNonNull(timeToLive);
        Objects.requireNonNull(list);
        if (times.issuedAt().isEmpty()) {
            throw new IllegalArgumentException("a status list says when it was issued");
        }
    }
}
