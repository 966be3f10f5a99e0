package org.zhengzhao.registry.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.identity.RefusedCalls.Kind;

class RefusedCallsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:04:05Z");
    private static final Logger LOG = Logger.getLogger("org.zhengzhao.security");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> lines = new ArrayList<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line instanceof ExtLogRecord known ? known.getFormattedMessage() : line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(listening);
    }

    @AfterEach
    void stop() {
        LOG.removeHandler(listening);
    }

    @Test
    void tell_namesWhoAndWhat_andCounts() {
        calls(NOW).tell(Kind.ROLE, "commerce-bureau", "issueLicense");
        assertThat(lines).containsExactly("refused for its ROLE: commerce-bureau, issueLicense");
        assertThat(meters.get("zhengzhao.calls.refused")
                        .tag("for", "ROLE")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void tell_whatCannotBeAnId_isNotRepeated() {
        RefusedCalls calls = calls(NOW);
        calls.tell(Kind.CREDENTIALS, "a\nINFO forged line", "invalid_client");
        calls.tell(Kind.CREDENTIALS, "110101190001011009", "invalid_client");
        calls.tell(Kind.TOKEN, "", "token-expired");
        assertThat(lines)
                .containsExactly(
                        "refused for its CREDENTIALS: unknown, invalid_client",
                        "refused for its CREDENTIALS: unknown, invalid_client",
                        "refused for its TOKEN: unknown, token-expired");
    }

    @Test
    void tell_thousands_areSomeLinesAndASum() {
        Instant[] now = {NOW};
        RefusedCalls calls = new RefusedCalls(new Moving(now), meters);
        for (int i = 0; i < 1000; i++) {
            calls.tell(Kind.TOKEN, "", "token-invalid");
        }
        assertThat(lines).hasSize(RefusedCalls.LINES_A_MINUTE);
        now[0] = NOW.plus(Duration.ofMinutes(1));
        calls.tell(Kind.TOKEN, "", "token-invalid");
        assertThat(lines).hasSize(RefusedCalls.LINES_A_MINUTE + 2);
        assertThat(lines.get(RefusedCalls.LINES_A_MINUTE)).startsWith("940 more calls");
        assertThat(meters.get("zhengzhao.calls.refused")
                        .tag("for", "TOKEN")
                        .counter()
                        .count())
                .isEqualTo(1001);
    }

    private RefusedCalls calls(Instant at) {
        return new RefusedCalls(Clock.fixed(at, ZoneOffset.UTC), meters);
    }

    /** A clock that a test moves. */
    private static final class Moving extends Clock {
        private final Instant[] now;

        Moving(Instant[] now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now[0];
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
