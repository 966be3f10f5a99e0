package org.zhengzhao.signing.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** What the sum says fits, fits; what it refuses is not far below the real limit. */
class QrCapacityTest {
    @Test
    void fits_longestAlphanumericText_isTheLongestSymbol() throws Exception {
        int longest = 0;
        while (QrCapacity.fits("A".repeat(longest + 1))) {
            longest++;
        }
        assertThat(longest).isGreaterThan(3380).isLessThanOrEqualTo(3391);
        assertThat(QrSymbol.of("A".repeat(longest)).size()).isEqualTo(177);
        assertThatExceptionOfType(QrSymbol.TooLongException.class).isThrownBy(() -> QrSymbol.of("A".repeat(3392)));
    }

    @Test
    void fits_addressWithFragment_isNeverTooOptimistic() throws Exception {
        String address = "HTTPS://LICENSES.EXAMPLE.CN/V#LX1:";
        int longest = 0;
        while (QrCapacity.fits(address + "%".repeat(longest + 1))) {
            longest++;
        }
        assertThat(longest).isGreaterThan(3300);
        assertThat(QrSymbol.of(address + "%".repeat(longest)).size()).isEqualTo(177);
    }

    @Test
    void fits_octets_isNeverTooOptimistic() throws Exception {
        int longest = 0;
        while (QrCapacity.fits("a".repeat(longest + 1))) {
            longest++;
        }
        assertThat(longest).isGreaterThan(2320);
        assertThat(QrSymbol.of("a".repeat(longest)).size()).isEqualTo(177);
    }
}
