package org.zhengzhao.schema.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSizeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[0-9]{12}[A-Z]{2}[0-9]{5}[A-Z][0-9]{8}$",
                "^(JY|SC)[0-9]{14}$",
                "[]a]{5}",
                "[^]]{5}",
                "[\\]]{5}",
                "[{}()]{100}",
                "a{x}",
                "\\{100}",
                "^[\\p{Han}·]{2,25}$",
                "(a{9}){9}",
                "a{99}"
            })
    void isAtMost_ordinaryPattern_isTrue(String pattern) {
        assertThat(PatternSize.isAtMost(1_000, pattern)).isTrue();
        assertThat(FieldPattern.find(pattern)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{1000}",
                "a{0,1001}",
                "a{1000,}",
                "(a{40}){40}",
                "(((a{100}){100}){100}){100}",
                "((a{100})?){100}",
                "(a{100})+{100}",
                "[]a]{999}{9}",
                "[\\]]{1000}",
                "[a\\]{9}]{1000}",
                "(\\){500}){500}",
                "(?:(?:x{30}|y{30}){30})",
                "\\Q[\\E{1000}",
                "[[:alpha:]]{2}",
                "a)",
                "(a{99}){99999}"
            })
    void isAtMost_patternThatGrows_isFalse(String pattern) {
        assertThat(FieldPattern.find(pattern)).isEmpty();
    }
}
