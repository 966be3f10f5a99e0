package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.check.CheckReport;
import org.zhengzhao.signing.check.SdJwtCheck;
import org.zhengzhao.signing.envelope.KnownKeys;
import org.zhengzhao.signing.envelope.VerificationKey;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.sdjwt.ClaimValue;
import org.zhengzhao.signing.sdjwt.KeyBindingDemand;
import org.zhengzhao.signing.sdjwt.MalformedSdJwtException;
import org.zhengzhao.signing.sdjwt.SdJwt;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;

/** SD-JWTs (RFC 9901): a token says nothing but what was signed and disclosed, whatever stands in it. */
class SdJwtFuzzTest {
    private static final String DISCLOSURE = Base64Url.encode(Bytes.utf8("[\"salt\",\"a\",{\"b\":[1.5,null]}]"));
    private static final String PAYLOAD =
            "{\"_sd\":[\"" + Base64Url.encode(Sha256.of(Bytes.utf8(DISCLOSURE).toArray()))
                    + "\"],\"l\":[{\"...\":\"decoy\"}],\"_sd_alg\":\"sha-256\"}";
    private static final String TOKEN = signed(PAYLOAD) + "~" + DISCLOSURE + "~";
    private static final SdJwtCheck CHECK = new SdJwtCheck(
            new KnownKeys(
                    List.of(VerificationKey.of(Seeds.KEY.publicKey())), KnownKeys.Matching.EXACT, TestPki.PROVIDER),
            new SdJwtCheck.Question(KeyBindingDemand.NONE, Samples.NOW, Duration.ZERO),
            TestPki.PROVIDER);

    static Stream<byte[]> seeds() {
        String[] parts = TOKEN.substring(0, TOKEN.indexOf('~')).split("\\.", -1);
        return Stream.of(
                        TOKEN,
                        PAYLOAD,
                        "[\"salt\",\"a\",{\"b\":[1.5,null]}]",
                        "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\""
                                + parts[2] + "\",\"header\":{\"disclosures\":[\"" + DISCLOSURE + "\"]}}")
                .map(Seeds::octets);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void check_anyText_saysOnlyWhatWasSigned(byte[] octets) {
        CheckReport report = CHECK.check(Bytes.of(octets));
        if (report.outcome() == CheckReport.Outcome.ACCEPT) {
            assertThat(report.facts().findText("claims").orElseThrow())
                    .isIn("{\"l\":[],\"a\":{\"b\":[1.5,null]}}", "{\"l\":[]}");
        }
        // The same octets as what an issuer signs, and as what a holder discloses: neither signature is looked at.
        String text = new String(octets, StandardCharsets.UTF_8);
        String unsigned = Base64Url.encode(Bytes.utf8("{\"alg\":\"ES256\"}")) + "." + Base64Url.encode(Bytes.of(octets))
                + ".AA~" + DISCLOSURE + "~";
        for (String token : List.of(text, unsigned, TOKEN + Base64Url.encode(Bytes.of(octets)) + "~")) {
            try {
                assertThat(hasDigests(SdJwt.parse(token).claims())).isFalse();
            } catch (MalformedSdJwtException malformed) {
                assertThat(malformed.reason()).isNotNull();
            }
        }
    }

    private static boolean hasDigests(ClaimValue value) {
        return switch (value) {
            case ClaimValue.Members members ->
                members.find("_sd").isPresent()
                        || members.find("...").isPresent()
                        || members.values().values().stream().anyMatch(SdJwtFuzzTest::hasDigests);
            case ClaimValue.Items items -> items.values().stream().anyMatch(SdJwtFuzzTest::hasDigests);
            case ClaimValue.Text text -> false;
            case ClaimValue.Numeric number -> false;
            case ClaimValue.Flag flag -> false;
            case ClaimValue.Nothing nothing -> false;
        };
    }

    private static String signed(String payload) {
        String input = Base64Url.encode(Bytes.utf8("{\"alg\":\"ES256\",\"typ\":\"dc+sd-jwt\"}")) + "."
                + Base64Url.encode(Bytes.utf8(payload));
        return input + "." + Base64Url.encode(Seeds.KEY.sign(SignatureForm.RAW, Bytes.utf8(input)));
    }
}
