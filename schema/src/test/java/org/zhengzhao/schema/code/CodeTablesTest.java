package org.zhengzhao.schema.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The vectors of the standards and of public implementations, one table per code. */
class CodeTablesTest {
    private interface Parser {
        String parse(String text) throws MalformedCodeException;
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "license-identifiers.csv",
            delimiter = '|',
            quoteCharacter = '\'',
            useHeadersInDisplayName = true)
    void licenseIdentifier_asInTheTable(String text, String outcome) {
        assertOutcome(
                text,
                outcome,
                CodeKind.LICENSE_IDENTIFIER,
                value -> LicenseIdentifier.parse(value).value());
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "license-type-codes.csv",
            delimiter = '|',
            quoteCharacter = '\'',
            useHeadersInDisplayName = true)
    void licenseTypeCode_asInTheTable(String text, String outcome) {
        assertOutcome(
                text,
                outcome,
                CodeKind.LICENSE_TYPE_CODE,
                value -> LicenseTypeCode.parse(value).value());
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "unified-social-credit-codes.csv",
            delimiter = '|',
            quoteCharacter = '\'',
            useHeadersInDisplayName = true)
    void uscc_asInTheTable(String text, String outcome, Boolean organisationCode) throws Exception {
        assertOutcome(
                text,
                outcome,
                CodeKind.UNIFIED_SOCIAL_CREDIT_CODE,
                value -> Uscc.parse(value).value());
        if (outcome.equals("OK")) {
            Uscc code = Uscc.parse(text);
            assertThat(code.organisationCodeChecks()).isEqualTo(organisationCode);
            assertThat(code.areaCode()).isEqualTo(text.substring(2, 8));
            assertThat(HolderCode.parse(HolderCodeType.UNIFIED_SOCIAL_CREDIT_CODE, text)
                            .value())
                    .isEqualTo(code.value());
        }
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "citizen-numbers.csv",
            delimiter = '|',
            quoteCharacter = '\'',
            useHeadersInDisplayName = true)
    void citizenNumber_asInTheTable(String text, String outcome) {
        Parser parser = value -> CitizenNumber.parse(value).value();
        assertOutcome(text, outcome, CodeKind.CITIZEN_NUMBER, parser);
        assertOutcome(
                text,
                outcome,
                CodeKind.CITIZEN_NUMBER,
                value -> HolderCode.parse(HolderCodeType.CITIZEN_NUMBER, value).value());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "holder-code-types.csv", delimiter = '|', useHeadersInDisplayName = true)
    void holderCodeType_asInTheDictionary(String code, boolean person, String chinese) throws Exception {
        HolderCodeType type = HolderCodeType.parse(code);

        assertThat(type.naturalPerson()).isEqualTo(person);
        assertThat(type.title().chinese()).isEqualTo(chinese);
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "holder-code-types.csv",
            delimiter = '|',
            useHeadersInDisplayName = true,
            maxCharsPerColumn = 64)
    void holderCodeType_hasNoEntryThatTheDictionaryLacks(String code) {
        List<String> all =
                Arrays.stream(HolderCodeType.values()).map(HolderCodeType::code).toList();

        assertThat(all).hasSize(16).doesNotHaveDuplicates().contains(code);
    }

    private static void assertOutcome(String text, String outcome, CodeKind kind, Parser parser) {
        if (outcome.equals("OK")) {
            assertThat(parse(parser, text)).isEqualTo(text.toUpperCase(Locale.ROOT));
        } else {
            assertThat(parse(parser, text)).isEqualTo(kind + " " + outcome);
        }
    }

    private static String parse(Parser parser, String text) {
        try {
            return parser.parse(text);
        } catch (MalformedCodeException malformed) {
            return malformed.kind() + " " + malformed.reason();
        }
    }
}
