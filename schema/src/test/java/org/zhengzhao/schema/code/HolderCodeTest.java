package org.zhengzhao.schema.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolderCodeTest {
    @ParameterizedTest
    @CsvSource({
        "110101190001010014,110101********0014",
        "G12345678,G1*****78",
        "12345678,12****78",
        "ABCD,A**D",
        "ABC,A**",
        "AB,A*",
        "A,*"
    })
    void masked_hidesTheMiddle(String code, String masked) {
        assertThat(Masking.masked(code)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 9, 12, 17})
    void masked_shortCode_hidesAtLeastHalf(int length) {
        String masked = Masking.masked("A".repeat(length));

        assertThat(masked).hasSize(length);
        assertThat(masked.chars().filter(c -> c == '*').count() * 2).isGreaterThanOrEqualTo(length);
    }

    @Test
    void toString_ofAPersonsCode_isMasked() throws Exception {
        HolderCode code = HolderCode.parse(HolderCodeType.CITIZEN_NUMBER, "110101190001010014");

        assertThat(code).hasToString("111:110101********0014");
        assertThat(new CitizenNumber("110101190001010014")).hasToString("110101********0014");
        assertThat(HolderCode.parse(HolderCodeType.UNIFIED_SOCIAL_CREDIT_CODE, "91110000MAFAKE019D"))
                .hasToString("001:91110000MAFAKE019D");
    }

    @Test
    void parse_militaryNumber_mayHaveChineseCharacters() throws Exception {
        assertThat(HolderCode.parse(HolderCodeType.MILITARY_OFFICER, "军字第0000001号")
                        .value())
                .isEqualTo("军字第0000001号");
        assertThat(HolderCode.parse(HolderCodeType.ORDINARY_PASSPORT, "e00000001")
                        .value())
                .isEqualTo("E00000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"E 0000001", "E0000001\n", "E\u202E00001", "\uD83D\uDE00", "Ｅ00000001"})
    void parse_passportWithOtherCharacters_isRefused(String text) {
        assertThatExceptionOfType(MalformedCodeException.class)
                .isThrownBy(() -> HolderCode.parse(HolderCodeType.ORDINARY_PASSPORT, text))
                .satisfies(
                        malformed -> assertThat(malformed.reason()).isEqualTo(MalformedCodeException.Reason.ALPHABET))
                .satisfies(malformed -> assertThat(malformed.getMessage()).doesNotContain(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65})
    void parse_freeCodeOfWrongLength_isRefused(int length) {
        assertThatExceptionOfType(MalformedCodeException.class)
                .isThrownBy(() -> HolderCode.parse(HolderCodeType.OTHER_PERSON_CODE, "A".repeat(length)))
                .satisfies(malformed -> assertThat(malformed.reason()).isEqualTo(MalformedCodeException.Reason.LENGTH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "01", "002", "0001", "１１１", " 111"})
    void codeType_notInTheDictionary_isRefused(String code) {
        assertThatExceptionOfType(MalformedCodeException.class)
                .isThrownBy(() -> HolderCodeType.parse(code))
                .satisfies(
                        malformed -> assertThat(malformed.reason()).isEqualTo(MalformedCodeException.Reason.UNKNOWN));
    }

    @Test
    void constructors_takeOnlyNormalForms() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HolderCode(HolderCodeType.CITIZEN_NUMBER, "11010519491231002x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Uscc("91110000mafake019d"));
        assertThatIllegalArgumentException().isThrownBy(() -> new CitizenNumber("110101190001010015"));
    }

    @ParameterizedTest
    @CsvSource({
        "110105,OK",
        "100000,OK",
        "820000,OK",
        "000000,UNKNOWN",
        "990000,UNKNOWN",
        "11010,LENGTH",
        "1101055,LENGTH",
        "11010X,ALPHABET",
        "１１0105,ALPHABET"
    })
    void areaCode_isSixDigitsOfAProvince(String text, String outcome) {
        String found;
        try {
            found = AreaCode.parse(text).value().equals(text) ? "OK" : "CHANGED";
        } catch (MalformedCodeException malformed) {
            found = malformed.reason().name();
        }
        assertThat(found).isEqualTo(outcome);
    }
}
