package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.sample.SampleTypes;

/** A department of a test's own, with one system and one matter. */
record TestDepartment(String code, String clientId, String token) {
    static final String OPERATOR = "registry-operator";
    static final String STEWARD = "catalogue-office";
    static final String MATTER = "000131015000";
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    /** Begins anywhere: tests under another profile count from the start again, in the same database. */
    private static final AtomicInteger NUMBERS = new AtomicInteger(new SecureRandom().nextInt(200_000_000));

    static TestDepartment register() {
        TestDepartment department = registerWithoutMatter();
        registerMatter(department.code(), MATTER).then().statusCode(201);
        return department;
    }

    static TestDepartment registerWithoutMatter() {
        String code = nextCode();
        registerDepartment(code, "110000").then().statusCode(201);
        String clientId = "test-" + code.toLowerCase(Locale.ROOT);
        String secret = as(OPERATOR)
                .body("{\"clientId\":\"" + clientId + "\",\"authority\":\"" + code
                        + "\",\"name\":{\"zh-CN\":\"测试系统\",\"en\":\"Test system\"},\"roles\":[\"department\"]}")
                .post("/v1/clients")
                .then()
                .statusCode(201)
                .extract()
                .path("clientSecret");
        String token = given().auth()
                .preemptive()
                .basic(clientId, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .path("access_token");
        return new TestDepartment(code, clientId, token);
    }

    static Response registerDepartment(String code, String region) {
        return as(OPERATOR)
                .body("{\"code\":\"" + code
                        + "\",\"name\":{\"zh-CN\":\"测试部门\",\"en\":\"Test department\"},\"region\":\"" + region + "\"}")
                .post("/v1/departments");
    }

    static Response registerMatter(String department, String code) {
        return as(OPERATOR)
                .body("{\"department\":\"" + department + "\",\"code\":\"" + code
                        + "\",\"name\":{\"zh-CN\":\"测试事项\",\"en\":\"Test matter\"}}")
                .post("/v1/matters");
    }

    /** Fictional codes of an area where no sample is, each once in a test run. */
    static String nextCode() {
        int number = NUMBERS.incrementAndGet();
        String body = "1182%04dMBFAKE".formatted(number / 29_791 % 10_000)
                + ALPHABET.charAt(number / 961 % 31)
                + ALPHABET.charAt(number / 31 % 31)
                + ALPHABET.charAt(number % 31);
        for (char check : ALPHABET.toCharArray()) {
            try {
                return Uscc.parse(body + check).value();
            } catch (MalformedCodeException next) {
                // Another character is the check character.
            }
        }
        throw new IllegalStateException("no check character fits");
    }

    /** An identifier of the same type and authority under which nothing was issued. */
    static String notIssued(String license) {
        String head = license.replaceFirst("\\.[0-9A-Z]+\\.001\\..$", "");
        for (char check : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
            String tail = ".ZZZZ9999.001." + check;
            try {
                return LicenseIdentifier.parse(head + tail).value();
            } catch (MalformedCodeException next) {
                // Another character is the check character.
            }
        }
        throw new IllegalStateException("no check character fits");
    }

    static RequestSpecification as(String sampleClient) {
        return Api.as(sampleClient).contentType(ContentType.JSON);
    }

    RequestSpecification self() {
        return given().header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en")
                .contentType(ContentType.JSON);
    }

    RequestSpecification asking() {
        return asking(MATTER, "CASE-1", "zhang.san");
    }

    RequestSpecification asking(String matter, String caseNumber, String officer) {
        return given().header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en")
                .queryParam("purpose", "subsidy review")
                .queryParam("matter", matter)
                .queryParam("caseNumber", caseNumber)
                .queryParam("officer", officer);
    }

    /** A steward gives a grant; {@code terms} are members besides department, matter, type and legal basis. */
    String give(String slug, String terms) {
        return as(STEWARD)
                .body("{\"department\":\"" + code + "\",\"matter\":\"" + MATTER + "\",\"type\":\"" + type(slug)
                        + "\",\"legalBasis\":\"Article 7 (fictional)\"" + terms + "}")
                .post("/v1/grants")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static String type(String slug) {
        return SampleTypes.find(slug).orElseThrow().type().code().value();
    }

    static Response refused(Response response, ProblemType type) {
        assertThat(response.<String>path("type")).as(response.asString()).isEqualTo(type.uri());
        assertThat(response.statusCode()).isEqualTo(type.status());
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.asString()).doesNotContain("Exception", "org.zhengzhao", "java.", "SQL");
        return response;
    }
}
