package org.zhengzhao.schema.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.schema.type.FieldValidator;

/** Fields as an order or a form brings them, against the sample types; pictures are among them. */
class FieldsFuzzTest {
    private static final int MAX_OCTETS = 1 << 20;
    private static final List<FieldValidator> VALIDATORS = SampleTypes.all().stream()
            .map(sample -> new FieldValidator(sample.type().fields()))
            .toList();

    static Stream<byte[]> seeds() {
        return SampleTypes.all().stream()
                .map(sample -> sample.license().find("fields").orElseThrow())
                .map(CanonicalJson::textInGivenOrder)
                .map(Seeds::octets);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void validate_anyFields_areGoodOrHaveProblems(byte[] octets) {
        try {
            JsonValue.Members fields = StrictJson.readObject(octets, MAX_OCTETS);
            for (FieldValidator validator : VALIDATORS) {
                assertThat(validator.validate(fields, "/fields", Language.CHINESE))
                        .doesNotContainNull();
            }
        } catch (MalformedJsonException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
    }
}
