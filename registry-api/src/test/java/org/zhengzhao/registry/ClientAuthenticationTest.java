package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;

/** How systems prove who they are: keys, secrets and their change, and what stops when a client is closed. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ClientAuthenticationTest {
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String AUTHORITY = "11110000MBFAKE1353";

    @Test
    void assertion_ofEachKindOfKey_getsAToken() throws Exception {
        List<PublicJsonWebKey> keys = List.of(p256("ec"), rsa("rsa", 2048), ed25519("ed"));
        String client = registered(keys);
        for (PublicJsonWebKey key : keys) {
            String token =
                    sent(signed(key, client)).then().statusCode(200).extract().path("access_token");
            given().header("Authorization", "Bearer " + token)
                    .get("/v1/grants")
                    .then()
                    .statusCode(200);
        }
        operator()
                .get("/v1/clients/" + client)
                .then()
                .statusCode(200)
                .body("method", equalTo("private_key_jwt"))
                .body("keys.algorithm", containsInAnyOrder("ES256", "PS256", "EdDSA"))
                .body("secrets", hasSize(0));
    }

    @Test
    void assertion_sentAgain_isRefused() throws Exception {
        PublicJsonWebKey key = p256("one");
        String client = registered(List.of(key));
        String assertion = signed(key, client);
        sent(assertion).then().statusCode(200);
        refused(sent(assertion));
    }

    /** A node has no memory of what another one has seen, the database has: of many at once one gets through. */
    @Test
    void assertion_sentManyTimesAtOnce_getsOneToken() throws Exception {
        PublicJsonWebKey key = p256("one");
        String client = registered(List.of(key));
        String assertion = signed(key, client);
        List<Callable<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            requests.add(() -> sent(assertion).statusCode());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnly(200, 401);
            assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
        }
    }

    @Test
    void assertion_withAnythingWrong_isRefused() throws Exception {
        PublicJsonWebKey key = p256("one");
        PublicJsonWebKey other = p256("one");
        PublicJsonWebKey foreign = p256("foreign");
        String client = registered(List.of(key));
        String stranger = registered(List.of(foreign));
        long now = Instant.now().getEpochSecond();

        refused(sent(signed(other, client)));
        refused(sent(signed(foreign, client)));
        refused(sent(signed(key, client, claims -> claims.setIssuer(stranger))));
        refused(sent(signed(key, client, claims -> claims.setSubject(stranger))));
        refused(sent(signed(key, client, claims -> claims.setAudience("https://elsewhere.example/oauth/token"))));
        refused(sent(signed(key, client, claims -> claims.setAudience(issuer(), "https://elsewhere.example"))));
        refused(sent(signed(key, client, claims -> claims.unsetClaim("aud"))));
        refused(sent(signed(key, client, claims -> claims.unsetClaim("exp"))));
        refused(sent(signed(key, client, claims -> claims.unsetClaim("iat"))));
        refused(sent(signed(key, client, claims -> claims.unsetClaim("jti"))));
        refused(sent(signed(key, client, claims -> claims.setJwtId("j".repeat(129)))));
        refused(sent(signed(key, client, claims -> claims.setExpirationTime(NumericDate.fromSeconds(now - 1)))));
        refused(sent(signed(key, client, claims -> claims.setExpirationTime(NumericDate.fromSeconds(now + 360)))));
        refused(sent(signed(key, client, claims -> claims.setIssuedAt(NumericDate.fromSeconds(now + 120)))));
        refused(sent(signed(key, client, claims -> claims.setNotBefore(NumericDate.fromSeconds(now + 120)))));
        refused(sent(signed(key, client) + "A"));
        refused(sent("a.b.c"));
        refused(sent("{}"));
        refused(sent("e".repeat(9000)));
        refused(sent(unsigned(client)));
        refused(sent(authenticatedWithThePublicKey(key, client)));
        refused(sent(withHeader(key, client, "typ", "at+jwt")));
        refused(sent(withHeader(key, client, "crit", List.of("exp"))));

        sent(signed(key, client)).then().statusCode(200);
    }

    @Test
    void severalWaysAtOnce_areRefused() throws Exception {
        PublicJsonWebKey key = p256("one");
        String client = registered(List.of(key));
        given().auth()
                .preemptive()
                .basic(client, "secret")
                .formParam("grant_type", "client_credentials")
                .formParam("client_assertion_type", ASSERTION)
                .formParam("client_assertion", signed(key, client))
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void keyChange_withTwoKeysAtOnce_hasNoOutage() throws Exception {
        PublicJsonWebKey old = p256("2026");
        PublicJsonWebKey next = ed25519("2027");
        String client = registered(List.of(old));
        setKeys(client, List.of(old, next)).then().statusCode(200);
        sent(signed(old, client)).then().statusCode(200);
        sent(signed(next, client)).then().statusCode(200);
        setKeys(client, List.of(next)).then().statusCode(200);
        refused(sent(signed(old, client)));
        sent(signed(next, client)).then().statusCode(200);
    }

    @Test
    void keysThatAreNotTaken_areRefused() throws Exception {
        refusedKey(jwk(p256("one")).replace("\"crv\":\"P-256\"", "\"crv\":\"P-384\""), "KEY_NOT_TAKEN");
        refusedKey(jwk(rsa("small", 1024)), "KEY_NOT_TAKEN");
        refusedKey(
                EcJwkGenerator.generateJwk(EllipticCurves.P256).toJson(OutputControlLevel.INCLUDE_PRIVATE),
                "PRIVATE_KEY");
        refusedKey("{\"kty\":\"oct\",\"kid\":\"k\"}", "KEY_NOT_TAKEN");
        refusedKey("{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\"AAAA\"}", "UNKNOWN_MEMBER");
        refusedKey(jwk(p256("has space")), "WRONG_VALUE");
        refusedKey(jwk(p256("enc")).replace("{", "{\"use\":\"enc\","), "WRONG_VALUE");
        refusedKey(jwk(p256("alg")).replace("{", "{\"alg\":\"RS256\","), "WRONG_VALUE");
        String notOnTheCurve = "{\"kty\":\"EC\",\"kid\":\"off\",\"crv\":\"P-256\",\"x\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]) + "\",\"y\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]) + "\"}";
        refusedKey(notOnTheCurve, "KEY_NOT_TAKEN");
        String five = String.join(",", jwk(p256("a")), jwk(p256("b")), jwk(p256("c")), jwk(p256("d")), jwk(p256("e")));
        refusedKey(five, "TOO_MANY");
        refusedKey(jwk(p256("same")) + "," + jwk(p256("same")), "WRONG_VALUE");
    }

    /** Whoever has keys cannot be impersonated with a secret, and the other way round. */
    @Test
    void clientWithKeys_hasNoSecret() throws Exception {
        String client = registered(List.of(p256("one")));
        withSecret(client, "guess").then().statusCode(401);
        makeSecret(client, "{}").then().statusCode(409).body("type", equalTo(ProblemType.CLIENT_STATE.uri()));
    }

    @Test
    void keysInPlaceOfASecret_endTheSecret() throws Exception {
        Response registered = register("{}");
        String client = registered.path("clientId");
        String secret = registered.path("clientSecret");
        withSecret(client, secret).then().statusCode(200);
        setKeys(client, List.of(p256("one"))).then().statusCode(200);
        withSecret(client, secret).then().statusCode(401);
    }

    @Test
    void newSecret_leavesTheOldOneForAWhile() {
        Response registered = register("{}");
        String client = registered.path("clientId");
        String first = registered.path("clientSecret");
        String second = makeSecret(client, "{\"keepOthersFor\":\"PT1H\"}")
                .then()
                .statusCode(201)
                .extract()
                .path("clientSecret");
        withSecret(client, first).then().statusCode(200);
        withSecret(client, second).then().statusCode(200);
        operator()
                .get("/v1/clients/" + client)
                .then()
                .body("secrets", hasSize(2))
                .body("method", equalTo("client_secret"));
        String third = makeSecret(client, "{\"keepOthersFor\":\"PT0S\"}")
                .then()
                .statusCode(201)
                .extract()
                .path("clientSecret");
        withSecret(client, first).then().statusCode(401);
        withSecret(client, second).then().statusCode(401);
        withSecret(client, third).then().statusCode(200);
    }

    @Test
    void secrets_areMadeByTheRegistryOnly() {
        register("{\"method\":\"client_secret\",\"secret\":\"chosen\"}").then().statusCode(422);
        String client = register("{}").path("clientId");
        makeSecret(client, "{\"secret\":\"chosen\"}").then().statusCode(422);
        makeSecret(client, "{\"keepOthersFor\":\"P31D\"}").then().statusCode(422);
        for (int i = 0; i < 3; i++) {
            makeSecret(client, "{}").then().statusCode(201);
        }
        makeSecret(client, "{}").then().statusCode(409);
    }

    /** Somebody who guesses is slowed down; the system at the same address that has the secret is not. */
    @Test
    void wrongSecrets_areSlowedDown_rightOnesAreNot() {
        Response registered = register("{}");
        String client = registered.path("clientId");
        String secret = registered.path("clientSecret");
        withSecret(client, secret).then().statusCode(200);
        for (int i = 0; i < 10; i++) {
            withSecret(client, "guess-" + i).then().statusCode(401);
        }
        Response slowed = withSecret(client, "guess");
        slowed.then().statusCode(429).body("error", equalTo("slow_down"));
        assertThat(Integer.parseInt(slowed.header("Retry-After"))).isBetween(1, 61);
        withSecret(client, secret).then().statusCode(200);
        // Another client at the same address is nobody else's victim.
        Response other = register("{}");
        withSecret(other.path("clientId"), other.path("clientSecret")).then().statusCode(200);
    }

    @Test
    void closedClient_getsNoToken_andItsTokensStop() throws Exception {
        PublicJsonWebKey key = p256("one");
        String client = registered(List.of(key));
        String token =
                sent(signed(key, client)).then().statusCode(200).extract().path("access_token");
        operator()
                .post("/v1/clients/" + client + "/close")
                .then()
                .statusCode(200)
                .body("closedAt", org.hamcrest.Matchers.notNullValue());
        given().header("Authorization", "Bearer " + token)
                .get("/v1/grants")
                .then()
                .statusCode(401)
                .body("type", equalTo(ProblemType.TOKEN_INVALID.uri()));
        refused(sent(signed(key, client)));
        setKeys(client, List.of(key)).then().statusCode(409);
        // Once more changes nothing.
        operator().post("/v1/clients/" + client + "/close").then().statusCode(200);
    }

    @Test
    void operator_doesNotCloseItself() {
        operator()
                .post("/v1/clients/" + TestDepartment.OPERATOR + "/close")
                .then()
                .statusCode(409);
    }

    @Test
    void description_namesWhatIsUnderstood() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body("issuer", equalTo(issuer()))
                .body("token_endpoint", equalTo(issuer() + "/oauth/token"))
                .body("token_endpoint_auth_methods_supported", hasItem("private_key_jwt"))
                .body("token_endpoint_auth_signing_alg_values_supported", equalTo(List.of("ES256", "PS256", "EdDSA")));
    }

    /** A key is added at the end, then put first, then the old one goes: tokens of either hold all the while, without a restart. */
    @Test
    void tokenKeys_changeWhileTheServiceRuns() throws Exception {
        Path file =
                Path.of(ConfigProvider.getConfig().getValue("zhengzhao.data", String.class), "keys", "tokens.secret");
        String before = Files.readString(file);
        String old = before.strip();
        String next = HexFormat.of()
                .formatHex(UUID.randomUUID().toString().substring(0, 32).getBytes(StandardCharsets.US_ASCII));
        Response registered = register("{}");
        String client = registered.path("clientId");
        String secret = registered.path("clientSecret");
        String oldToken = withSecret(client, secret).path("access_token");
        try {
            Files.writeString(file, next + "\n" + old + "\n");
            Waiting.until("the next key is used", () -> !madeAs(oldToken, client, secret));
            holds(oldToken);
            holds(withSecret(client, secret).path("access_token"));
        } finally {
            Files.writeString(file, before);
            // Nothing is left behind for other tests: a token of the next key would end with it.
            Waiting.until("the old key is used again", () -> madeAs(oldToken, client, secret));
        }
    }

    private static boolean madeAs(String token, String client, String secret) {
        String made = withSecret(client, secret).path("access_token");
        return made.substring(0, made.indexOf('.')).equals(token.substring(0, token.indexOf('.')));
    }

    private static void holds(String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/v1/grants")
                .then()
                .statusCode(200);
    }

    private static String issuer() {
        Config config = ConfigProvider.getConfig();
        return "http://" + config.getValue("quarkus.http.host", String.class) + ":"
                + config.getValue("quarkus.http.port", Integer.class);
    }

    private static RequestSpecification operator() {
        return Api.as(TestDepartment.OPERATOR).contentType(ContentType.JSON);
    }

    private static Response register(String authentication) {
        String client = "test-" + UUID.randomUUID();
        String members = authentication.equals("{}") ? "" : ",\"authentication\":" + authentication;
        return operator()
                .body("{\"clientId\":\"" + client + "\",\"authority\":\"" + AUTHORITY
                        + "\",\"name\":{\"zh-CN\":\"测试系统\",\"en\":\"Test system\"},\"roles\":[\"department\"]" + members
                        + "}")
                .post("/v1/clients");
    }

    private static String registered(List<PublicJsonWebKey> keys) {
        return register(proof(keys))
                .then()
                .statusCode(201)
                .body("clientSecret", org.hamcrest.Matchers.nullValue())
                .extract()
                .path("clientId");
    }

    private static Response setKeys(String client, List<PublicJsonWebKey> keys) {
        return operator().body(proof(keys)).put("/v1/clients/" + client + "/authentication");
    }

    private static Response makeSecret(String client, String body) {
        return operator().body(body).post("/v1/clients/" + client + "/secrets");
    }

    private static void refusedKey(String keys, String code) {
        register("{\"method\":\"private_key_jwt\",\"jwks\":{\"keys\":[" + keys + "]}}")
                .then()
                .statusCode(422)
                .body("errors.code", hasItem(code));
    }

    private static String proof(List<PublicJsonWebKey> keys) {
        return "{\"method\":\"private_key_jwt\",\"jwks\":{\"keys\":["
                + String.join(
                        ",", keys.stream().map(ClientAuthenticationTest::jwk).toList()) + "]}}";
    }

    private static String jwk(PublicJsonWebKey key) {
        return key.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static Response withSecret(String client, String secret) {
        return given().auth()
                .preemptive()
                .basic(client, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token");
    }

    private static Response sent(String assertion) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_assertion_type", ASSERTION)
                .formParam("client_assertion", assertion)
                .post("/oauth/token");
    }

    private static void refused(Response answer) {
        answer.then().statusCode(401).body("error", equalTo("invalid_client"));
    }

    private static PublicJsonWebKey p256(String kid) throws Exception {
        return named(EcJwkGenerator.generateJwk(EllipticCurves.P256), kid);
    }

    private static PublicJsonWebKey rsa(String kid, int bits) throws Exception {
        return named(RsaJwkGenerator.generateJwk(bits), kid);
    }

    private static PublicJsonWebKey ed25519(String kid) throws Exception {
        return named(OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519), kid);
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key, String kid) {
        key.setKeyId(kid);
        return key;
    }

    private static String signed(PublicJsonWebKey key, String client) throws Exception {
        return signed(key, client, claims -> {});
    }

    private static String signed(PublicJsonWebKey key, String client, Consumer<JwtClaims> change) throws Exception {
        return signature(key, claims(client, change)).getCompactSerialization();
    }

    private static String withHeader(PublicJsonWebKey key, String client, String name, Object value) throws Exception {
        JsonWebSignature signature = signature(key, claims(client, claims -> {}));
        signature.getHeaders().setObjectHeaderValue(name, value);
        return signature.getCompactSerialization();
    }

    private static JsonWebSignature signature(PublicJsonWebKey key, JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(
                switch (key.getKeyType()) {
                    case "EC" -> "ES256";
                    case "RSA" -> "PS256";
                    default -> "EdDSA";
                });
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        signature.setPayload(claims.toJson());
        return signature;
    }

    private static JwtClaims claims(String client, Consumer<JwtClaims> change) {
        long now = Instant.now().getEpochSecond();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(client);
        claims.setSubject(client);
        claims.setAudience(issuer());
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + 120));
        change.accept(claims);
        return claims;
    }

    private static String unsigned(String client) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"none\",\"kid\":\"one\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims(client, claims -> {}).toJson().getBytes(StandardCharsets.UTF_8)) + ".";
    }

    /** The old trick: the public key, which everybody has, taken as the secret of an HMAC. */
    private static String authenticatedWithThePublicKey(PublicJsonWebKey key, String client) throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("HS256");
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(new javax.crypto.spec.SecretKeySpec(key.getPublicKey().getEncoded(), "HmacSHA256"));
        signature.setPayload(claims(client, claims -> {}).toJson());
        return signature.getCompactSerialization();
    }
}
