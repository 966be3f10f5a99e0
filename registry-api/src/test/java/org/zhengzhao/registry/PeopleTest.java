package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.registry.testing.ProviderTestResource;
import org.zhengzhao.registry.testing.TestProvider;

/** People who have logged in with an OpenID provider and work for an organisation. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(value = ProviderTestResource.class, restrictToAnnotatedClass = true)
class PeopleTest {
    @Inject
    EntityManager entities;

    private static PersonToken officer(String code) {
        return PersonToken.officer("subject-1", code, "lin.anran", "department-officer");
    }

    private static Response asks(String token, Optional<String> officer) {
        var request = PersonToken.bearing(token)
                .queryParam("holderCodeType", "001")
                .queryParam("holderCode", "91110000MAFAKE019D")
                .queryParam("type", TestDepartment.type(Api.FOOD))
                .queryParam("purpose", "subsidy review")
                .queryParam("matter", TestDepartment.MATTER)
                .queryParam("caseNumber", "CASE-1");
        officer.ifPresent(name -> request.queryParam("officer", name));
        return request.get("/v1/licenses");
    }

    private Object[] record(Response answer) {
        return QuarkusTransaction.requiringNew().call(() -> (Object[]) entities.createNativeQuery(
                        "select officer, client_id, authority_code from access_record where id = cast(:id as uuid)",
                        Object[].class)
                .setParameter("id", answer.header("Access-Record"))
                .getSingleResult());
    }

    private long records(String department) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery(
                                "select count(*) from access_record where authority_code = :code", Object.class)
                        .setParameter("code", department)
                        .getSingleResult()))
                .longValue();
    }

    @Test
    void ask_withOwnToken_whoHasLoggedInIsTheOfficer() {
        TestDepartment department = TestDepartment.register();
        department.give(Api.FOOD, "");

        Response left = asks(officer(department.code()).signed(), Optional.empty());
        Response own = asks(officer(department.code()).signed(), Optional.of("lin.anran"));

        for (Response answer : List.of(left, own)) {
            answer.then().statusCode(200);
            assertThat(record(answer)[0]).isEqualTo("lin.anran");
            assertThat(record(answer)[1].toString()).startsWith("oidc:").hasSizeLessThanOrEqualTo(64);
            assertThat(record(answer)[2]).isEqualTo(department.code());
        }
        assertThat(record(own)[1]).isEqualTo(record(left)[1]);
    }

    @Test
    void ask_inTheNameOfAnother_isRefused_andTheRefusalRecorded() {
        TestDepartment department = TestDepartment.register();
        department.give(Api.FOOD, "");
        String token = officer(department.code()).signed();
        long before = records(department.code());

        TestDepartment.refused(asks(token, Optional.of("zhang.san")), ProblemType.OFFICER_NOT_CALLER);
        TestDepartment.refused(
                PersonToken.bearing(token)
                        .body("{\"holder\":{\"codeType\":\"001\",\"code\":\"91110000MAFAKE019D\"},\"type\":\""
                                + TestDepartment.type(Api.FOOD)
                                + "\",\"purpose\":\"p\",\"matter\":\"" + TestDepartment.MATTER
                                + "\",\"caseNumber\":\"c\",\"officer\":\"zhang.san\"}")
                        .post("/v1/licenses/predicates"),
                ProblemType.OFFICER_NOT_CALLER);
        TestDepartment.refused(
                PersonToken.bearing(token)
                        .body("{\"holder\":{\"codeType\":\"001\",\"code\":\"91110000MAFAKE019D\"},\"purpose\":\"p\","
                                + "\"caseNumber\":\"c\",\"officer\":\"zhang.san\"}")
                        .post("/v1/matters/" + TestDepartment.MATTER + "/checks"),
                ProblemType.OFFICER_NOT_CALLER);
        TestDepartment.refused(
                PersonToken.bearing(token)
                        .body(
                                "{\"matter\":\"" + TestDepartment.MATTER + "\",\"type\":\""
                                        + TestDepartment.type("class-2-cost-engineer")
                                        + "\",\"legalBasis\":\"Article 7 (fictional)\",\"officer\":\"zhang.san\",\"reason\":\"r\"}")
                        .post("/v1/grant-requests"),
                ProblemType.OFFICER_NOT_CALLER);

        assertThat(records(department.code())).isEqualTo(before + 3);
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> entities.createNativeQuery(
                                        "select count(*) from grant_request where department_code = :code",
                                        Object.class)
                                .setParameter("code", department.code())
                                .getSingleResult()))
                .isEqualTo(0L);
    }

    @Test
    void ask_officerOnTheList_onlyWhileActive() {
        TestDepartment department = TestDepartment.register();
        department.give(Api.FOOD, "");
        TestDepartment.as(TestDepartment.OPERATOR)
                .body("{\"account\":\"somebody.else\",\"name\":\"示例\",\"roles\":[\"CASE_HANDLER\"]}")
                .post("/v1/departments/" + department.code() + "/officers")
                .then()
                .statusCode(201);

        TestDepartment.refused(
                asks(officer(department.code()).signed(), Optional.empty()), ProblemType.OFFICER_NOT_ACTIVE);
        TestDepartment.as(TestDepartment.OPERATOR)
                .body("{\"account\":\"lin.anran\",\"name\":\"林安然\",\"roles\":[\"CASE_HANDLER\"]}")
                .post("/v1/departments/" + department.code() + "/officers")
                .then()
                .statusCode(201);
        asks(officer(department.code()).signed(), Optional.empty()).then().statusCode(200);
    }

    @Test
    void fourEyes_twoLoginsOfOnePerson_areOnePerson() {
        String type = DraftApi.type(731);
        // Another account and other roles: the subject is the person.
        String maker = PersonToken.officer("subject-7", DraftApi.AUTHORITY, "wen", "issuer", "reviewer")
                .signed();
        String again = PersonToken.officer("subject-7", DraftApi.AUTHORITY, "wen.shuhe", "reviewer", "approver")
                .signed("ec", "ES256");
        String other = PersonToken.officer("subject-8", DraftApi.AUTHORITY, "fang", "reviewer", "approver")
                .signed();
        String third = PersonToken.officer("subject-9", DraftApi.AUTHORITY, "gu", "approver")
                .signed();
        String id = DraftApi.with(maker, Optional.empty())
                .body(DraftApi.draft(DraftApi.order(type)))
                .post("/v1/license-drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String digest =
                PersonToken.bearing(maker).get("/v1/license-drafts/" + id).path("digest");

        for (String same : List.of(maker, again)) {
            TestDepartment.refused(
                    DraftApi.decide(same, id, DraftApi.decision("ACCEPT", digest), Optional.empty()),
                    ProblemType.SAME_PERSON);
        }
        DraftApi.decide(other, id, DraftApi.decision("ACCEPT", digest), Optional.empty())
                .then()
                .statusCode(201);
        for (String same : List.of(again, other)) {
            TestDepartment.refused(
                    DraftApi.decide(same, id, DraftApi.decision("APPROVE", digest), Optional.empty()),
                    ProblemType.SAME_PERSON);
        }
        DraftApi.decide(third, id, DraftApi.decision("APPROVE", digest), Optional.empty())
                .then()
                .statusCode(201);
    }

    @Test
    void organisationThatIsNotRegistered_isRefused() {
        for (String code : List.of(TestDepartment.nextCode(), "none", "")) {
            TestDepartment.refused(
                    asks(officer(code).signed(), Optional.empty()), ProblemType.ORGANISATION_NOT_REGISTERED);
        }
    }

    @Test
    void roles_unknownOnesAndThoseOfSystems_areIgnored() {
        PersonToken person =
                PersonToken.officer("subject-3", "11110000MBFAKE1353", "lin", "portal", "holder", "root", "DEPARTMENT");
        TestDepartment.refused(asks(person.signed(), Optional.empty()), ProblemType.NOT_AUTHORISED);
        TestDepartment.refused(person.self().body("{}").post("/v1/holder-access-records"), ProblemType.NOT_AUTHORISED);
        TestDepartment.refused(person.self().get("/v1/holder/licenses"), ProblemType.NOT_AUTHORISED);
    }

    @Test
    void tokenWithoutOrganisationAndHolder_mayNothing() {
        PersonToken nobody = officer("x").with(token -> token.unsetClaim("organisation"));
        TestDepartment.refused(asks(nobody.signed(), Optional.empty()), ProblemType.NOT_AUTHORISED);
    }

    @ParameterizedTest
    @CsvSource({"rsa, RS256", "rsa, PS256", "ec, ES256", "ed, EdDSA"})
    void token_signedAsAllowed_isAccepted(String key, String algorithm) {
        asks(officer("11110000MBFAKE1353").signed(key, algorithm), Optional.empty())
                .then()
                .statusCode(200);
    }

    @Test
    void token_ofRfc9068_isAccepted() {
        PersonToken token = officer("11110000MBFAKE1353")
                .typed("at+jwt")
                .with(claims -> claims.unsetClaim("typ"))
                .with(claims -> claims.unsetClaim("azp"))
                .with(claims -> claims.setStringClaim("client_id", ProviderTestResource.PARTY));
        asks(token.signed(), Optional.empty()).then().statusCode(200);
    }

    @Test
    void token_withinTheLeeway_isAccepted() {
        Instant now = Instant.now();
        PersonToken token = officer("11110000MBFAKE1353")
                .with(claims -> claims.setNotBefore(
                        NumericDate.fromSeconds(now.plusSeconds(15).getEpochSecond())));
        asks(token.signed(), Optional.empty()).then().statusCode(200);
    }

    private static Arguments wrong(String what, Consumer<JwtClaims> change) {
        return arguments(what, officer("11110000MBFAKE1353").with(change).signed());
    }

    private static NumericDate in(long seconds) {
        return NumericDate.fromSeconds(Instant.now().plusSeconds(seconds).getEpochSecond());
    }

    static Stream<Arguments> invalid() throws Exception {
        PersonToken good = officer("11110000MBFAKE1353");
        String whole = good.signed();
        String[] parts = whole.split("\\.");
        byte[] publicKey = ProviderTestResource.key("rsa").getPublicKey().getEncoded();
        return Stream.of(
                wrong("no audience", claims -> claims.unsetClaim("aud")),
                wrong("another audience", claims -> claims.setAudience("canteen")),
                wrong("no issuer", claims -> claims.unsetClaim("iss")),
                wrong("another issuer", claims -> claims.setIssuer("https://elsewhere.example")),
                wrong("our own issuer", claims -> claims.setIssuer("zhengzhao")),
                wrong("issuer with a slash", claims -> claims.setIssuer(ProviderTestResource.issuer() + "/")),
                wrong("no subject", claims -> claims.unsetClaim("sub")),
                wrong("long subject", claims -> claims.setSubject("s".repeat(256))),
                wrong("no expiry", claims -> claims.unsetClaim("exp")),
                wrong("no issue time", claims -> claims.unsetClaim("iat")),
                wrong("not yet", claims -> claims.setNotBefore(in(120))),
                wrong("made in the future", claims -> claims.setIssuedAt(in(120))),
                wrong("made long ago", claims -> claims.setIssuedAt(in(-7200))),
                wrong("no party", claims -> claims.unsetClaim("azp")),
                wrong("another party", claims -> claims.setStringClaim("azp", "newsletter")),
                wrong("an ID token", claims -> claims.setStringClaim("typ", "ID")),
                wrong("no type", claims -> claims.unsetClaim("typ")),
                wrong("no officer", claims -> claims.unsetClaim("preferred_username")),
                wrong("a long officer", claims -> claims.setStringClaim("preferred_username", "l".repeat(65))),
                wrong("an officer of two lines", claims -> claims.setStringClaim("preferred_username", "l\nm")),
                wrong("an organisation that is a list", claims -> claims.setStringListClaim("organisation", "a", "b")),
                wrong("half a holder", claims -> claims.setStringClaim("holder_code", "110101190001010014")),
                arguments("a type of its own", good.typed("logout+jwt").signed()),
                arguments("no signature", officer("11110000MBFAKE1353").signed(signature -> {
                    signature.setAlgorithmHeaderValue("none");
                    signature.setKeyIdHeaderValue("rsa");
                })),
                arguments(
                        "authenticated with the public key",
                        officer("11110000MBFAKE1353").signed(signature -> {
                            signature.setAlgorithmHeaderValue("HS256");
                            signature.setKeyIdHeaderValue("rsa");
                            signature.setKey(new HmacKey(publicKey));
                        })),
                arguments("another algorithm", officer("11110000MBFAKE1353").signed("rsa", "RS384")),
                arguments("a weak key", officer("11110000MBFAKE1353").signed("weak", "RS256")),
                arguments("a key for encryption", officer("11110000MBFAKE1353").signed("enc", "RS256")),
                arguments("an unknown key", officer("11110000MBFAKE1353").signed(signature -> {
                    signature.setAlgorithmHeaderValue("RS256");
                    signature.setKeyIdHeaderValue("unknown");
                    signature.setKey(ProviderTestResource.key("rsa").getPrivateKey());
                })),
                arguments("a key of its own", officer("11110000MBFAKE1353").signed(signature -> {
                    var own = TestProvider.ec("ec");
                    signature.setAlgorithmHeaderValue("ES256");
                    signature.setKeyIdHeaderValue("ec");
                    signature.setJwkHeader(own);
                    signature.setKey(own.getPrivateKey());
                })),
                arguments("no key named", officer("11110000MBFAKE1353").signed(signature -> {
                    signature.setAlgorithmHeaderValue("RS256");
                    signature.setKey(ProviderTestResource.key("rsa").getPrivateKey());
                })),
                arguments("no signature octets", parts[0] + "." + parts[1] + "."),
                arguments(
                        "another payload",
                        parts[0] + "." + officer("11110000MBFAKE039R").signed().split("\\.")[1] + "." + parts[2]),
                arguments(
                        "too long",
                        officer("11110000MBFAKE1353")
                                .with(claims -> claims.setStringClaim("padding", "x".repeat(9000)))
                                .signed()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void token_invalid_isRefused(String what, String token) {
        TestDepartment.refused(asks(token, Optional.empty()), ProblemType.TOKEN_INVALID);
    }

    @Test
    void token_expired_isRefusedAsSuch() {
        PersonToken token = officer("11110000MBFAKE1353")
                .with(claims -> claims.setIssuedAt(in(-600)))
                .with(claims -> claims.setExpirationTime(in(-60)));
        TestDepartment.refused(asks(token.signed(), Optional.empty()), ProblemType.TOKEN_EXPIRED);
    }

    @Test
    void clientsOfOurOwn_areNotAffected() {
        Api.asking("commerce-bureau")
                .queryParam("holderCodeType", "001")
                .queryParam("holderCode", "91110000MAFAKE019D")
                .queryParam("type", TestDepartment.type(Api.FOOD))
                .get("/v1/licenses")
                .then()
                .statusCode(200);
    }
}
