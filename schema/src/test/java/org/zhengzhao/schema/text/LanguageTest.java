package org.zhengzhao.schema.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh-CN|CHINESE",
                "zh|CHINESE",
                "zh-Hant-TW|CHINESE",
                "en|ENGLISH",
                "EN-gb|ENGLISH",
                "en-US,en;q=0.9|ENGLISH",
                "zh-CN,zh;q=0.9,en;q=0.8|CHINESE",
                "en;q=0.5, zh;q=0.8|CHINESE",
                "zh;q=0.5, en;q=0.8|ENGLISH",
                "en,zh|ENGLISH",
                "de, en;q=0.3|ENGLISH",
                "de|CHINESE",
                "de, *;q=0.1|CHINESE",
                "*|CHINESE",
                "zh;q=0, *|ENGLISH",
                "en;q=0, zh;q=0|CHINESE",
                "en;q=0|CHINESE",
                "enm|CHINESE",
                "zhx, en|ENGLISH",
                "''|CHINESE",
                "' '|CHINESE",
                "en;q=2|CHINESE",
                ";;;|CHINESE",
                "en;q=|CHINESE",
                "中文|CHINESE"
            })
    void fromAcceptLanguage_choosesTheBestOfOurs(String header, Language expected) {
        assertThat(Language.fromAcceptLanguage(header)).isEqualTo(expected);
    }

    @Test
    void fromAcceptLanguage_tooLong_isChinese() {
        assertThat(Language.fromAcceptLanguage("en" + ",en".repeat(66))).isEqualTo(Language.ENGLISH);
        assertThat(Language.fromAcceptLanguage("en" + ",en".repeat(67))).isEqualTo(Language.CHINESE);
    }

    @Test
    void fromLocale_isEnglishForEnglishOnly() {
        assertThat(Language.fromLocale(Locale.UK)).isEqualTo(Language.ENGLISH);
        assertThat(Language.fromLocale(Locale.SIMPLIFIED_CHINESE)).isEqualTo(Language.CHINESE);
        assertThat(Language.fromLocale(Locale.GERMANY)).isEqualTo(Language.CHINESE);
        assertThat(Language.CHINESE.locale()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    }

    @Test
    void bilingual_needsBothLanguages() {
        Bilingual both = new Bilingual("证照", "license");
        assertThat(both.in(Language.CHINESE)).isEqualTo("证照");
        assertThat(both.in(Language.ENGLISH)).isEqualTo("license");
        assertThatIllegalArgumentException().isThrownBy(() -> new Bilingual("证照", " "));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bilingual("", "license"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"张三", "O'Neill", "𠮷野家", "a\u3000b", "𰻝"})
    void plainText_namesAndIdeographs_areLines(String text) {
        assertThat(PlainText.isLine(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000",
                "a\tb",
                "a\rb",
                "\u001b[31m",
                "a\u007f",
                "a\u0085",
                "a\u200bb",
                "a\u202eb",
                "a\u2066b",
                "a\u2028b",
                "\ufeffa",
                "a\ufffe",
                "a\ud800",
                "a\u00adb"
            })
    void plainText_controlsAndInvisibles_areNot(String text) {
        assertThat(PlainText.isLine(text)).isFalse();
        assertThat(PlainText.isLines(text)).isFalse();
    }

    @Test
    void plainText_lineFeed_isForLinesOnly() {
        assertThat(PlainText.isLine("a\nb")).isFalse();
        assertThat(PlainText.isLines("a\nb")).isTrue();
    }
}
