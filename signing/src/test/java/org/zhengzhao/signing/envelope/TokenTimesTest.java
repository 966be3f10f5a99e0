package org.zhengzhao.signing.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.envelope.TokenTimes.Finding;

class TokenTimesTest {
    private static final long NOW = 1_800_000_000L;

    /** Seconds from now; tolerance two minutes. */
    @ParameterizedTest
    @CsvSource({
        ",,,IN_FORCE",
        "-10,-10,10,IN_FORCE",
        "120,,,IN_FORCE",
        "121,,,ISSUED_IN_THE_FUTURE",
        ",120,,IN_FORCE",
        ",121,,NOT_YET_VALID",
        ",,-119,IN_FORCE",
        ",,-120,EXPIRED",
        ",0,0,NEVER_VALID",
        ",10,-10,NEVER_VALID",
        "10,,-10,NEVER_VALID",
        "0,,0,IN_FORCE",
    })
    void at_timesAroundNow_areJudged(@Nullable Long issued, @Nullable Long from, @Nullable Long to, Finding expected) {
        TokenTimes times = new TokenTimes(instant(issued), instant(from), instant(to));
        assertThat(times.at(Instant.ofEpochSecond(NOW), Duration.ofMinutes(2))).isEqualTo(expected);
    }

    @Test
    void parse_fractions_areRead() throws Exception {
        TokenClaims claims = TokenClaims.parse(Bytes.hex("a104fb41d9546680000000"));
        assertThat(claims.times().expires()).isPresent();
    }

    /** NaN, infinite, negative, far away, a text, tagged, a big number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a104f97e00",
                "a104f97c00",
                "a10420",
                "a104f9bc00",
                "a1041b7fffffffffffffff",
                "a1041bffffffffffffffff",
                "a104fb7fefffffffffffff",
                "a1046131",
                "a104c100",
                "a104c24101",
                "a104f6",
                "a106f97e00",
                "a105f97e00",
                "a10100",
                "a1024100",
                "a10300",
                "a1038100",
                "a10700",
                "a1f500",
                "80",
                "a204000400"
            })
    void parse_claimsOfTheWrongType_areRefused(String hex) {
        assertThat(catchThrowable(() -> TokenClaims.parse(Bytes.hex(hex))))
                .isInstanceOf(MalformedEnvelopeException.class);
    }

    private static Optional<Instant> instant(@Nullable Long seconds) {
        return Optional.ofNullable(seconds).map(offset -> Instant.ofEpochSecond(NOW + offset));
    }
}
