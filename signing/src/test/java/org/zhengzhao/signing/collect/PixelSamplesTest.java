package org.zhengzhao.signing.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.signing.qr.GreyPicture;

class PixelSamplesTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "8, 1", "1, 3", "8, 3"})
    void grey_anySamples_isTheMeanOfEachPixel(int bits, int components) {
        Random random = new Random(5);
        for (int width = 1; width < 40; width++) {
            int height = 1 + random.nextInt(5);
            int rowLength = PixelSamples.rowLength(width, bits, components);
            byte[] samples = new byte[rowLength * height];
            random.nextBytes(samples);
            GreyPicture picture = PixelSamples.grey(samples, width, height, bits, components);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int sum = 0;
                    for (int i = x * components; i < (x + 1) * components; i++) {
                        sum += bits == 8
                                ? samples[y * rowLength + i] & 0xFF
                                : (samples[y * rowLength + i / 8] >> (7 - i % 8) & 1) * 0xFF;
                    }
                    assertThat(picture.at(x, y)).isEqualTo(sum / components);
                }
            }
        }
    }
}
