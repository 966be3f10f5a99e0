package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.sample.SampleTypes;

/** The API as a client in a test uses it. */
final class Api {
    static final String FOOD = "food-business-permit";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Api() {}

    /** A token of a sample client. */
    static String token(String clientId) {
        return given().auth()
                .preemptive()
                .basic(clientId, secret(clientId))
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    static String secret(String clientId) {
        Path file = Path.of(ConfigProvider.getConfig().getValue("zhengzhao.data", String.class))
                .resolve("sample-credentials.env");
        String name = clientId.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET=";
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .orElseThrow()
                    .substring(name.length());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A token as the registry makes them, authenticated with its own secret, that ends when the test says. */
    static String tokenOf(String clientId, Instant expires) throws IOException, JoseException {
        return tokenOf(clientId, expires, List.of("department"));
    }

    static String tokenOf(String clientId, Instant expires, List<String> roles) throws IOException, JoseException {
        Path secret =
                Path.of(ConfigProvider.getConfig().getValue("zhengzhao.data", String.class), "keys", "tokens.secret");
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("zhengzhao");
        claims.setAudience("zhengzhao");
        claims.setSubject(clientId);
        claims.setExpirationTime(NumericDate.fromSeconds(expires.getEpochSecond()));
        claims.setStringClaim("authority", "11110000MBFAKE1353");
        claims.setStringListClaim("roles", roles);
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setHeader("typ", "at+jwt");
        token.setKey(new SecretKeySpec(
                HexFormat.of().parseHex(Files.readString(secret).strip()), "HmacSHA256"));
        token.setPayload(claims.toJson());
        return token.getCompactSerialization();
    }

    static RequestSpecification as(String clientId) {
        return given().header("Authorization", "Bearer " + token(clientId)).header("Accept-Language", "en");
    }

    /** A read with everything that it must carry. */
    static RequestSpecification asking(String clientId) {
        return as(clientId)
                .queryParam("purpose", "subsidy review")
                .queryParam("matter", "000131015000")
                .queryParam("caseNumber", "CASE-1")
                .queryParam("officer", "zhang.san");
    }

    /** A sample order under a number that was not used before. */
    static String order(String slug) {
        return order(slug, "TEST-" + System.nanoTime() + "-" + NUMBERS.incrementAndGet());
    }

    static String order(String slug, String number) {
        JsonValue.Members sample = SampleTypes.find(slug).orElseThrow().license();
        var members = new java.util.LinkedHashMap<>(sample.values());
        members.put("number", new JsonValue.Text(number));
        return CanonicalJson.text(new JsonValue.Members(members));
    }

    static Response issue(String clientId, String order) {
        return as(clientId).contentType(ContentType.JSON).body(order).post("/v1/licenses");
    }

    static String issued(String clientId, String slug) {
        return issue(clientId, order(slug)).then().statusCode(201).extract().path("identifier");
    }
}
