package org.zhengzhao.signing.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;

class Base45Test {
    @ParameterizedTest
    @CsvSource({"AB,BB8", "Hello!!,%69 VD92EX0", "base-45,UJCLQE7W581", "ietf!,QED8WEX0"})
    void encode_vectorOfRfc9285_agreesBothWays(String plain, String text) throws MalformedBase45Exception {
        assertThat(Base45.encode(Bytes.utf8(plain))).isEqualTo(text);
        assertThat(Base45.decode(text)).isEqualTo(Bytes.utf8(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "bb8", "GGX", ":::", "::", "BB8\n", "ÄB8", "BB8A"})
    void decode_textThatIsNoBase45_isRefused(String text) {
        assertThatExceptionOfType(MalformedBase45Exception.class).isThrownBy(() -> Base45.decode(text));
    }

    @Test
    void decode_refusedText_namesThePositionOfTheGroup() {
        assertThatExceptionOfType(MalformedBase45Exception.class)
                .isThrownBy(() -> Base45.decode("BB8GGX"))
                .satisfies(malformed -> assertThat(malformed.position()).isEqualTo(3));
    }

    @Test
    void decode_whatWasEncoded_isTheSame() throws MalformedBase45Exception {
        Random random = new Random(9285);
        for (int length = 0; length < 300; length++) {
            byte[] octets = new byte[length];
            random.nextBytes(octets);
            assertThat(Base45.decode(Base45.encode(Bytes.of(octets)))).isEqualTo(Bytes.of(octets));
        }
    }
}
