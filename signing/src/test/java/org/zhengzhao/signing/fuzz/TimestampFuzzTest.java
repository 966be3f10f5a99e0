package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestTimestampAuthority;
import org.zhengzhao.signing.timestamp.MalformedTimestampException;
import org.zhengzhao.signing.timestamp.TimestampJudgement;
import org.zhengzhao.signing.timestamp.TimestampRequest;
import org.zhengzhao.signing.timestamp.TimestampResponse;
import org.zhengzhao.signing.timestamp.TimestampToken;
import org.zhengzhao.signing.timestamp.TimestampVerifier;

/** Timestamps (RFC 3161): requests, responses, tokens. */
class TimestampFuzzTest {
    private static final TestTimestampAuthority AUTHORITY = new TestTimestampAuthority(Samples.CEREMONY);
    private static final TimestampVerifier VERIFIER =
            new TimestampVerifier(List.of(AUTHORITY.root()), TestPki.PROVIDER);
    private static final Bytes DATA = Bytes.utf8("data");
    private static final TimestampRequest REQUEST =
            TimestampRequest.of(HashAlgorithm.SHA256, Sha256.of(DATA), new SecureRandom());
    private static final Bytes RESPONSE = AUTHORITY.respond(REQUEST.octets(), Samples.ISSUED);
    private static final Bytes TOKEN = AUTHORITY.token(REQUEST.octets(), Samples.ISSUED);

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Stream.of(REQUEST.octets(), RESPONSE, TOKEN, AUTHORITY.refuse(2, "no"))
                        .map(Bytes::toArray),
                Seeds.files("rfc3161", 10_000, ".tsr", ".tst", "request.der"));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void parse_anyOctets_areATimestampOrRefused(byte[] octets) {
        Bytes given = Bytes.of(octets);
        try {
            TimestampRequest request = TimestampRequest.parse(given);
            assertThat(TimestampRequest.parse(request.octets())).isEqualTo(request);
        } catch (MalformedTimestampException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
        try {
            TimestampResponse.parse(given, TestPki.PROVIDER).token().ifPresent(TimestampFuzzTest::judge);
        } catch (MalformedTimestampException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
        try {
            judge(TimestampToken.parsePadded(given, TestPki.PROVIDER));
        } catch (MalformedTimestampException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
    }

    /** A token may be written in more than one way; what it says is what was signed. */
    private static void judge(TimestampToken token) {
        TimestampJudgement judgement = VERIFIER.judge(token, Samples.NOW, ByteBuffer.wrap(DATA.toArray()));
        if (judgement.holds()) {
            assertThat(token.info().time()).isEqualTo(Samples.ISSUED);
            assertThat(token.info().nonce()).isEqualTo(REQUEST.nonce());
        }
    }
}
