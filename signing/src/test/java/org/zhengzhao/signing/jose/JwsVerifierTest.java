package org.zhengzhao.signing.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.signing.jose.RejectedJoseException.Reason;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.testkit.Corpus;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;

class JwsVerifierTest {
    private static final SignatureVerifier SIGNATURES = new SignatureVerifier(TestPki.PROVIDER);
    private static final JwsVerifier VERIFIER = new JwsVerifier(SIGNATURES);
    private static final Authority AUTHORITY = Samples.AUTHORITY;
    private static final SigningKey KEY = new TestPki(Samples.CEREMONY).sealing(AUTHORITY, Samples.CEREMONY);

    /**
     * Algorithms that are in none of our suites; what is signed with them is refused. So is the one whose key says PS256 and
     * whose header says PS384 (RFC 7520 §4.2).
     */
    private static final Set<String> NOT_OURS =
            Set.of("HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS384", "PS512", "ES512");

    @ParameterizedTest
    @ValueSource(strings = {"json_web_signature_test.json", "json_web_key_test.json"})
    void verify_everyWycheproofVector_asExpected(String file) throws Exception {
        List<String> wrong = new ArrayList<>();
        int run = 0;
        for (JsonNode group : new ObjectMapper()
                .readTree(Corpus.require("wycheproof").resolve(file).toFile())
                .get("testGroups")) {
            JsonNode key = group.has("public") ? group.get("public") : group.get("private");
            for (JsonNode test : group.get("tests")) {
                run++;
                String text = test.get("jws").isTextual()
                        ? test.get("jws").asText()
                        : test.get("jws").toString();
                boolean accepted = accepts(key, text);
                boolean expected = test.get("result").asText().equals("valid") && !NOT_OURS.contains(algorithm(text));
                if (accepted != expected) {
                    wrong.add(group.get("comment").asText() + " " + test.get("tcId") + ": " + expected);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(run).isGreaterThan(5);
    }

    private static boolean accepts(JsonNode key, String text) {
        try {
            if (key.has("keys") && key.get("keys").size() != 1) {
                return false;
            }
            JsonNode one = key.has("keys") ? key.get("keys").get(0) : key;
            JsonWebKey read = JsonWebKey.parse(
                    StrictJson.readObject(one.toString().getBytes(StandardCharsets.UTF_8), 1 << 16), SIGNATURES.keys());
            VERIFIER.verify(text, read.suite(), read.key());
            return true;
        } catch (RejectedJoseException | MalformedJsonException rejected) {
            return false;
        }
    }

    private static String algorithm(String text) {
        try {
            return CompactJws.parse(text).algorithm();
        } catch (RejectedJoseException rejected) {
            // One vector has a stray character in the header and is called valid; its key is symmetric.
            return "HS256";
        }
    }

    @Test
    void verify_ownSignature_returnsThePayload() throws Exception {
        CompactJws jws = VERIFIER.verify(
                jws("{\"alg\":\"ES256\",\"kid\":\"a\",\"typ\":\"statuslist+jwt\"}"), Suite.ES256, KEY.publicKey());
        assertThat(jws.payload()).isEqualTo(Bytes.utf8("{}"));
        assertThat(jws.keyIdentifier()).contains("a");
        assertThat(jws.type()).contains("statuslist+jwt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"alg\":\"none\"}|ALGORITHM",
                "{\"alg\":\"ES384\"}|ALGORITHM",
                "{\"alg\":\"es256\"}|ALGORITHM",
                "{}|ALGORITHM",
                "{\"alg\":[\"ES256\"]}|HEADER",
                "{\"alg\":\"ES256\",\"alg\":\"none\"}|HEADER",
                "{\"alg\":\"ES256\",\"kid\":1}|HEADER",
                "[]|HEADER",
                "{\"alg\":\"ES256\",\"crit\":[\"exp\"]}|CRITICAL",
                "{\"alg\":\"ES256\",\"b64\":false}|CRITICAL",
                "{\"alg\":\"ES256\",\"jwk\":{}}|EMBEDDED_KEY",
                "{\"alg\":\"ES256\",\"jku\":\"http://localhost\"}|EMBEDDED_KEY"
            })
    void verify_signedHeaderThatIsForbidden_isRefused(String header, Reason reason) {
        refused(jws(header), reason);
    }

    @Test
    void verify_brokenText_isRefused() {
        String good = jws("{\"alg\":\"ES256\"}");
        refused("", Reason.STRUCTURE);
        refused("...", Reason.STRUCTURE);
        refused(good.substring(0, good.lastIndexOf('.')), Reason.STRUCTURE);
        refused(good + ".", Reason.STRUCTURE);
        refused(good + "=", Reason.BASE64);
        refused(good + " ", Reason.BASE64);
        refused(good.replaceFirst("e30", "e31"), Reason.BASE64);
        refused(good.replaceFirst("e30", "e3A"), Reason.SIGNATURE);
        refused("A".repeat(CompactJws.MAX_CHARACTERS + 1), Reason.TOO_LARGE);
    }

    @Test
    void parse_privateKey_isRefused() {
        JsonValue.Members key = new JsonValue.Members(java.util.Map.of(
                "kty", new JsonValue.Text("OKP"),
                "crv", new JsonValue.Text("Ed25519"),
                "x", new JsonValue.Text("fU0Of2FTpptiQrUiq77mhf2kQg-INLEIw72uNp71Sfo"),
                "d", new JsonValue.Text("AAAA")));
        assertThatExceptionOfType(RejectedJoseException.class)
                .isThrownBy(() -> JsonWebKey.parse(key, SIGNATURES.keys()))
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(Reason.KEY));
    }

    private static void refused(String text, Reason reason) {
        assertThatExceptionOfType(RejectedJoseException.class)
                .isThrownBy(() -> VERIFIER.verify(text, Suite.ES256, KEY.publicKey()))
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    private static String jws(String header) {
        String input = Base64Url.encode(Bytes.utf8(header)) + "." + Base64Url.encode(Bytes.utf8("{}"));
        return input + "." + Base64Url.encode(KEY.signRaw(input.getBytes(StandardCharsets.US_ASCII)));
    }
}
