package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.cert.CRLException;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestTimestampAuthority;
import org.zhengzhao.signing.x509.MalformedEvidenceException;
import org.zhengzhao.signing.x509.OcspAnswer;
import org.zhengzhao.signing.x509.RevocationList;

/** Revocation lists (RFC 5280) and OCSP answers (RFC 6960). */
class RevocationFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.concat(
                Stream.of(list()),
                Stream.concat(
                        Seeds.files("x509-pkits", 2000, ".crl").limit(40),
                        Seeds.files("x509-ocsp", 4000, ".ors")
                                .map(text -> Base64.getMimeDecoder().decode(text))));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void parse_anyOctets_areEvidenceOrRefused(byte[] octets) {
        Bytes given = Bytes.of(octets);
        try {
            assertThat(RevocationList.parse(given).thisUpdate()).isNotNull();
        } catch (MalformedEvidenceException malformed) {
            assertThat(malformed).isNotNull();
        }
        try {
            assertThat(OcspAnswer.parse(given, TestPki.PROVIDER).producedAt()).isNotNull();
        } catch (MalformedEvidenceException malformed) {
            assertThat(malformed).isNotNull();
        }
    }

    private static byte[] list() {
        try {
            return new TestTimestampAuthority(Samples.CEREMONY)
                    .revocations(Samples.ISSUED, Samples.NOW)
                    .getEncoded();
        } catch (CRLException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
