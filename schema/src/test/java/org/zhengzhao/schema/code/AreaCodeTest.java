package org.zhengzhao.schema.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaCodeTest {
    @ParameterizedTest
    @CsvSource({
        "100000, 110105, true",
        "100000, 100000, true",
        "110000, 110105, true",
        "110000, 110000, true",
        "110000, 120000, false",
        "110000, 100000, false",
        "130100, 130102, true",
        "130100, 130202, false",
        "130100, 130000, false",
        "130102, 130102, true",
        "130102, 130103, false",
        // A county that its province governs itself.
        "420000, 429004, true",
        "420100, 429004, false"
    })
    void covers_whatLiesInIt(String region, String area, boolean covers) {
        assertThat(new AreaCode(region).covers(new AreaCode(area))).isEqualTo(covers);
    }
}
