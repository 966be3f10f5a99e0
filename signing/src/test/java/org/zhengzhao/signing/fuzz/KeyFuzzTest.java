package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.envelope.KeyReader;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.testkit.TestPki;

/** Key files: JWK, COSE keys, PEM, certificates. */
class KeyFuzzTest {
    private static final KeyReader READER = new KeyReader(TestPki.PROVIDER);

    static Stream<byte[]> seeds() {
        byte[] key = Seeds.KEY.certificate().getPublicKey().getEncoded();
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
        return Stream.of(
                pem,
                certificate(),
                Seeds.octets("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
                        + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\",\"use\":\"sig\",\"kid\":\"1\"}"),
                Seeds.octets("{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
                        + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}"),
                HexFormat.of()
                        .parseHex("a40102200121582065eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d"
                                + "2258201e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c"));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyFile_isKeysOrRefused(byte[] octets) {
        try {
            assertThat(READER.read(Bytes.of(octets))).isNotEmpty();
        } catch (MalformedEnvelopeException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
    }

    private static byte[] certificate() {
        try {
            return Seeds.KEY.certificate().getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
