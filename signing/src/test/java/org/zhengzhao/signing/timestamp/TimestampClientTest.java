package org.zhengzhao.signing.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestTimestampAuthority;

class TimestampClientTest {
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TIME = Instant.parse("2026-03-02T02:00:00Z");
    private static final Bytes IMPRINT = HashAlgorithm.SHA256.digest(TestPki.PROVIDER, Bytes.utf8("document"));
    private final TestTimestampAuthority authority = new TestTimestampAuthority(MADE);

    private TimestampClient client(TimestampTransport transport) {
        return new TimestampClient(
                transport,
                new TimestampVerifier(List.of(authority.root()), TestPki.PROVIDER),
                HashAlgorithm.SHA256,
                Optional.of(TestTimestampAuthority.POLICY),
                InstantSource.fixed(TIME),
                new SecureRandom(),
                TestPki.PROVIDER);
    }

    @Test
    void stamp_goodAnswer_isAToken() {
        TimestampClient client = client(request -> authority.respond(request, TIME));
        assertThat(client.stamp(IMPRINT)).isInstanceOfSatisfying(Timestamper.Outcome.Stamped.class, stamped -> {
            assertThat(stamped.token().info().imprint().digest()).isEqualTo(IMPRINT);
            assertThat(client.expectedOctets())
                    .isEqualTo(stamped.token().octets().length());
        });
    }

    @Test
    void stamp_anythingElse_failsWithAReason() throws IOException {
        List<TimestampTransport> bad = List.of(
                request -> {
                    throw new IOException("connection refused");
                },
                request -> Bytes.utf8("<html>"),
                request -> authority.refuse(PKIFailureInfo.systemFailure, "down"),
                request -> new TestTimestampAuthority(MADE).respond(request, TIME),
                request -> authority.respond(request, TIME.plusSeconds(3600)),
                request -> authority.respond(
                        TimestampRequest.of(HashAlgorithm.SHA256, IMPRINT, new SecureRandom())
                                .octets(),
                        TIME));
        for (TimestampTransport transport : bad) {
            assertThat(client(transport).stamp(IMPRINT)).isInstanceOf(Timestamper.Outcome.Failed.class);
        }
    }
}
