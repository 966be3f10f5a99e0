package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengzhao.registry.TestDepartment.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;

/** Tokens that are not those of this registry as it made them, or come by another way than the header, open nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class TokenMisuseTest {
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}";
    /** Needs a token and, with one, nothing else. */
    private static final String ADDRESS = "/v1/grants";

    /** The registry makes its secret when the first token is asked for. */
    @BeforeEach
    void secretIsThere() {
        Api.token("commerce-bureau");
    }

    @Test
    void token_asTheRegistryMakesThem_opens() throws Exception {
        assertThat(bearer(signed(HEADER, claims(""))).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"NONE\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS512\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS256\"}",
                "{\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"none\",\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
                "[]",
                "",
                "{"
            })
    void header_ofAnotherKind_isRefused(String header) throws Exception {
        refused(bearer(signed(header, claims(""))), ProblemType.TOKEN_INVALID);
        refused(bearer(encoded(header) + "." + encoded(claims("")) + "."), ProblemType.TOKEN_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"iss\":\"another\"",
                "\"aud\":\"another\"",
                "\"aud\":[]",
                "\"sub\":\"\\u0000\",\"sub\":7",
                "\"exp\":\"never\"",
                "\"exp\":null",
                "\"authority\":\"11110000MBFAKE0000\"",
                "\"authority\":7",
                "\"roles\":\"department\"",
                "\"roles\":{\"department\":true}",
                "\"roles\":[7]"
            })
    void claims_thatAreWrong_areRefused(String claim) throws Exception {
        String name = claim.substring(1, claim.indexOf('"', 1));
        String body = claims("").replaceFirst("\"" + name + "\":(\"[^\"]*\"|\\[[^]]*]|[0-9]+)", "\"@\":0");
        assertThat(body).contains("\"@\":0");
        refused(bearer(signed(HEADER, body.replace("\"@\":0", claim))), ProblemType.TOKEN_INVALID);
        // Without any: refused too, or a token of nobody who may do anything.
        assertThat(bearer(signed(HEADER, body)).statusCode()).isIn(401, 403);
    }

    @Test
    void tokenOfAnotherRegistry_isRefused() throws Exception {
        refused(bearer(signed(new byte[32], HEADER, claims(""))), ProblemType.TOKEN_INVALID);
    }

    @Test
    void token_shortenedOrAlteredAnywhere_isRefused() throws Exception {
        String token = signed(HEADER, claims(""));
        for (int length = 0; length < token.length(); length += 7) {
            assertThat(bearer(token.substring(0, length)).statusCode()).isEqualTo(401);
        }
        for (int place = 0; place < token.length() - 1; place += 11) {
            char altered = token.charAt(place) == 'A' ? 'B' : 'A';
            refused(
                    bearer(token.substring(0, place) + altered + token.substring(place + 1)),
                    ProblemType.TOKEN_INVALID);
        }
        for (String added : List.of(".", ".x", "=", "x", " x", "." + encoded("{}"))) {
            refused(bearer(token + added), ProblemType.TOKEN_INVALID);
        }
    }

    @Test
    void token_thatIsHuge_isRefused() throws Exception {
        refused(bearer(signed(HEADER, claims("\"x\":\"" + "x".repeat(4000) + "\","))), ProblemType.TOKEN_INVALID);
        refused(bearer("x".repeat(12_000)), ProblemType.TOKEN_INVALID);
        assertThat(bearer("x".repeat(20_000)).statusCode()).isEqualTo(431);
    }

    @Test
    void token_expired_isRefusedHoweverOftenItWorkedBefore() throws Exception {
        long end = Instant.now().getEpochSecond() + 2;
        String token = signed(HEADER, claims("").replaceFirst("\"exp\":[0-9]+", "\"exp\":" + end));
        assertThat(bearer(token).statusCode()).isIn(200, 401);
        while (Instant.now().getEpochSecond() < end) {
            Thread.onSpinWait();
        }
        refused(bearer(token), ProblemType.TOKEN_EXPIRED);
    }

    @Test
    void token_byAnotherWayThanTheHeader_isNotLookedAt() throws Exception {
        String token = signed(HEADER, claims(""));
        refused(given().queryParam("access_token", token).get(ADDRESS), ProblemType.AUTHENTICATION_REQUIRED);
        refused(given().queryParam("token", token).get(ADDRESS), ProblemType.AUTHENTICATION_REQUIRED);
        refused(given().cookie("access_token", token).get(ADDRESS), ProblemType.AUTHENTICATION_REQUIRED);
        refused(given().header("X-Authorization", "Bearer " + token).get(ADDRESS), ProblemType.AUTHENTICATION_REQUIRED);
        for (String scheme : List.of("Basic ", "DPoP ", "Token ", "Bearer", "")) {
            Response answer = given().header("Authorization", scheme + token).get(ADDRESS);
            assertThat(answer.statusCode()).as(scheme).isEqualTo(401);
        }
    }

    /** A proxy may look at one of them and the registry at the other. */
    @Test
    void severalHeaders_areRefused() throws Exception {
        String department = Api.token("commerce-bureau");
        String operator = Api.token("registry-operator");
        // By hand: clients send one of them only.
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("GET /v1/keys HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + department
                                    + "\r\nAuthorization: Bearer " + operator + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 401").contains(ProblemType.TOKEN_INVALID.uri());
        }
        refused(
                given().header("Authorization", "Bearer " + department + ", Bearer " + operator)
                        .get("/v1/keys"),
                ProblemType.TOKEN_INVALID);
    }

    /** What is no client is none, whatever is in its name; a null cannot even be asked of the database. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b:c", "\u0000:", ":", "market-bureau' or '1'='1:x", "a:b:c", "no colon"})
    void credentials_thatAreNone_areRefusedAsUnknown(String credentials) {
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        Response answer = given().header("Authorization", "Basic " + basic)
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.<String>path("error")).isEqualTo("invalid_client");
        Response known = given().auth()
                .preemptive()
                .basic("market-bureau", "wrong")
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token");
        assertThat(answer.asString()).isEqualTo(known.asString());
    }

    private static Response bearer(String token) {
        return given().header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en")
                .get(ADDRESS);
    }

    private static String claims(String more) {
        return "{" + more + "\"iss\":\"zhengzhao\",\"aud\":\"zhengzhao\",\"sub\":\"commerce-bureau\",\"exp\":"
                + Instant.now().plusSeconds(600).getEpochSecond()
                + ",\"authority\":\"11110000MBFAKE1353\",\"roles\":[\"department\"]}";
    }

    private static String signed(String header, String claims) throws Exception {
        Path secret =
                Path.of(ConfigProvider.getConfig().getValue("zhengzhao.data", String.class), "keys", "tokens.secret");
        return signed(HexFormat.of().parseHex(Files.readString(secret).strip()), header, claims);
    }

    private static String signed(byte[] key, String header, String claims) throws GeneralSecurityException {
        String input = encoded(header) + "." + encoded(claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return input + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
