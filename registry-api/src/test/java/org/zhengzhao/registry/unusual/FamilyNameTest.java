package org.zhengzhao.registry.unusual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyNameTest {
    @ParameterizedTest
    @CsvSource({"许知行,许", "欧阳知行,欧阳", "欧阳,欧", "司马光,司马", "' 许三',许", "𠮷田一,𠮷"})
    void find_chineseName_isItsFamilyName(String name, String family) {
        assertThat(FamilyName.find(name)).contains(new FamilyName(family));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "许", "John Smith", "zhang.san", "・许", "12"})
    void find_whatIsNoChineseName_isNone(String name) {
        assertThat(FamilyName.find(name)).isEmpty();
    }

    @Test
    void find_compoundAndSimple_areDifferent() {
        assertThat(FamilyName.find("欧阳知行")).isNotEqualTo(FamilyName.find("欧知行"));
    }
}
