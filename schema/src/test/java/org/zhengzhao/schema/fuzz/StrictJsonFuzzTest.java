package org.zhengzhao.schema.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;

/** JSON: what is read has one canonical text, which reads as the same. */
class StrictJsonFuzzTest {
    private static final int MAX_OCTETS = 1 << 20;

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Stream.of("{\"a\":[1,-2,true,\"证\\u0041\\ud83d\\ude00\"]}", "[[[]]]", "9007199254740991", "\"\\u0000\"")
                        .map(Seeds::octets),
                Seeds.jsonOfOthers());
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyText_hasOneCanonicalTextOrIsRefused(byte[] octets) {
        try {
            JsonValue value = StrictJson.read(octets, MAX_OCTETS);

            Bytes canonical = CanonicalJson.bytes(value);
            JsonValue again = StrictJson.read(canonical.toArray(), 6 * MAX_OCTETS);
            assertThat(again).isEqualTo(value);
            assertThat(CanonicalJson.bytes(again)).isEqualTo(canonical);
            assertThat(StrictJson.read(Seeds.octets(CanonicalJson.textInGivenOrder(value)), 6 * MAX_OCTETS))
                    .isEqualTo(value);
        } catch (MalformedJsonException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
    }
}
