package org.zhengzhao.schema.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.CalendarDate;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.schema.type.FieldValidator;
import org.zhengzhao.schema.type.LicenseTypeJson;

class SampleTypesTest {
    private static final Set<String> FICTIONAL =
            Set.of("91110000MAFAKE019D", "110101190001010014", "110101190001010022", "310115190102150038");

    static List<SampleType> samples() {
        return SampleTypes.all();
    }

    @Test
    void all_isTheFiveTypesInOrder() {
        assertThat(samples())
                .extracting(SampleType::slug)
                .containsExactly(
                        "business-license",
                        "food-business-permit",
                        "road-transport-operating-permit",
                        "class-2-cost-engineer",
                        "real-estate-title");
    }

    @Test
    void all_onlyPubliclySeenCodesAreConfirmed() {
        assertThat(samples())
                .filteredOn(sample -> sample.type().codeConfirmed())
                .extracting(sample -> sample.type().code().value())
                .containsExactlyInAnyOrder("11100000000019713D008", "1110000000001332XW059", "11100000MB03271699001");
    }

    @Test
    void find_unknownSlug_isEmpty() {
        assertThat(SampleTypes.find("../business-license")).isEmpty();
        assertThat(SampleTypes.find("real-estate-title")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void type_writtenAndReadAgain_isTheSame(SampleType sample) throws Exception {
        assertThat(LicenseTypeJson.read(LicenseTypeJson.write(sample.type()), 1))
                .isEqualTo(sample.type());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void license_fieldsFollowTheSchema(SampleType sample) {
        FieldValidator validator = new FieldValidator(sample.type().fields());

        assertThat(validator.validate(fields(sample), "/fields", Language.ENGLISH))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void license_withoutFields_reportsEveryRequiredOne(SampleType sample) {
        FieldValidator validator = new FieldValidator(sample.type().fields());

        assertThat(validator.validate(JsonValue.Members.EMPTY, "/fields", Language.CHINESE))
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactlyElementsOf(sample.type().fields().names().stream()
                        .filter(sample.type().fields()::required)
                        .map(name -> "REQUIRED /fields/" + name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void license_keepsTheRulesOfItsType(SampleType sample) throws Exception {
        JsonValue.Members license = sample.license();

        assertThat(license.values().keySet())
                .isSubsetOf(
                        "typeCode", "number", "holders", "issuedOn", "validFrom", "validUntil", "areaCode", "fields");
        assertThat(license.findText("typeCode")).contains(sample.type().code().value());
        assertThat(license.findText("number")).isPresent();
        AreaCode.parse(license.findText("areaCode").orElseThrow());
        LocalDate firstDay = date(license, "validFrom").orElseThrow();
        ValidityPeriod validity = new ValidityPeriod(firstDay, date(license, "validUntil"));
        assertThat(sample.type().validity().admits(validity)).isTrue();
        assertThat(date(license, "issuedOn")).isPresent();
        for (HolderCode holder : holders(license)) {
            assertThat(sample.type().holderCategory().admits(holder.type())).isTrue();
            assertThat(FICTIONAL).contains(holder.value());
        }
    }

    @Test
    void realEstateTitle_hasTwoCoOwners() throws Exception {
        assertThat(holders(SampleTypes.find("real-estate-title").orElseThrow().license()))
                .hasSize(2);
    }

    private static JsonValue.Members fields(SampleType sample) {
        return (JsonValue.Members) sample.license().find("fields").orElseThrow();
    }

    private static Optional<LocalDate> date(JsonValue.Members license, String name) {
        return license.findText(name).map(text -> CalendarDate.find(text).orElseThrow());
    }

    private static List<HolderCode> holders(JsonValue.Members license) throws Exception {
        List<HolderCode> codes = new ArrayList<>();
        for (JsonValue item : ((JsonValue.Items) license.find("holders").orElseThrow()).values()) {
            JsonValue.Members holder = (JsonValue.Members) item;
            assertThat(holder.values()).containsOnlyKeys("name", "codeType", "code");
            codes.add(HolderCode.parse(
                    HolderCodeType.parse(holder.findText("codeType").orElseThrow()),
                    holder.findText("code").orElseThrow()));
        }
        return codes;
    }
}
