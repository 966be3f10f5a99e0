package org.zhengzhao.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.type.LicenseTypeJson;

/** People log in with a real Keycloak and use the packaged service with the tokens that they get. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleLoginTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESK = "zhengzhao-desk";
    private static final String OFFICER = "lin.anran";

    private Keycloak keycloak;
    private RunningProduct product;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        keycloak = Keycloak.start();
        product = RunningProduct.start(
                directory.resolve("data"),
                RunningProduct.freePort(),
                Map.of(
                        "ZHENGZHAO_PEOPLE_ISSUER",
                        keycloak.issuer(),
                        "ZHENGZHAO_PEOPLE_AUDIENCE",
                        "zhengzhao-registry",
                        "ZHENGZHAO_PEOPLE_AUTHORIZED_PARTIES",
                        DESK,
                        "ZHENGZHAO_PEOPLE_KEYS_RETRY",
                        "PT1S"));
    }

    @AfterAll
    void stop() {
        try {
            if (product != null) {
                product.close();
            }
        } finally {
            if (keycloak != null) {
                keycloak.close();
            }
        }
    }

    private String token(String username) throws IOException, InterruptedException {
        return keycloak.login(DESK, username).access();
    }

    private HttpResponse<byte[]> asks(String token, Map<String, String> more) {
        Map<String, String> query = new HashMap<>(Map.of(
                "holderCodeType", "001",
                "holderCode", "91110000MAFAKE019D",
                "type", "11100000MB0341032Y901",
                "purpose", "subsidy review",
                "matter", "000131015000",
                "caseNumber", "CASE-1"));
        query.putAll(more);
        return product.get(token, "/v1/licenses", query);
    }

    private static void refused(HttpResponse<byte[]> answer, int status, String problem) throws IOException {
        assertThat(answer.statusCode()).as(RunningProduct.text(answer)).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("type").asText()).isEqualTo("urn:zhengzhao:problem:" + problem);
    }

    private static JsonNode accepted(HttpResponse<byte[]> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(RunningProduct.text(answer)).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    @Test
    void officer_asksWithOwnToken_andNamesNobodyElse() throws Exception {
        String token = token(OFFICER);
        assertThat(accepted(asks(token, Map.of()), 200).path("licenses")).isNotEmpty();
        accepted(asks(token, Map.of("officer", OFFICER)), 200);
        refused(asks(token, Map.of("officer", "zhang.san")), 403, "officer-not-caller");
    }

    @Test
    void tokensForOthers_areRefused() throws Exception {
        refused(asks(keycloak.login(DESK, OFFICER).id(), Map.of()), 401, "token-invalid");
        refused(asks(keycloak.login("canteen", OFFICER).access(), Map.of()), 401, "token-invalid");
        refused(asks(keycloak.login("newsletter", OFFICER).access(), Map.of()), 401, "token-invalid");
        refused(asks(token("visitor"), Map.of()), 403, "organisation-not-registered");
        String good = token(OFFICER);
        String altered = good.substring(0, good.lastIndexOf('.') + 1) + "A".repeat(342);
        refused(asks(altered, Map.of()), 401, "token-invalid");
    }

    @Test
    void fourEyes_loggingInTwice_isOnePerson() throws Exception {
        String type = "11110000MBFAKE143X741";
        Map<String, JsonValue> members = new LinkedHashMap<>(LicenseTypeJson.write(
                        SampleTypes.find("food-business-permit").orElseThrow().type())
                .values());
        members.put("code", new JsonValue.Text(type));
        members.put("codeConfirmed", new JsonValue.Flag(false));
        members.put("fourEyes", new JsonValue.Flag(true));
        accepted(
                product.post(
                        product.token("catalogue-office"),
                        "/v1/license-types",
                        CanonicalJson.text(new JsonValue.Members(members))),
                201);
        Map<String, JsonValue> order = new LinkedHashMap<>(
                SampleTypes.find("food-business-permit").orElseThrow().license().values());
        order.put("number", new JsonValue.Text("DRAFT-1"));
        order.put("typeCode", new JsonValue.Text(type));
        JsonNode draft = accepted(
                product.post(
                        token("wen.shuhe"),
                        "/v1/license-drafts",
                        "{\"order\":" + CanonicalJson.text(new JsonValue.Members(order)) + "}"),
                201);
        String decisions = "/v1/license-drafts/" + draft.path("id").asText() + "/decisions";
        String decision = "{\"act\":\"%s\",\"digest\":\"" + draft.path("digest").asText() + "\"}";

        refused(product.post(token("wen.shuhe"), decisions, decision.formatted("ACCEPT")), 403, "same-person");
        accepted(product.post(token("fang.yining"), decisions, decision.formatted("ACCEPT")), 201);
        JsonNode issued = accepted(product.post(token("gu.mingche"), decisions, decision.formatted("APPROVE")), 201);
        assertThat(issued.path("state").asText()).isEqualTo("ISSUED");
    }

    @Test
    void holder_seesOwnLicenses_agentByMandateOnly_andIsSeen() throws Exception {
        String holder = token("holder");
        String agent = token("agent");
        JsonNode own = accepted(product.get(holder, "/v1/holder/licenses", Map.of()), 200);
        assertThat(own.path("licenses").findValuesAsText("identifier")).isNotEmpty();
        assertThat(accepted(product.get(agent, "/v1/holder/licenses", Map.of()), 200)
                        .path("licenses"))
                .isEmpty();
        refused(asks(holder, Map.of()), 403, "not-authorised");
        refused(product.get(token(OFFICER), "/v1/holder/licenses", Map.of()), 403, "not-authorised");

        String mandate = accepted(
                        product.post(
                                holder,
                                "/v1/mandates",
                                "{\"agent\":{\"codeType\":\"111\",\"code\":\"440306190203210048\"},\"lastDay\":\""
                                        + LocalDate.now(ValidityPeriod.ZONE).plusDays(7) + "\"}"),
                        201)
                .path("id")
                .asText();
        for (int i = 0; i < 2; i++) {
            JsonNode seen = accepted(product.get(agent, "/v1/holder/licenses", Map.of("mandate", mandate)), 200);
            assertThat(seen.path("licenses").findValuesAsText("identifier"))
                    .isEqualTo(own.path("licenses").findValuesAsText("identifier"));
        }
        JsonNode looks = accepted(product.get(holder, "/v1/holder/access-records", Map.of()), 200)
                .path("earlierLooks");
        assertThat(looks.findValuesAsText("by")).startsWith("AGENT", "AGENT", "HOLDER");
        accepted(product.post(holder, "/v1/mandates/" + mandate + "/withdraw", ""), 200);
        refused(product.get(agent, "/v1/holder/licenses", Map.of("mandate", mandate)), 404, "unknown-mandate");
    }

    /** A key that nobody has told the registry of. */
    @Test
    void providerChangesItsKey_tokensOfBothAreAccepted() throws Exception {
        String before = token(OFFICER);
        accepted(asks(before, Map.of()), 200);
        keycloak.rotateKeys();
        String after = token(OFFICER);
        assertThat(keyId(after)).isNotEqualTo(keyId(before));

        Instant end = Instant.now().plusSeconds(60);
        while (asks(after, Map.of()).statusCode() == 401 && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
        accepted(asks(after, Map.of()), 200);
        accepted(asks(before, Map.of()), 200);
    }

    @Test
    void log_hasNoTokensAndNoPeople() throws Exception {
        String token = token("holder");
        product.get(token, "/v1/holder/licenses", Map.of());
        product.get(token + "x", "/v1/holder/licenses", Map.of());
        for (String secret : List.of(token.substring(token.length() - 40), "110101190001010014", "许知行")) {
            assertThat(product.log()).doesNotContain(secret);
        }
    }

    private static String keyId(String token) throws IOException {
        String header = new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
        return JSON.readTree(header).path("kid").asText();
    }
}
