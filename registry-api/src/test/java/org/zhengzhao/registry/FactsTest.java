package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.zhengzhao.registry.LifecycleApi.act;
import static org.zhengzhao.registry.LifecycleApi.events;
import static org.zhengzhao.registry.LifecycleApi.version;
import static org.zhengzhao.registry.LifecycleApi.versions;
import static org.zhengzhao.registry.TestDepartment.OPERATOR;
import static org.zhengzhao.registry.TestDepartment.as;
import static org.zhengzhao.registry.TestDepartment.refused;
import static org.zhengzhao.registry.TestDepartment.type;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.receipt.ReceiptOperation;
import org.zhengzhao.signing.receipt.ReceiptOutcome;
import org.zhengzhao.signing.receipt.ReceiptReader;

/** Facts are verified: right or not is told, what is right is not. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FactsTest {
    private static final String NAME = "北京云杉里食品供应链有限公司";
    private static final String ENGINEER = "class-2-cost-engineer";
    private static final Path CORPORA =
            Path.of(System.getProperty("zhengzhao.root")).resolveSibling("shared/corpora/text/blns.json");
    /** What the registry lets a department get wrong, by default. */
    private static final int MISMATCHES = 10;

    @Inject
    EntityManager entities;

    @Inject
    SessionFactory sessions;

    /** A food permit of a holder of its own. */
    private record Permit(String identifier, String holder, String number) {
        static Permit issue() {
            return issue(TestDepartment.nextCode(), Map.of());
        }

        static Permit issue(String holder, Map<String, String> changes) {
            String number = "虚构FAKE" + System.nanoTime();
            String order = Api.order(Api.FOOD, number).replace("91110000MAFAKE019D", holder);
            for (Map.Entry<String, String> change : changes.entrySet()) {
                order = order.replaceFirst(
                        "\"" + change.getKey() + "\":\"[^\"]*\"",
                        "\"" + change.getKey() + "\":\"" + change.getValue() + "\"");
            }
            return new Permit(
                    Api.issue("market-bureau", order)
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("identifier"),
                    holder,
                    number);
        }

        String holderMember() {
            return "\"holder\":{\"codeType\":\"001\",\"code\":\"" + holder + "\"}";
        }

        String namedMember() {
            return "\"holder\":{\"codeType\":\"001\",\"code\":\"" + holder + "\",\"name\":\"" + NAME + "\"}";
        }
    }

    @Test
    void facts_rightAndValid_isZero_andNoValueIsTold() throws Exception {
        TestDepartment department = TestDepartment.register();
        Permit permit = Permit.issue();
        Response answer = verify(
                department,
                permit.namedMember() + ",\"number\":\"" + permit.number()
                        + "\",\"validUntil\":\"2030-06-17\",\"fields\":{\"legalRepresentative\":\"沈砚秋\"}");
        answer.then()
                .statusCode(200)
                .body("code", equalTo(0))
                .body("result", equalTo("RIGHT_AND_VALID"))
                .body("message.'zh-CN'", equalTo("信息正确且有效"))
                .body("identifier", equalTo(permit.identifier()))
                .body(
                        "compared",
                        equalTo(List.of("/holders", "/number", "/fields/legalRepresentative", "/validUntil")));
        assertThat(answer.asString()).doesNotContain("沈砚秋", NAME, permit.holder(), permit.number(), "2030-06-17");

        ReceiptClaims claims = receipted(department, answer);
        assertThat(claims.operation()).isEqualTo(ReceiptOperation.VERIFY_FACTS);
        assertThat(claims.outcome()).isEqualTo(ReceiptOutcome.AGREES);
        assertThat(claims.licenses()).containsExactly(LicenseIdentifier.parse(permit.identifier()));
        assertThat(claims.fields()).isEmpty();
        assertThat(claims.predicates())
                .containsExactly("/holders", "/number", "/fields/legalRepresentative", "/validUntil");
        assertThat(claims.holder()).isPresent();
    }

    @Test
    void facts_ofALicenseInEachStatus_haveTheirCodes() {
        TestDepartment department = TestDepartment.register();
        LocalDate begins =
                LocalDate.ofInstant(Instant.now(), ZoneOffset.ofHours(8)).plusDays(30);
        Permit future = Permit.issue(
                TestDepartment.nextCode(),
                Map.of(
                        "validFrom",
                        begins.toString(),
                        "validUntil",
                        begins.plusYears(5).minusDays(1).toString()));
        code(verify(department, future.holderMember()), 1);

        Permit suspended = Permit.issue();
        events(suspended.identifier(), act("SUSPEND", "PRECAUTION")).then().statusCode(201);
        code(verify(department, suspended.holderMember()), 2);

        Permit expired = Permit.issue(
                TestDepartment.nextCode(),
                Map.of("issuedOn", "2019-01-01", "validFrom", "2019-01-01", "validUntil", "2023-12-31"));
        code(verify(department, expired.holderMember()), 3);
        for (String end : List.of(
                act("WITHDRAW", "LAW_CHANGED"),
                act("ANNUL", "FRAUD_OR_BRIBERY"),
                act("REVOKE_AS_PENALTY", "ADMINISTRATIVE_PENALTY"),
                act("CANCEL", "FORCE_MAJEURE"),
                act("TRANSFER_OUT", "HOLDER_APPLIED"))) {
            Permit ended = Permit.issue();
            events(ended.identifier(), end).then().statusCode(201);
            code(verify(department, ended.holderMember()), 3);
        }
    }

    /** Two versions of one license are no two licenses. */
    @Test
    void facts_ofAChangedLicense_areThoseOfTheVersionInForce() {
        TestDepartment department = TestDepartment.register();
        Permit permit = Permit.issue();
        versions(
                        permit.identifier(),
                        version(
                                "CHANGE",
                                "HOLDER_APPLIED",
                                "\"holders\":[{\"name\":\"北京云杉里餐饮有限公司\",\"codeType\":\"001\",\"code\":\""
                                        + permit.holder() + "\"}]"))
                .then()
                .statusCode(201);
        code(verify(department, permit.holderMember()), 0);
        code(verify(department, permit.namedMember()), 3);
        code(verify(department, permit.namedMember().replace(NAME, "北京云杉里餐饮有限公司")), 0);
    }

    @Test
    void facts_thatFitSeveralLicenses_areFour_untilTheNumberIsGiven() throws Exception {
        TestDepartment department = TestDepartment.register();
        Permit first = Permit.issue();
        Permit second = Permit.issue(first.holder(), Map.of());
        Response several = verify(department, first.namedMember());
        code(several, 4).then().body("identifier", nullValue());
        ReceiptClaims claims = receipted(department, several);
        assertThat(claims.outcome()).isEqualTo(ReceiptOutcome.CANNOT_TELL);
        assertThat(claims.licenses()).isEmpty();
        code(verify(department, second.namedMember() + ",\"number\":\"" + second.number() + "\""), 0)
                .then()
                .body("identifier", equalTo(second.identifier()));
        code(verify(department, "\"number\":\"" + first.number() + "\""), 0)
                .then()
                .body("identifier", equalTo(first.identifier()));
    }

    /** There is no such license, or something differs: but for ids and times, answer, record and receipt are the same. */
    @Test
    void facts_thatDiffer_areFive_andNobodyLearnsWhetherTheHolderIsThere() throws Exception {
        TestDepartment department = TestDepartment.register();
        Permit permit = Permit.issue();
        String nobody = TestDepartment.nextCode();
        String facts = ",\"fields\":{\"legalRepresentative\":\"虚构人\"}";
        Response differs = code(verify(department, permit.holderMember() + facts), 5);
        Response unknown = code(verify(department, permit.holderMember().replace(permit.holder(), nobody) + facts), 5);
        assertThat(alike(differs)).isEqualTo(alike(unknown));
        ReceiptClaims one = receipted(department, differs);
        ReceiptClaims other = receipted(department, unknown);
        assertThat(one.outcome()).isEqualTo(ReceiptOutcome.DIFFERS);
        assertThat(other.outcome()).isEqualTo(ReceiptOutcome.DIFFERS);
        assertThat(one.licenses()).isEmpty();
        assertThat(other.licenses()).isEmpty();
        assertThat(one.predicates()).isEqualTo(other.predicates()).isNotEmpty();

        // Which of two values is wrong is not told either.
        Response both = verify(
                department,
                permit.namedMember().replace(NAME, "别的公司") + ",\"fields\":{\"legalRepresentative\":\"沈砚秋\"}");
        Response first = verify(department, permit.namedMember() + ",\"fields\":{\"legalRepresentative\":\"虚构人\"}");
        assertThat(alike(code(both, 5))).isEqualTo(alike(code(first, 5)));
    }

    @Test
    void facts_thatDiffer_costTheSameStatementsWhetherTheHolderIsThere() {
        TestDepartment department = TestDepartment.register();
        String facts = ",\"fields\":{\"legalRepresentative\":\"虚构人\"}";
        Permit permit = Permit.issue();
        long there = Statements.of(sessions, () -> code(verify(department, permit.holderMember() + facts), 5));
        String nobody = permit.holderMember().replace(permit.holder(), TestDepartment.nextCode());
        long notThere = Statements.of(sessions, () -> code(verify(department, nobody + facts), 5));
        assertThat(there).isEqualTo(notThere);
        // Standing 2, count, type, rules, ground, look-up, record.
        assertThat(there).isLessThanOrEqualTo(9);
    }

    @Test
    void facts_inAnotherSpelling_areTheSame() {
        TestDepartment department = TestDepartment.register();
        Permit permit = Permit.issue();
        code(
                verify(
                        department,
                        permit.namedMember().replace(NAME, "  " + NAME + "　") + ",\"number\":\""
                                + permit.number().replace("FAKE", "ＦＡＫＥ") + "\",\"validUntil\":\"20300617\","
                                + "\"fields\":{\"complaintHotline\":\"１２３１５\"}"),
                0);
        code(verify(department, permit.holderMember() + ",\"fields\":{\"complaintHotline\":\"12 315\"}"), 5);
    }

    @Test
    void facts_onADay_areThoseOfItsBeginning() {
        TestDepartment department = TestDepartment.register();
        Permit permit = Permit.issue();
        events(permit.identifier(), act("SUSPEND", "PRECAUTION", "2026-02-01T04:00:00Z"))
                .then()
                .statusCode(201);
        code(verify(department, permit.holderMember()), 2);
        code(verify(department, permit.holderMember() + ",\"on\":\"2026-01-31\""), 0)
                .then()
                .body("asOf", equalTo("2026-01-30T16:00:00Z"));
        code(verify(department, permit.holderMember() + ",\"on\":\"2026-02-01\""), 0);
        code(verify(department, permit.holderMember() + ",\"on\":\"2026-02-02\""), 2);
        code(verify(department, permit.holderMember() + ",\"on\":\"2025-06-17\""), 1);
        code(verify(department, permit.holderMember() + ",\"on\":\"2031-01-01\""), 3);
        department
                .asking()
                .queryParam("at", "2026-01-31")
                .get("/v1/licenses/" + permit.identifier())
                .then()
                .body("status", equalTo("VALID"));
    }

    @Test
    void guessing_isStopped_alsoWhenTheRightValueComes() {
        TestDepartment department = TestDepartment.register();
        Permit permit = Permit.issue();
        for (int i = 0; i < MISMATCHES; i++) {
            // Each with another set of fields: that gives no further tries.
            String besides = i % 2 == 0 ? "" : ",\"complaintHotline\":\"12315\"";
            code(
                    verify(
                            department,
                            permit.holderMember() + ",\"fields\":{\"legalRepresentative\":\"虚构" + i + "\"" + besides
                                    + "}"),
                    5);
        }
        String right = permit.holderMember() + ",\"fields\":{\"legalRepresentative\":\"沈砚秋\"}";
        refused(verify(department, right), ProblemType.TOO_MANY_MISMATCHES);
        refused(verify(department, permit.holderMember()), ProblemType.TOO_MANY_MISMATCHES);
        // Others, and questions about others, are not touched.
        code(verify(TestDepartment.register(), right), 0);
        code(verify(department, Permit.issue().holderMember()), 0);
        // By number the same holder's license is another count, until that is full too.
        code(verify(department, "\"number\":\"" + permit.number() + "\""), 0);
        assertThat(outcomes(department).stream().filter("TOO_MANY_MISMATCHES"::equals))
                .hasSize(2);
    }

    /** Who holds number and name fast, and looks for the code, is counted by what is held. */
    @Test
    void guessing_theHoldersCode_isStoppedByTheNumber() {
        TestDepartment department = TestDepartment.register();
        Permit permit = Permit.issue();
        String number = ",\"number\":\"" + permit.number() + "\"";
        for (int i = 0; i < MISMATCHES; i++) {
            code(
                    verify(
                            department,
                            permit.holderMember().replace(permit.holder(), TestDepartment.nextCode()) + number),
                    5);
        }
        refused(verify(department, permit.holderMember() + number), ProblemType.TOO_MANY_MISMATCHES);
    }

    @Test
    void guessing_fiftyAtOnce_comparesNoMoreThanMayDiffer() throws Exception {
        TestDepartment department = TestDepartment.register();
        Permit permit = Permit.issue();
        List<Integer> statuses = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String guess = permit.holderMember() + ",\"fields\":{\"legalRepresentative\":\"虚构" + i + "\"}";
                running.add(threads.submit(() -> {
                    start.await();
                    return verify(department, guess).statusCode();
                }));
            }
            start.countDown();
            for (Future<Integer> one : running) {
                statuses.add(one.get());
            }
        }
        assertThat(statuses).containsOnly(200, 429);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(MISMATCHES);
        assertThat(outcomes(department).stream().filter("DIFFERS"::equals)).hasSize(MISMATCHES);
    }

    /** What agrees does not count, however often it is asked. */
    @Test
    void facts_thatAgree_areNotCounted() {
        TestDepartment department = TestDepartment.register();
        Permit permit = Permit.issue();
        for (int i = 0; i < MISMATCHES + 5; i++) {
            code(verify(department, permit.namedMember()), 0);
        }
    }

    @Test
    void grant_ofSomeFields_coversTheComparisonOfThese() {
        TestDepartment department = TestDepartment.register();
        Engineer engineer = Engineer.issue();
        String specialty = ",\"fields\":{\"specialty\":\"土木建筑工程\"}";
        refused(engineer(department, engineer.member() + specialty), ProblemType.GRANT_REQUIRED);
        department.give(ENGINEER, ",\"fields\":[\"/fields/specialty\",\"/holders\"]");
        code(engineer(department, engineer.member() + specialty), 0);
        code(engineer(department, engineer.named() + specialty), 0);
        refused(engineer(department, engineer.member() + ",\"fields\":{\"sex\":\"女\"}"), ProblemType.FACTS_NOT_GRANTED);
        refused(
                engineer(department, engineer.member() + ",\"number\":\"" + engineer.number() + "\""),
                ProblemType.FACTS_NOT_GRANTED);
        assertThat(outcomes(department))
                .containsExactly("GRANT_REQUIRED", "AGREES", "AGREES", "FACTS_NOT_GRANTED", "FACTS_NOT_GRANTED");
    }

    /** A predicate is granted with its value: about that one it answers, about no other. */
    @Test
    void grant_ofPredicates_coversTheirVeryValues() {
        TestDepartment department = TestDepartment.register();
        Engineer engineer = Engineer.issue();
        department.give(
                ENGINEER,
                ",\"predicates\":[{\"field\":\"/fields/specialty\",\"operator\":\"EQUALS\",\"value\":\"土木建筑工程\"},"
                        + "{\"field\":\"/validUntil\",\"operator\":\"AT_LEAST\",\"value\":\"2027-01-01\"}]");
        code(engineer(department, engineer.member() + ",\"fields\":{\"specialty\":\"土木建筑工程\"}"), 0);
        code(engineer(department, engineer.member()), 0);
        refused(
                engineer(department, engineer.member() + ",\"validUntil\":\"2027-01-01\""),
                ProblemType.FACTS_NOT_GRANTED);
        refused(
                engineer(department, engineer.member() + ",\"fields\":{\"specialty\":\"安装工程\"}"),
                ProblemType.FACTS_NOT_GRANTED);
        refused(
                engineer(department, engineer.member() + ",\"fields\":{\"employer\":\"x\"}"),
                ProblemType.FACTS_NOT_GRANTED);
    }

    @Test
    void grant_endedOrUsedUp_isRefused_andRefusalsCountNowhere() {
        TestDepartment department = TestDepartment.register();
        Engineer engineer = Engineer.issue();
        department.give(ENGINEER, ",\"validFrom\":\"2026-01-01\",\"validUntil\":\"2026-01-31\"");
        for (int i = 0; i < MISMATCHES + 1; i++) {
            refused(engineer(department, engineer.member()), ProblemType.GRANT_EXPIRED);
        }
        department.give(ENGINEER, ",\"dailyCap\":2");
        code(engineer(department, engineer.member()), 0);
        code(engineer(department, engineer.member()), 0);
        refused(engineer(department, engineer.member()), ProblemType.DAILY_CAP_REACHED);
    }

    @Test
    void grant_ofARegion_passesOverLicensesOfOthers() {
        TestDepartment department = TestDepartment.register();
        Engineer engineer = Engineer.issue();
        as(OPERATOR)
                .body("{\"code\":\"110112\",\"parent\":\"110000\",\"name\":{\"zh-CN\":\"测试区\",\"en\":\"Test\"}}")
                .post("/v1/regions");
        department.give(ENGINEER, ",\"region\":\"110112\"");
        code(engineer(department, engineer.member()), 5).then().body("region", equalTo("110112"));
    }

    @Test
    void standing_isHeldAgainstTheRead_andRecorded() {
        TestDepartment department = TestDepartment.register();
        Permit permit = Permit.issue();
        String open = department
                .self()
                .body("{\"matter\":\"" + TestDepartment.MATTER + "\",\"caseNumber\":\"CASE-1\"}")
                .post("/v1/cases")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        code(verify(department, permit.holderMember()), 0);
        department.self().post("/v1/cases/" + open + "/close").then().statusCode(200);
        refused(verify(department, permit.holderMember()), ProblemType.CASE_CLOSED);
        refused(
                department
                        .asking("m-unknown", "CASE-2", "o")
                        .contentType(ContentType.JSON)
                        .body(facts(Api.FOOD, permit.holderMember()))
                        .post("/v1/fact-verifications"),
                ProblemType.CASE_NOT_REGISTERED);
        TestDepartment another = TestDepartment.register();
        refused(
                another.asking("m-unknown", "CASE-2", "o")
                        .contentType(ContentType.JSON)
                        .body(facts(Api.FOOD, permit.holderMember()))
                        .post("/v1/fact-verifications"),
                ProblemType.MATTER_NOT_REGISTERED);
        assertThat(outcomes(department)).containsExactly("AGREES", "CASE_CLOSED", "CASE_NOT_REGISTERED");
    }

    @Test
    void wrongRequests_areRefused_andNothingIsLookedUp() {
        TestDepartment department = TestDepartment.register();
        Permit permit = Permit.issue();
        refused(
                        department
                                .self()
                                .body(facts(Api.FOOD, permit.holderMember()))
                                .post("/v1/fact-verifications"),
                        ProblemType.MISSING_PARAMETER)
                .then()
                .body("errors.pointer", equalTo(List.of("officer", "purpose", "matter", "caseNumber")));
        refused(verify(department, "\"holder\":{\"name\":\"" + NAME + "\"}"), ProblemType.VALIDATION_FAILED);
        refused(
                        verify(department, permit.holderMember().replace(permit.holder(), "91110000MAFAKE0190")),
                        ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", hasItem("/holder/code"));
        refused(
                        verify(department, permit.holderMember() + ",\"fields\":{\"nothing\":\"x\"}"),
                        ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", equalTo(List.of("/fields/nothing")));
        refused(
                verify(department, permit.holderMember() + ",\"fields\":{\"signatory\":[\"x\"]}"),
                ProblemType.VALIDATION_FAILED);
        refused(
                verify(department, permit.holderMember() + ",\"validUntil\":\"2026-02-30\""),
                ProblemType.VALIDATION_FAILED);
        refused(verify(department, permit.holderMember() + ",\"on\":\"1812-01-01\""), ProblemType.VALIDATION_FAILED);
        refused(verify(department, permit.holderMember() + ",\"statusReason\":\"x\""), ProblemType.VALIDATION_FAILED);
        refused(
                verify(department, permit.holderMember() + ",\"number\":\"" + "9".repeat(201) + "\""),
                ProblemType.VALIDATION_FAILED);
        refused(
                department
                        .asking()
                        .contentType(ContentType.JSON)
                        .body("{" + permit.holderMember() + ",\"type\":\"11110000MBFAKE143X998\"}")
                        .post("/v1/fact-verifications"),
                ProblemType.UNKNOWN_LICENSE_TYPE);
        Api.as(OPERATOR)
                .contentType(ContentType.JSON)
                .body(facts(Api.FOOD, permit.holderMember()))
                .post("/v1/fact-verifications")
                .then()
                .statusCode(403);
        assertThat(outcomes(department)).isEmpty();
    }

    /** Whatever is given as a value: it differs, or it is refused; it is never told, and never a bug. */
    @Test
    void hostileValues_differOrAreRefused() throws IOException, MalformedJsonException {
        Assumptions.assumeTrue(Files.exists(CORPORA), "no third-party texts beside the project: " + CORPORA);
        JsonValue texts = StrictJson.read(Files.readAllBytes(CORPORA), 1 << 20);
        int tried = 0;
        TestDepartment department = TestDepartment.register();
        for (JsonValue text : ((JsonValue.Items) texts).values()) {
            if (tried++ % 3 != 0) {
                continue;
            }
            String value = CanonicalJson.text(text);
            // Each about somebody else: the tenth that differs is not the last.
            String holder = "\"holder\":{\"codeType\":\"001\",\"code\":\"" + TestDepartment.nextCode() + "\"}";
            Response answer = verify(department, holder + ",\"fields\":{\"legalRepresentative\":" + value + "}");
            assertThat(answer.statusCode()).as(value).isIn(200, 400, 422);
            Response named = verify(department, holder.replace("}", ",\"name\":" + value + "}"));
            assertThat(named.statusCode()).as(value).isIn(200, 400, 422, 429);
        }
        assertThat(tried).isGreaterThan(100);
    }

    @Test
    void file_genuine_passes_andIsRecordedWithItsLicense() throws Exception {
        TestDepartment department = TestDepartment.register();
        String license = Api.issued("market-bureau", Api.FOOD);
        byte[] pdf = Api.asking("market-bureau")
                .get("/v1/licenses/" + license + "/pdf")
                .asByteArray();
        Waiting.until("its status is published", () -> file(department, pdf).<Integer>path("code") == 0);
        Response answer = file(department, pdf);
        answer.then()
                .statusCode(200)
                .body("result", equalTo("PASSED"))
                .body("report.verdict", equalTo("VALID"))
                .body("report.license.identifier", equalTo(license));
        ReceiptClaims claims = receipted(department, answer);
        assertThat(claims.operation()).isEqualTo(ReceiptOperation.VERIFY_FILE);
        assertThat(claims.outcome()).isEqualTo(ReceiptOutcome.PASSED);
        assertThat(claims.licenses()).containsExactly(LicenseIdentifier.parse(license));

        byte[] altered = pdf.clone();
        altered[altered.length / 2] ^= 1;
        Response refusedSeal = file(department, altered);
        assertThat(refusedSeal.<Integer>path("code")).isIn(1, 2);
        assertThat(receipted(department, refusedSeal).outcome())
                .isIn(ReceiptOutcome.FAILED, ReceiptOutcome.CANNOT_TELL);
        Response nothing = file(department, "nothing at all".getBytes(StandardCharsets.UTF_8));
        nothing.then().body("code", equalTo(2)).body("report.verdict", equalTo("UNREADABLE"));
        ReceiptClaims unreadable = receipted(department, nothing);
        assertThat(unreadable.outcome()).isEqualTo(ReceiptOutcome.CANNOT_TELL);
        assertThat(unreadable.licenses()).isEmpty();
    }

    @Test
    void file_withoutPurposeOrForAClosedCase_isRefused() {
        TestDepartment department = TestDepartment.register();
        refused(
                department
                        .self()
                        .contentType(ContentType.BINARY)
                        .body(new byte[] {1})
                        .post("/v1/file-verifications"),
                ProblemType.MISSING_PARAMETER);
        String open = department
                .self()
                .body("{\"matter\":\"" + TestDepartment.MATTER + "\",\"caseNumber\":\"CASE-1\"}")
                .post("/v1/cases")
                .then()
                .extract()
                .path("id");
        department.self().post("/v1/cases/" + open + "/close").then().statusCode(200);
        refused(file(department, new byte[] {1}), ProblemType.CASE_CLOSED);
        assertThat(outcomes(department)).containsExactly("CASE_CLOSED");
    }

    /** A license that is shared on conditions, of a holder of its own. */
    private record Engineer(String identifier, String number, String holder) {
        private static final String NAME = "许知行";

        static Engineer issue() {
            String number = "建[造]FAKE" + System.nanoTime();
            String holder = "P" + Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
            String order = Api.order(ENGINEER, number)
                    .replace("\"110101190001010014\"", "\"" + holder + "\"")
                    .replace("\"codeType\":\"111\"", "\"codeType\":\"414\"");
            return new Engineer(
                    Api.issue("housing-commission", order)
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("identifier"),
                    number,
                    holder);
        }

        String member() {
            return "\"holder\":{\"codeType\":\"414\",\"code\":\"" + holder + "\"}";
        }

        String named() {
            return member().replace("}", ",\"name\":\"" + NAME + "\"}");
        }
    }

    private static Response engineer(TestDepartment department, String members) {
        return verify(department, ENGINEER, members);
    }

    private static Response verify(TestDepartment department, String members) {
        return verify(department, Api.FOOD, members);
    }

    private static Response verify(TestDepartment department, String slug, String members) {
        return department
                .asking()
                .contentType(ContentType.JSON)
                .body(facts(slug, members))
                .post("/v1/fact-verifications");
    }

    private static String facts(String slug, String members) {
        return "{\"type\":\"" + type(slug) + "\"," + members + "}";
    }

    private static Response code(Response answer, int code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.<Integer>path("code")).as(answer.asString()).isEqualTo(code);
        return answer;
    }

    private static Response file(TestDepartment department, byte[] file) {
        return department.asking().contentType(ContentType.BINARY).body(file).post("/v1/file-verifications");
    }

    private static String alike(Response answer) {
        return answer.asString().replaceAll("\"asOf\":\"[^\"]*\"", "");
    }

    /** What the receipt says, once it is proven that it is the registry's, and for these octets. */
    private static ReceiptClaims receipted(TestDepartment department, Response answer) throws Exception {
        String receipt =
                department.self().get(answer.header("Receipt-Location")).asString();
        Api.as("market-bureau")
                .contentType(ContentType.BINARY)
                .accept(ContentType.JSON)
                .body(receipt.getBytes(StandardCharsets.UTF_8))
                .post("/v1/verifications")
                .then()
                .body("verdict", equalTo("VALID"));
        ReceiptClaims claims = ReceiptReader.read(Bytes.utf8(receipt)).claims();
        assertThat(claims.answerDigest()).isEqualTo(Sha256.of(Bytes.of(answer.asByteArray())));
        return claims;
    }

    private List<String> outcomes(TestDepartment department) {
        List<?> rows = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select outcome from access_record where authority_code = :code order by id")
                        .setParameter("code", department.code())
                        .getResultList());
        return rows.stream().map(String::valueOf).toList();
    }
}
