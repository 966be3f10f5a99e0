package org.zhengzhao.signing.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.zhengzhao.signing.sdjwt.IssuedSdJwt.digest;
import static org.zhengzhao.signing.sdjwt.IssuedSdJwt.disclosure;
import static org.zhengzhao.signing.sdjwt.IssuedSdJwt.signed;
import static org.zhengzhao.signing.sdjwt.IssuedSdJwt.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.CheckReport;
import org.zhengzhao.signing.check.SdJwtCheck;
import org.zhengzhao.signing.sdjwt.MalformedSdJwtException.Reason;
import org.zhengzhao.signing.testkit.TestPki;

/** Rules of RFC 9901, one at a time. */
class SdJwtTest {
    private static final Instant AT = Instant.ofEpochSecond(IssuedSdJwt.ISSUED);
    private static final Duration TOLERANCE = Duration.ofMinutes(2);
    private static final String NAME = disclosure("[\"salt1\",\"name\",\"Zhang San\"]");
    private static final String ELEMENT = disclosure("[\"salt2\",\"GB\"]");
    private static final String BINDING =
            "{\"iat\":1790000000,\"aud\":\"https://verifier.example\",\"nonce\":\"n1\",\"sd_hash\":\"HASH\"}";

    @Test
    void claims_ofDisclosuresInDisclosures_standInTheirPlaces() throws Exception {
        String inner = disclosure("[\"s\",\"street\",null]");
        String outer = disclosure("[\"s\",\"address\",{\"_sd\":[\"" + digest(inner) + "\"],\"n\":1.50}]");
        String token = token(
                "{\"_sd\":[\"" + digest(outer) + "\",\"decoy\"],\"l\":[{\"...\":\"" + digest(ELEMENT)
                        + "\"},{\"...\":\"gone\"},{\"x\":{}}],\"_sd_alg\":\"sha-256\"}",
                outer,
                inner,
                ELEMENT);
        assertThat(SdJwt.parse(token).claims().toJson())
                .isEqualTo("{\"l\":[\"GB\",{\"x\":{}}],\"address\":{\"n\":1.50,\"street\":null}}");
    }

    @Test
    void claims_underEveryHash_areFound() throws Exception {
        for (DisclosureHash hash : DisclosureHash.values()) {
            String token =
                    token("{\"_sd\":[\"" + hash.digest(NAME) + "\"],\"_sd_alg\":\"" + hash.registered() + "\"}", NAME);
            assertThat(SdJwt.parse(token).claims().toJson()).isEqualTo("{\"name\":\"Zhang San\"}");
        }
    }

    @Test
    void claims_thatBreakARule_areRefusedForIt() {
        refused(token("{}", NAME), Reason.UNREFERENCED_DISCLOSURE);
        refused(token("{\"_sd\":[\"" + digest(NAME) + "\"]}", NAME, NAME), Reason.DUPLICATE_DISCLOSURE);
        refused(token("{\"_sd\":[\"a\",\"a\"]}"), Reason.DUPLICATE_DIGEST);
        refused(token("{\"_sd\":[\"a\"],\"l\":[{\"...\":\"a\"}]}"), Reason.DUPLICATE_DIGEST);
        refused(token("{\"_sd\":[\"" + digest(NAME) + "\"],\"name\":\"x\"}", NAME), Reason.CLAIM_COLLISION);
        refused(token("{\"_sd\":[\"" + digest(ELEMENT) + "\"]}", ELEMENT), Reason.MISPLACED_DISCLOSURE);
        refused(token("{\"l\":[{\"...\":\"" + digest(NAME) + "\"}]}", NAME), Reason.MISPLACED_DISCLOSURE);
        refused(token("{\"_sd\":\"a\"}"), Reason.DIGEST);
        refused(token("{\"a\":{\"_sd\":[1]}}"), Reason.DIGEST);
        refused(token("{\"...\":\"a\"}"), Reason.DIGEST);
        refused(token("{\"l\":[{\"...\":1}]}"), Reason.DIGEST);
        refused(token("{\"l\":[{\"...\":\"a\",\"b\":1}]}"), Reason.DIGEST);
        refused(token("{\"_sd_alg\":\"md5\"}"), Reason.DIGEST_ALGORITHM);
        refused(token("{\"_sd_alg\":\"SHA-256\"}"), Reason.DIGEST_ALGORITHM);
        refused(token("{\"_sd_alg\":1}"), Reason.DIGEST_ALGORITHM);
        refused(token("{\"a\":1,\"a\":2}"), Reason.JSON);
        refused(token("[]"), Reason.JSON);
    }

    @Test
    void claims_oneOfTwoDisclosuresOfOneName_isRefused() {
        String other = disclosure("[\"salt9\",\"name\",\"Li Si\"]");
        refused(
                token("{\"_sd\":[\"" + digest(NAME) + "\",\"" + digest(other) + "\"]}", NAME, other),
                Reason.CLAIM_COLLISION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|DISCLOSURE",
                "[]|DISCLOSURE",
                "[\"s\"]|DISCLOSURE",
                "[\"s\",\"a\",1,2]|DISCLOSURE",
                "[1,\"a\",1]|DISCLOSURE",
                "[\"s\",1,1]|DISCLOSURE",
                "[\"s\",\"_sd\",1]|RESERVED_NAME",
                "[\"s\",\"...\",1]|RESERVED_NAME",
                "[\"s\",\"a\",{\"b\":1,\"b\":1}]|JSON",
                "[\"s\",\"a\",1] 2|JSON",
                "[\"s\",\"a\",\"\\ud800\"]|JSON"
            })
    void parse_disclosureOfAnotherForm_isRefused(String json, Reason reason) {
        refused(token("{}", disclosure(json)), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "~~", "a.b.c", "a.b.c~", "{}", "{\"payload\":\"a\",\"signatures\":[]}"})
    void parse_otherTexts_areRefused(String text) {
        assertThatExceptionOfType(MalformedSdJwtException.class).isThrownBy(() -> SdJwt.parse(text));
    }

    @Test
    void parse_tildeMissingOrTooMany_isRefused() {
        String payload = "{\"_sd\":[\"" + digest(NAME) + "\"]}";
        refused(signed(payload), Reason.STRUCTURE);
        refused(signed(payload) + "~" + NAME, Reason.JWS);
        refused(signed(payload) + "~~" + NAME + "~", Reason.JSON);
        refused(signed(payload) + "~" + NAME + "=~", Reason.DISCLOSURE);
    }

    @Test
    void parse_ofTheMostDisclosuresAndDepth_isRead() throws Exception {
        String[] most = Collections.nCopies(SdJwt.MAX_DISCLOSURES, ELEMENT).toArray(String[]::new);
        assertThat(SdJwt.parse(token("{}", most)).disclosures()).hasSize(SdJwt.MAX_DISCLOSURES);
        refused(token("{}", most) + ELEMENT + "~", Reason.TOO_LARGE);
        assertThat(chain(64).claims().values()).hasSize(1);
        assertThatExceptionOfType(MalformedSdJwtException.class)
                .isThrownBy(() -> chain(65).claims())
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_DEEP));
        refused(token("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"), Reason.TOO_DEEP);
        refused("a".repeat(SdJwt.MAX_CHARACTERS + 1), Reason.TOO_LARGE);
    }

    /** So many disclosures within each other. */
    private static SdJwt chain(int length) throws MalformedSdJwtException {
        String[] disclosures = new String[length];
        String value = "1";
        for (int i = 0; i < length; i++) {
            disclosures[i] = disclosure("[\"s\",\"a\"," + value + "]");
            value = "{\"_sd\":[\"" + digest(disclosures[i]) + "\"]}";
        }
        return SdJwt.parse(token(value, disclosures));
    }

    @Test
    void parse_jsonForms_areThoseOfTheCompactOne() throws Exception {
        String[] parts = signed("{\"_sd\":[\"" + digest(NAME) + "\"]}").split("\\.", -1);
        String signature = "\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2] + "\"";
        String header = "\"header\":{\"kid\":\"1\",\"disclosures\":[\"" + NAME + "\"]}";
        String payload = "\"payload\":\"" + parts[1] + "\"";
        SdJwt flat = SdJwt.parse("{" + payload + "," + signature + "," + header + "}");
        SdJwt general = SdJwt.parse(
                "{" + payload + ",\"signatures\":[{" + signature + "," + header + "},{" + signature + "}]}");
        for (SdJwt token : new SdJwt[] {flat, general}) {
            assertThat(token.claims().toJson()).isEqualTo("{\"name\":\"Zhang San\"}");
            assertThat(token.boundText()).isEqualTo(String.join(".", parts) + "~" + NAME + "~");
        }
        assertThat(flat.form()).isEqualTo(SdJwt.Form.FLATTENED_JSON);
        assertThat(general.signed()).hasSize(2);
        refused(
                "{" + payload + ",\"signatures\":[{" + signature + "},{" + signature + "," + header + "}]}",
                Reason.STRUCTURE);
        refused("{" + payload + "," + signature + ",\"signatures\":[{" + signature + "}]}", Reason.STRUCTURE);
        refused("{" + payload + "," + signature + ",\"header\":{\"disclosures\":\"" + NAME + "\"}}", Reason.STRUCTURE);
    }

    @Test
    void check_timesAndSignature_areJudged() {
        assertThat(code(token("{\"iat\":1790000000,\"exp\":1790000001}"))).isEqualTo("OK");
        assertThat(code(token("{\"exp\":1789000000}"))).isEqualTo("EXPIRED");
        assertThat(code(token("{\"nbf\":1791000000}"))).isEqualTo("NOT_YET_VALID");
        assertThat(code(token("{\"iat\":1791000000.5}"))).isEqualTo("ISSUED_IN_THE_FUTURE");
        assertThat(code(token("{\"exp\":\"1791000000\"}"))).isEqualTo("CLAIM");
        assertThat(code(token("{\"exp\":-1}"))).isEqualTo("CLAIM");
        assertThat(code(token("{\"exp\":1e999}"))).isEqualTo("CLAIM");
        String[] parts = token("{}").split("\\.", -1);
        String[] other = token("{\"a\":1}").split("\\.", -1);
        assertThat(code(parts[0] + "." + other[1] + "." + parts[2])).isEqualTo("SIGNATURE_BROKEN");
    }

    @Test
    void check_disclosedTimes_count() {
        String ended = disclosure("[\"s\",\"exp\",1789000000]");
        assertThat(code(token("{\"_sd\":[\"" + digest(ended) + "\"]}", ended))).isEqualTo("EXPIRED");
    }

    @Test
    void check_keyBinding_isJudged() {
        String token = token("{\"_sd\":[\"" + digest(NAME) + "\"]," + IssuedSdJwt.confirmation() + "}", NAME);
        String undisclosed = token("{\"_sd\":[\"" + digest(NAME) + "\"]," + IssuedSdJwt.confirmation() + "}");
        KeyBindingDemand demand = new KeyBindingDemand(
                false, Optional.of("https://verifier.example"), Optional.of("n1"), Optional.empty());
        String bound = IssuedSdJwt.bound(token, BINDING);
        assertThat(code(bound, demand)).isEqualTo("OK");
        assertThat(code(bound)).isEqualTo("OK");
        assertThat(code(token)).isEqualTo("OK");
        assertThat(code(token, demand)).isEqualTo("KEY_BINDING_MISSING");
        assertThat(code(bound, new KeyBindingDemand(false, Optional.of("x"), Optional.empty(), Optional.empty())))
                .isEqualTo("KEY_BINDING_AUDIENCE");
        assertThat(code(bound, new KeyBindingDemand(false, Optional.empty(), Optional.of("x"), Optional.empty())))
                .isEqualTo("KEY_BINDING_NONCE");
        assertThat(code(undisclosed + bound.substring(bound.lastIndexOf('~') + 1), demand))
                .isEqualTo("KEY_BINDING_DIGEST");
        assertThat(code(IssuedSdJwt.boundByIssuer(token, BINDING), demand)).isEqualTo("KEY_BINDING_BROKEN");
        assertThat(code(IssuedSdJwt.bound(token("{}"), BINDING), demand)).isEqualTo("HOLDER_KEY");
        assertThat(code(IssuedSdJwt.bound(token, "JWT", BINDING), demand)).isEqualTo("KEY_BINDING");
        assertThat(code(IssuedSdJwt.bound(token, "{\"iat\":1790000000,\"aud\":\"a\",\"nonce\":\"n\"}")))
                .isEqualTo("KEY_BINDING");
        assertThat(code(IssuedSdJwt.bound(token, BINDING.replace("1790000000", "1790001000")), demand))
                .isEqualTo("KEY_BINDING_TIME");
        KeyBindingDemand young =
                new KeyBindingDemand(false, Optional.empty(), Optional.empty(), Optional.of(Duration.ofMinutes(5)));
        assertThat(code(IssuedSdJwt.bound(token, BINDING.replace("1790000000", "1789990000")), young))
                .isEqualTo("KEY_BINDING_TIME");
    }

    private static String code(String token) {
        return code(token, KeyBindingDemand.NONE);
    }

    private static String code(String token, KeyBindingDemand demand) {
        CheckReport report = new SdJwtCheck(
                        IssuedSdJwt.issuers(), new SdJwtCheck.Question(demand, AT, TOLERANCE), TestPki.PROVIDER)
                .check(Bytes.utf8(token));
        return report.code();
    }

    private static void refused(String token, Reason reason) {
        assertThatExceptionOfType(MalformedSdJwtException.class)
                .isThrownBy(() -> SdJwt.parse(token).claims())
                .satisfies(refused -> assertThat(refused.reason()).as(token).isEqualTo(reason));
    }
}
