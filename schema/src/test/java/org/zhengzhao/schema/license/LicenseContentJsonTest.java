package org.zhengzhao.schema.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonEdit;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.MalformedJsonException.Reason;
import org.zhengzhao.schema.text.Bilingual;

class LicenseContentJsonTest {
    private static final LicenseContent CONTENT = new LicenseContent(
            new LicenseIdentifier(
                    new LicenseTypeCode(new Uscc("11100000MB03271699"), 1),
                    new Uscc("11110000MBFAKE039R"),
                    "2026000000001",
                    1),
            3,
            new Bilingual("不动产权证书", "Real Estate Title Certificate"),
            "京（2025）朝阳区不动产权第0001286号",
            new Authority(new Uscc("11110000MBFAKE039R"), "北京市虚构登记中心"),
            List.of(
                    new Holder("梁若谷", new HolderCode(HolderCodeType.CITIZEN_NUMBER, "110101190001010022")),
                    new Holder("温书禾", new HolderCode(HolderCodeType.CITIZEN_NUMBER, "310115190102150038"))),
            LocalDate.of(2025, 9, 12),
            new ValidityPeriod(LocalDate.of(2025, 9, 12), Optional.of(LocalDate.of(2055, 9, 11))),
            "110105",
            JsonEdit.object("{\"year\":2025,\"area\":\"89.57平方米\",\"shared\":true}"));
    private static final JsonValue.Members JSON = LicenseContentJson.write(CONTENT);

    @Test
    void canonical_readAgain_isTheSameContent() throws Exception {
        Bytes canonical = LicenseContentJson.canonical(CONTENT);

        assertThat(LicenseContentJson.read(canonical)).isEqualTo(CONTENT);
        assertThat(LicenseContentJson.canonical(LicenseContentJson.read(canonical)))
                .isEqualTo(canonical);
    }

    @Test
    void canonical_openEnded_hasNoLastDay() throws Exception {
        Bytes open = CanonicalJson.bytes(JsonEdit.with(JSON, "/validUntil", JsonEdit.REMOVED));

        assertThat(LicenseContentJson.read(open).validity().lastDay()).isEmpty();
        assertThat(LicenseContentJson.canonical(LicenseContentJson.read(open))).isEqualTo(open);
    }

    /** Every face of every license carries this digest: a change of the form breaks those that are out there. */
    @Test
    void digest_ofAFixedContent_neverChanges() {
        assertThat(LicenseDigest.of(CONTENT).hex())
                .isEqualTo("928e9ebe0bc1bf13d63933cd86deca33cbb81bfc1762f16ad5816228493080c3");
        assertThat(LicenseDigest.of(CONTENT))
                .isEqualTo(LicenseDigest.ofCanonical(LicenseContentJson.canonical(CONTENT)));
    }

    @Test
    void predecessor_isTheVersionBefore() throws Exception {
        LicenseIdentifier first = CONTENT.identifier();
        JsonValue.Members second = JsonEdit.with(JSON, "/identifier", quoted(first.next()));

        assertThat(LicenseContentJson.read(CanonicalJson.bytes(second)).predecessor())
                .isEmpty();
        JsonValue.Members linked = JsonEdit.with(second, "/predecessor", quoted(Optional.of(first)));
        LicenseContent content = LicenseContentJson.read(CanonicalJson.bytes(linked));
        assertThat(content.predecessor()).contains(first);
        assertThat(LicenseContentJson.canonical(content)).isEqualTo(CanonicalJson.bytes(linked));
        for (Optional<LicenseIdentifier> wrong :
                List.of(first.next(), first.next().orElseThrow().next())) {
            assertRefused(JsonEdit.with(second, "/predecessor", quoted(wrong)), Reason.WRONG_VALUE, "/predecessor");
        }
        assertRefused(
                JsonEdit.with(JSON, "/predecessor", quoted(Optional.of(first))), Reason.WRONG_VALUE, "/predecessor");
    }

    private static String quoted(Optional<LicenseIdentifier> identifier) {
        return '"' + identifier.orElseThrow().value() + '"';
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/identifier",
                "/typeCode",
                "/typeVersion",
                "/typeName",
                "/typeName/zh-CN",
                "/typeName/en",
                "/number",
                "/issuingAuthority",
                "/issuingAuthority/code",
                "/issuingAuthority/name",
                "/holders",
                "/holders/1/name",
                "/holders/1/codeType",
                "/holders/1/code",
                "/issuedOn",
                "/validFrom",
                "/areaCode",
                "/fields"
            })
    void read_missingMember_isRefusedThere(String pointer) {
        assertRefused(JsonEdit.with(JSON, pointer, JsonEdit.REMOVED), Reason.MISSING_MEMBER, pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/more", "/typeName/de", "/issuingAuthority/more", "/holders/0/more", "/a~1b~0c"})
    void read_unknownMember_isRefusedThere(String pointer) {
        assertRefused(JsonEdit.with(JSON, pointer, "1"), Reason.UNKNOWN_MEMBER, pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "/identifier|1",
                "/identifier|\"1.2.156.3005.2.11100000MB03271699001.11110000MBFAKE039R.2026000000001.001.F\"",
                "/identifier|\"1.2.156.3005.2.11100000mb03271699001.11110000MBFAKE039R.2026000000001.001.E\"",
                "/typeCode|\"11100000MB03271699022\"",
                "/typeVersion|0",
                "/typeVersion|\"1\"",
                "/typeVersion|4294967297",
                "/typeName|\"不动产权证书\"",
                "/typeName/zh-CN|\" \"",
                "/number|\"\"",
                "/number|7",
                "/issuingAuthority|[]",
                "/issuingAuthority/code|\"12310000MBFAKE047Y\"",
                "/issuingAuthority/code|\"11110000mbfake039r\"",
                "/issuingAuthority/name|\"\"",
                "/holders|[]",
                "/holders|{}",
                "/holders/1|\"温书禾\"",
                "/holders/1/name|\" \"",
                "/holders/1/codeType|\"000\"",
                "/holders/1/codeType|111",
                "/holders/1/code|\"310115190102150039\"",
                "/holders/1/code|\"11010519491231002x\"",
                "/issuedOn|\"2025-9-12\"",
                "/issuedOn|\"2025-02-29\"",
                "/issuedOn|\"+2025-09-12\"",
                "/issuedOn|\"-025-09-12\"",
                "/issuedOn|\"0000-09-12\"",
                "/issuedOn|\"2025-09-12T00:00:00Z\"",
                "/validFrom|20250912",
                "/validUntil|\"2025-09-11\"",
                "/validUntil|\"长期\"",
                "/areaCode|\"11010\"",
                "/areaCode|110105",
                "/fields|[]"
            })
    void read_wrongValue_isRefusedThere(String pointer, String value) {
        assertRefused(JsonEdit.with(JSON, pointer, value), Reason.WRONG_VALUE, pointer);
    }

    @Test
    void read_tooManyHolders_isRefused() {
        String holder = "{\"name\":\"甲\",\"codeType\":\"999\",\"code\":\"A\"}";

        assertRefused(
                JsonEdit.with(JSON, "/holders", "[" + holder + ("," + holder).repeat(100) + "]"),
                Reason.WRONG_VALUE,
                "/holders");
    }

    @Test
    void toString_ofAHolder_hasNoName() {
        assertThat(CONTENT.holders().getFirst().toString())
                .doesNotContain("梁若谷")
                .doesNotContain("110101190001010022");
    }

    @Test
    void validityPeriod_runsOnChinaStandardTime() {
        ValidityPeriod period = new ValidityPeriod(LocalDate.of(2025, 3, 1), Optional.of(LocalDate.of(2026, 2, 28)));

        assertThat(period.start()).isEqualTo(Instant.parse("2025-02-28T16:00:00Z"));
        assertThat(period.end()).contains(Instant.parse("2026-02-28T16:00:00Z"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ValidityPeriod(LocalDate.of(2025, 3, 1), Optional.of(LocalDate.of(2025, 2, 28))));
    }

    private static void assertRefused(JsonValue.Members json, Reason reason, String pointer) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> LicenseContentJson.read(CanonicalJson.bytes(json)))
                .satisfies(malformed -> assertThat(malformed.reason()).isEqualTo(reason))
                .satisfies(malformed -> assertThat(malformed.pointer()).isEqualTo(pointer));
    }
}
