package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.credential.Credential;

/** Credentials as files: only what was issued is valid. */
class CredentialFuzzTest {
    private static final Judged JUDGED = new Judged(Seeds.TRUST);
    private static final Set<Bytes> ISSUED =
            Seeds.credentials().stream().map(Credential::coseSign1).collect(Collectors.toUnmodifiableSet());

    static Stream<byte[]> seeds() {
        return ISSUED.stream().map(Bytes::toArray);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void verify_anyOctets_areValidOnlyAsIssued(byte[] octets) {
        if (octets.length > 0 && (octets[0] & 0xFF) == 0xD2) {
            assertThat(JUDGED.valid(octets)).isEqualTo(ISSUED.contains(Bytes.of(octets)));
        }
    }
}
