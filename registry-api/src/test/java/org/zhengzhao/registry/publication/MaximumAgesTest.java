package org.zhengzhao.registry.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.code.LicenseTypeCode;

class MaximumAgesTest {
    @Test
    void parse_codesAndDurations_areRead() throws Exception {
        assertThat(MaximumAges.parse("11100000000019713D008=PT12H, 11100000MB03271699001=P1D"))
                .containsEntry(LicenseTypeCode.parse("11100000000019713D008"), Duration.ofHours(12))
                .containsEntry(LicenseTypeCode.parse("11100000MB03271699001"), Duration.ofDays(1))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "11100000000019713D008",
                "11100000000019713D008=12h",
                "11100000000019713D009x=PT1H",
                "11100000000019713D008=PT1H,11100000000019713D008=PT2H",
                "11100000000019713D008=PT1H,"
            })
    void parse_anythingElse_isRefused(String setting) {
        assertThatThrownBy(() -> MaximumAges.parse(setting)).isInstanceOf(IllegalStateException.class);
    }
}
