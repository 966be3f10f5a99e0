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
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.schema.type.FieldProblem;
import org.zhengzhao.schema.type.FieldValidator;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.LicenseTypeJson;
import org.zhengzhao.schema.type.TypeProblem;

/** Definitions of license types: read and written alike, and able to validate any fields. */
class LicenseTypeFuzzTest {
    private static final List<JsonValue.Members> FIELDS = SampleTypes.all().stream()
            .map(sample -> (JsonValue.Members) sample.license().find("fields").orElseThrow())
            .toList();

    static Stream<byte[]> seeds() {
        return SampleTypes.all().stream()
                .map(SampleType::type)
                .map(LicenseTypeJson::write)
                .map(CanonicalJson::textInGivenOrder)
                .map(Seeds::octets);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyDefinition_isATypeOrHasProblems(byte[] octets) {
        try {
            JsonValue.Members members = StrictJson.readObject(octets, LicenseTypeJson.MAX_OCTETS);
            List<TypeProblem> problems = LicenseTypeJson.check(members);
            if (problems.isEmpty()) {
                LicenseType type = LicenseTypeJson.read(members, 1);
                assertThat(LicenseTypeJson.read(LicenseTypeJson.write(type), 1)).isEqualTo(type);
                FieldValidator validator = new FieldValidator(type.fields());
                for (JsonValue.Members fields : FIELDS) {
                    List<FieldProblem> found = validator.validate(fields, "/fields", Language.ENGLISH);
                    assertThat(found).doesNotContainNull();
                }
            }
        } catch (MalformedJsonException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
    }
}
