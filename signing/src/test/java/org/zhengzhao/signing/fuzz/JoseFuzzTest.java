package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.jose.JsonWebKey;
import org.zhengzhao.signing.jose.JwsVerifier;
import org.zhengzhao.signing.jose.RejectedJoseException;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.key.SuiteKeys;
import org.zhengzhao.signing.testkit.TestPki;

/** Signed texts of JOSE (RFC 7515) and their keys (RFC 7517). */
class JoseFuzzTest {
    private static final JwsVerifier VERIFIER = new JwsVerifier(new SignatureVerifier(TestPki.PROVIDER));
    private static final SuiteKeys KEYS = new SuiteKeys(TestPki.PROVIDER);
    private static final int MAX_OCTETS = 1 << 16;

    private static final String SIGNED = signed();

    static Stream<byte[]> seeds() {
        return Stream.of(
                        SIGNED,
                        // RFC 7517 §A.1, RFC 8037 §A.2
                        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
                                + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\",\"use\":\"sig\",\"kid\":\"1\"}",
                        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
                        "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"alg\":\"PS256\"}")
                .map(Seeds::octets);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void verify_anyText_holdsOnlyAsSigned(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        try {
            VERIFIER.verify(text, Suite.ES256, Seeds.KEY.certificate().getPublicKey());
            assertThat(text).isEqualTo(SIGNED);
        } catch (RejectedJoseException rejected) {
            assertThat(rejected.reason()).isNotNull();
        }
        try {
            assertThat(Base64Url.encode(Base64Url.decode(text))).isEqualTo(text);
        } catch (RejectedJoseException rejected) {
            assertThat(rejected.reason()).isNotNull();
        }
        try {
            assertThat(JsonWebKey.parse(StrictJson.readObject(octets, MAX_OCTETS), KEYS)
                            .suite())
                    .isNotNull();
        } catch (RejectedJoseException | MalformedJsonException rejected) {
            assertThat(rejected).isNotNull();
        }
    }

    private static String signed() {
        String input = Base64Url.encode(Bytes.utf8("{\"alg\":\"ES256\",\"typ\":\"JWT\"}"))
                + "."
                + Base64Url.encode(Bytes.utf8("{\"iss\":\"https://example.com\"}"));
        return input + "." + Base64Url.encode(Seeds.KEY.sign(SignatureForm.RAW, Bytes.utf8(input)));
    }
}
