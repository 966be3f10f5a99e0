package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.apidocument.ApiDocument;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;

/** What holds for every answer and every request, whatever it asks for. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HttpHardeningTest {
    private static final List<String> PLACES = List.of(
            "/",
            "/verify",
            "/V",
            "/nothing-here",
            "/v1/trust-anchors",
            "/v1/grants",
            "/v1/nothing",
            "/oauth/token",
            "/q/health",
            "/q/openapi",
            "/.well-known/oauth-authorization-server",
            "/v1/status-lists",
            "/%ff",
            "/v1/licenses/%00");
    private static final int SLOW = 200;

    @TestHTTPResource
    URI base;

    @Test
    void everyAnswer_hasTheHeadersThatProtect_andNoneThatTells() {
        for (String place : PLACES) {
            Response answer = given().urlEncodingEnabled(false).get(place);
            assertThat(answer.header("X-Content-Type-Options")).as(place).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).as(place).isEqualTo("no-referrer");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).as(place).isEqualTo("same-origin");
            assertThat(answer.header("X-Frame-Options")).as(place).isEqualTo("DENY");
            assertThat(answer.header("Permissions-Policy")).as(place).contains("camera=()");
            assertThat(answer.header("Content-Security-Policy"))
                    .as(place)
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "default-src")
                    .doesNotContain("unsafe", "*");
            assertThat(answer.header("Cache-Control")).as(place).isNotNull();
            assertThat(answer.header("Strict-Transport-Security")).as(place).isNull();
            // Lists of states are for verifiers on pages of others too, and are asked for without a token.
            if (!place.equals("/v1/status-lists")) {
                assertThat(answer.header("Access-Control-Allow-Origin"))
                        .as(place)
                        .isNull();
            }
            for (String tells : List.of("Server", "X-Powered-By", "Access-Control-Allow-Credentials")) {
                assertThat(answer.header(tells)).as(place).isNull();
            }
        }
    }

    @Test
    void anotherOrigin_isGivenNothing() {
        Response preflight = given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/v1/licenses");
        Response read = given().header("Origin", "https://elsewhere.example").get("/v1/trust-anchors");
        for (Response answer : List.of(preflight, read)) {
            assertThat(answer.headers().asList())
                    .noneMatch(header ->
                            header.getName().toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        }
    }

    @Test
    void methodsThatNobodyNeeds_areRefused() {
        for (String method : List.of("TRACE", "CONNECT", "PROPFIND", "TRACK")) {
            Response answer = given().header("X-Secret", "mirrored").request(method, "/v1/trust-anchors");
            assertThat(answer.statusCode()).as(method).isBetween(400, 499);
            assertThat(answer.asString()).as(method).doesNotContain("mirrored");
        }
    }

    /** The only cookie remembers a language: none says who somebody is, so that no page of others can act for them. */
    @Test
    void noAnswer_setsACookieThatCounts() {
        for (String place : PLACES) {
            for (String query : List.of("", "?lang=en")) {
                Response answer = given().urlEncodingEnabled(false).get(place + query);
                assertThat(answer.cookies().keySet()).as(place + query).isSubsetOf("lang");
            }
        }
    }

    /** As a form of another page sends it: with every cookie, without a token. Only what is for anybody gets past. */
    @Test
    void whatChangesAnything_needsATokenInAHeader() throws Exception {
        ApiDocument document =
                ApiDocument.parse(given().get("/q/openapi?format=json").asString());
        List<String> through = new ArrayList<>();
        for (ApiDocument.Operation operation : document.operations()) {
            if (!List.of("POST", "PUT", "DELETE", "PATCH")
                    .contains(operation.method().toUpperCase(java.util.Locale.ROOT))) {
                continue;
            }
            RequestSpecification request = given().cookie("lang", "en")
                    .cookie("session", "1")
                    .cookie("access_token", "e30.e30.e30")
                    .header("Origin", "https://elsewhere.example")
                    .contentType(operation.mediaType());
            Response answer = (operation.mediaType().contains("form")
                            ? request.formParam("none", "")
                            : request.body("{}".getBytes(StandardCharsets.UTF_8)))
                    .request(operation.method(), operation.path().replaceAll("\\{[^}]*}", "0"));
            if (answer.statusCode() != 401) {
                through.add(operation.id());
            }
        }
        // They write nothing: a token is given to whoever brings credentials in the body, a document is judged and
        // forgotten.
        assertThat(through).isSubsetOf("getToken", "verifyDocument", "verify");
    }

    @Test
    void bodies_areLimitedByWhatTheyAreFor() throws Exception {
        byte[] json = new byte[3 * 1024 * 1024];
        tooLarge(given().contentType(ContentType.JSON).body(json).post("/v1/licenses"));
        tooLarge(given().formParam("client_secret", "s".repeat(64 * 1024)).post("/oauth/token"));
        // One that does not say how long it is, is counted; the caller may be refused for another reason before.
        String token = Api.tokenOf("market-bureau", Instant.now().plusSeconds(600), List.of("issuer"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status = client.send(
                            HttpRequest.newBuilder(base.resolve("/v1/licenses"))
                                    .header("Content-Type", "application/json")
                                    .header("Authorization", "Bearer " + token)
                                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(json)))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            assertThat(status).isEqualTo(413);
        }
        // Documents may be larger than that.
        given().contentType("application/pdf")
                .body(json)
                .post("/v1/verifications")
                .then()
                .statusCode(200);
    }

    @Test
    void addressesAndHeaders_areLimited() {
        assertThat(given().get("/v1/licenses?purpose=" + "p".repeat(9000)).statusCode())
                .isEqualTo(414);
        assertThat(given().header("X-Long", "x".repeat(20_000)).get("/").statusCode())
                .isEqualTo(431);
    }

    @Test
    void answers_tellNothingOfWhatIsInside() throws Exception {
        List<String> answers = List.of(
                given().contentType(ContentType.JSON)
                        .body("{")
                        .post("/oauth/token")
                        .asString(),
                sent("/verify", "multipart/form-data; boundary=x", "--x\r\nbroken"),
                sent("/verify", "multipart/form-data", "none"),
                sent("/oauth/token", "application/x-www-form-urlencoded", "grant_type=%zz"),
                sent("/v1/verifications", "application/pdf", "\u0000\u0001"),
                given().header("Authorization", "Bearer a.b.c")
                        .get("/v1/grants")
                        .asString(),
                given().header("Authorization", "Basic !!!")
                        .formParam("grant_type", "client_credentials")
                        .post("/oauth/token")
                        .asString(),
                given().header("Accept", "nonsense/[").get("/v1/trust-anchors").asString(),
                given().urlEncodingEnabled(false).get("/v1/licenses/%00%ff").asString());
        for (String answer : answers) {
            assertThat(answer)
                    .doesNotContainPattern("(?i)exception|\\tat |java\\.|quarkus|vertx|netty|hibernate|jose4j|stack");
        }
    }

    private String sent(String path, String type, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(base.resolve(path))
                                    .header("Content-Type", type)
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    /**
     * Half of them send headers, half a body, one byte a second. The server's limits on silence never see them; their deadline does, and
     * meanwhile everybody else is served.
     */
    @Test
    void connectionsThatSendAByteASecond_areEnded_andOthersServed() throws Exception {
        List<SocketChannel> slow = new ArrayList<>();
        try (HttpClient others = HttpClient.newHttpClient()) {
            for (int i = 0; i < SLOW; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
                channel.configureBlocking(false);
                String begin = i % 2 == 0
                        ? "GET / HTTP/1.1\r\nX-Slow: "
                        : String.join(
                                "\r\n",
                                "POST /v1/verifications HTTP/1.1",
                                "Host: localhost",
                                "Content-Type: application/pdf",
                                "Content-Length: 1000",
                                "",
                                "");
                channel.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.US_ASCII)));
                slow.add(channel);
            }
            Instant begun = Instant.now();
            List<SocketChannel> open = new ArrayList<>(slow);
            int served = 0;
            while (!open.isEmpty() && Instant.now().isBefore(begun.plusSeconds(120))) {
                open.removeIf(channel -> !sendsAByte(channel));
                int status = others.send(
                                HttpRequest.newBuilder(base.resolve("/v1/trust-anchors"))
                                        .timeout(Duration.ofSeconds(20))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode();
                assertThat(status).isEqualTo(200);
                served++;
                Thread.sleep(1000);
            }
            assertThat(open).as("still there after two minutes").isEmpty();
            assertThat(served).isGreaterThan(5);
            System.out.printf(
                    "slow connections: %d ended after %d s at most, %d others served meanwhile%n",
                    SLOW, Duration.between(begun, Instant.now()).toSeconds(), served);
        } finally {
            for (SocketChannel channel : slow) {
                channel.close();
            }
        }
    }

    /** False once the other side has closed. */
    private static boolean sendsAByte(SocketChannel channel) {
        try {
            if (channel.read(ByteBuffer.allocate(4096)) < 0) {
                return false;
            }
            channel.write(ByteBuffer.wrap(new byte[] {'x'}));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static void tooLarge(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.<String>path("type")).isEqualTo(ProblemType.BODY_TOO_LARGE.uri());
    }
}
