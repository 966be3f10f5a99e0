package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.signing.cose.Base45;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.MalformedBase45Exception;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.qr.MalformedQrTextException;
import org.zhengzhao.signing.qr.MalformedQrTextException.Reason;
import org.zhengzhao.signing.qr.QrText;

/** The text of a QR symbol: prefix or address, Base45, zlib. */
class QrTextFuzzTest {
    static Stream<byte[]> seeds() {
        Stream<String> made = Seeds.credentials().stream()
                .flatMap(credential -> Stream.of(
                        QrText.of(credential),
                        QrText.PREFIX + Base45.encode(credential.coseSign1()),
                        QrText.at("licenses.example.cn", credential)));
        return Stream.concat(made, Stream.of("LX1:", "https://example.com:8443/v#LX1:%20", "QED8WEX0"))
                .map(Seeds::octets);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyText_isACredentialOrRefused(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        boolean ours = QrText.isOurs(text);
        try {
            Credential credential = QrText.read(text);

            assertThat(ours).isTrue();
            assertThat(credential.coseSign1().length()).isLessThanOrEqualTo(CoseSign1.MAX_OCTETS);
            assertThat(QrText.read(QrText.of(credential))).isEqualTo(credential);
        } catch (MalformedQrTextException malformed) {
            assertThat(ours && malformed.reason() == Reason.NOT_OURS).isFalse();
        }
        base45(text);
    }

    private static void base45(String text) {
        try {
            assertThat(Base45.encode(Base45.decode(text))).isEqualTo(text);
        } catch (MalformedBase45Exception malformed) {
            assertThat(malformed).isNotNull();
        }
    }
}
