package org.zhengzhao.signing.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.Base45;
import org.zhengzhao.signing.cose.MalformedBase45Exception;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.qr.MalformedQrTextException.Reason;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;

class QrTextTest {
    private static final Credential CREDENTIAL = new CredentialSigner(TestPki.PROVIDER)
            .sign(
                    LicenseClaims.of(Samples.type(), Samples.content(), Samples.ISSUED),
                    new TestPki(Samples.CEREMONY).sealing(Samples.AUTHORITY, Samples.CEREMONY));

    @Test
    void read_bothForms_giveTheCredential() throws MalformedQrTextException {
        assertThat(QrText.read(QrText.of(CREDENTIAL))).isEqualTo(CREDENTIAL);
        assertThat(QrText.read(QrText.at("licenses.example.cn", CREDENTIAL))).isEqualTo(CREDENTIAL);
    }

    @Test
    void at_anyCredential_staysInTheAlphanumericAlphabetButForTheHash() {
        assertThat(QrText.at("licenses.example.cn:8443", CREDENTIAL))
                .startsWith("HTTPS://LICENSES.EXAMPLE.CN:8443/V#LX1:")
                .doesNotContain(" ")
                .matches("[0-9A-Z$%*+\\-./:]+#[0-9A-Z$%*+\\-./:]+");
    }

    @Test
    void at_hostThatIsNone_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> QrText.at("a.example/path", CREDENTIAL));
    }

    @Test
    void read_pastedText_forgivesWhiteSpaceAroundItAndTheBrowsersLowerCase() throws MalformedQrTextException {
        String pasted = QrText.at("licenses.example.cn", CREDENTIAL)
                .replace("HTTPS://LICENSES.EXAMPLE.CN/", "https://licenses.example.cn/")
                .replace("+", "%2B");

        assertThat(QrText.read("\r\n  " + pasted + " \n")).isEqualTo(CREDENTIAL);
        assertThat(QrText.read(QrText.of(CREDENTIAL) + "\n")).isEqualTo(CREDENTIAL);
    }

    @Test
    void read_uncompressedCredential_isRead() throws MalformedQrTextException {
        assertThat(QrText.read("LX1:" + Base45.encode(CREDENTIAL.coseSign1()))).isEqualTo(CREDENTIAL);
    }

    @ParameterizedTest
    @CsvSource({
        "https://weixin.example/abc, NOT_OURS",
        "HC1:NCFOXN, NOT_OURS",
        "'', NOT_OURS",
        "LX1:, CONTENT",
        "LX1:bb8, BASE45",
        "LX1:BB8, CONTENT",
        "https://a.example/v#LX1:%0A, BASE45",
        "https://a.example/v#LX1:%2, BASE45"
    })
    void read_textThatIsNoCredential_isRefusedWithItsReason(String text, Reason reason) {
        assertRefused(text, reason);
    }

    @Test
    void read_bomb_stopsAtTheLimit() throws IOException {
        assertRefused("LX1:" + Base45.encode(compressed(new byte[4_000_000], new byte[0])), Reason.COMPRESSION);
    }

    @Test
    void read_somethingAfterTheCompressedPart_isRefused() throws IOException {
        assertRefused(
                "LX1:" + Base45.encode(compressed(CREDENTIAL.coseSign1().toArray(), new byte[] {0})),
                Reason.COMPRESSION);
    }

    @Test
    void read_overlongText_isRefusedBeforeReading() {
        assertRefused("LX1:" + "0".repeat(9000), Reason.TOO_LONG);
    }

    @Test
    void read_anyBitOfTheOctetsFlipped_neverGivesTheSameCredential() throws MalformedBase45Exception {
        byte[] octets = Base45.decode(QrText.of(CREDENTIAL).substring(4)).toArray();
        int same = 0;
        for (int bit = 0; bit < octets.length * 8; bit++) {
            octets[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                if (QrText.read("LX1:" + Base45.encode(Bytes.of(octets))).equals(CREDENTIAL)) {
                    same++;
                }
            } catch (MalformedQrTextException refused) {
                // what most flips come to
            }
            octets[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(same).isZero();
    }

    private static void assertRefused(String text, Reason reason) {
        assertThatExceptionOfType(MalformedQrTextException.class)
                .isThrownBy(() -> QrText.read(text))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static Bytes compressed(byte[] plain, byte[] after) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, new Deflater(9))) {
            deflated.write(plain);
        }
        out.write(after);
        return Bytes.of(out.toByteArray());
    }
}
