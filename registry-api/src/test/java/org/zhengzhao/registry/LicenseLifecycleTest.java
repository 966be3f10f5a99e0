package org.zhengzhao.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.zhengzhao.registry.LifecycleApi.act;
import static org.zhengzhao.registry.LifecycleApi.decision;
import static org.zhengzhao.registry.LifecycleApi.events;
import static org.zhengzhao.registry.LifecycleApi.history;
import static org.zhengzhao.registry.LifecycleApi.post;
import static org.zhengzhao.registry.LifecycleApi.read;
import static org.zhengzhao.registry.LifecycleApi.version;
import static org.zhengzhao.registry.LifecycleApi.versions;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.registry.issuance.IssuanceService;
import org.zhengzhao.registry.lifecycle.LifecycleRepository;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.lifecycle.StatusValue;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.key.SignatureVerifier;

/** What becomes of a license, as clients see it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LicenseLifecycleTest {
    private static final String MARKET = "11110000MBFAKE039R";
    /** A renewal of the sample begins a month before; nothing else does. */
    private static final String IN_NEXT_PERIOD = "2030-07-18T00:00:00Z";

    @Inject
    EntityManager entities;

    @Inject
    EntityManagerFactory factory;

    @Inject
    LifecycleRepository lifecycles;

    @Inject
    IssuanceService issuance;

    @Inject
    KeyRing keys;

    @Test
    void issue_beginsTheHistory() {
        String license = issued();
        history(license)
                .then()
                .statusCode(200)
                .body("events.act", equalTo(List.of("ISSUE")))
                .body("events[0].position", equalTo(1))
                .body("events[0].decision", nullValue())
                .body("status", equalTo("VALID"));
        read(license)
                .then()
                .body("status", equalTo("VALID"))
                .body("statusSince", equalTo("2025-06-17T16:00:00Z"))
                .body("successor", nullValue());
    }

    @Test
    void suspendAndResume_changeTheStatus_andTheHistoryIsSignedAndChained() throws Exception {
        String license = issued();
        events(license, act("SUSPEND", "ADMINISTRATIVE_PENALTY"))
                .then()
                .statusCode(201)
                .header("Location", containsString("/v1/licenses/" + license + "/history"))
                .body("status", equalTo("SUSPENDED"))
                .body("events.act", equalTo(List.of("SUSPEND")));
        read(license)
                .then()
                .body("status", equalTo("SUSPENDED"))
                .body("statusSince", notNullValue())
                .body("statusReason.act", equalTo("SUSPEND"))
                .body("statusReason.reasonCode", equalTo("ADMINISTRATIVE_PENALTY"))
                .body("statusReason.documentNumber", equalTo("示市监〔2026〕12号"));
        events(license, act("RESUME", "PERIOD_SERVED")).then().statusCode(201).body("status", equalTo("VALID"));

        Response history = history(license);
        history.then()
                .body("events.act", equalTo(List.of("ISSUE", "SUSPEND", "RESUME")))
                .body("events[1].recordedBy", equalTo("market-bureau"))
                .body("events[1].decision.decidedBy", equalTo("温书禾"));
        SignatureVerifier signatures = new SignatureVerifier(new BouncyCastleProvider());
        X509Certificate record = keys.requireRecordKey(Instant.now()).certificate();
        Optional<String> previous = Optional.empty();
        for (Map<String, Object> event : history.jsonPath().<Map<String, Object>>getList("events")) {
            Bytes message = Bytes.of(Base64.getDecoder().decode((String) event.get("signed")));
            CoseSign1 signed = CoseSign1.parse(message);
            assertThat(KeyIdentifier.of(record)).isEqualTo(signed.keyIdentifier());
            assertThat(signed.signedBy(record.getPublicKey(), signatures)).isTrue();
            JsonValue.Members statement = StrictJson.readObject(signed.payload().toArray(), CoseSign1.MAX_OCTETS);
            assertThat(statement.findText("license")).contains(license);
            assertThat(statement.findText("event")).contains((String) event.get("id"));
            assertThat(statement.findText("act")).contains((String) event.get("act"));
            assertThat(statement.findText("effectiveAt")).contains((String) event.get("effectiveAt"));
            assertThat(statement.findText("previous")).isEqualTo(previous);
            previous = Optional.of(Sha256.of(message).toHex());
        }
    }

    @Test
    void act_notAllowed_namesTheStatusAndWhatIsAllowed() {
        String license = issued();
        events(license, act("SUSPEND", "PRECAUTION")).then().statusCode(201);
        refused(events(license, act("SUSPEND", "PRECAUTION")), ProblemType.TRANSITION_NOT_ALLOWED)
                .then()
                .body("detail", containsString("SUSPENDED"))
                .body("detail", containsString("RESUME"));
        refused(versions(license, version("RENEW", "HOLDER_APPLIED", "")), ProblemType.TRANSITION_NOT_ALLOWED);
        refused(versions(license, version("CHANGE", "HOLDER_APPLIED", "")), ProblemType.TRANSITION_NOT_ALLOWED);
        history(license).then().body("events.size()", equalTo(2));
    }

    @Test
    void end_isFollowedByItsCancellationOnly() {
        String license = issued();
        events(license, act("ANNUL", "FRAUD_OR_BRIBERY")).then().statusCode(201).body("status", equalTo("ANNULLED"));
        refused(events(license, act("RESUME", "RECTIFIED")), ProblemType.TRANSITION_NOT_ALLOWED);
        refused(events(license, act("CANCEL", "FORCE_MAJEURE")), ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", equalTo(List.of("/decision/reasonCode")));
        events(license, act("CANCEL", "AFTER_ANNULMENT")).then().statusCode(201).body("status", equalTo("CANCELLED"));
        refused(events(license, act("CANCEL", "OTHER")), ProblemType.TRANSITION_NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "WITHDRAW, LAW_CHANGED, WITHDRAWN",
        "REVOKE_AS_PENALTY, ADMINISTRATIVE_PENALTY, PENALTY_REVOKED",
        "CANCEL, ORGANISATION_TERMINATED, CANCELLED",
        "TRANSFER_OUT, HOLDER_APPLIED, TRANSFERRED_OUT"
    })
    void act_leadsToItsStatus(String act, String reason, String status) {
        String license = issued();
        events(license, act(act, reason)).then().statusCode(201);
        read(license).then().body("status", equalTo(status));
        if (act.equals("TRANSFER_OUT")) {
            events(license, act("CANCEL_TRANSFER_OUT", "HOLDER_APPLIED"))
                    .then()
                    .statusCode(201)
                    .body("status", equalTo("VALID"));
        }
    }

    @Test
    void act_byOthers_isRefused() {
        String license = issued();
        String body = act("SUSPEND", "PRECAUTION");
        refused(
                post(Api.token("transport-commission"), license, "events", body, Optional.empty()),
                ProblemType.NOT_ISSUING_AUTHORITY);
        refused(
                post(
                        Api.token("transport-commission"),
                        license,
                        "versions",
                        version("RENEW", "OTHER", ""),
                        Optional.empty()),
                ProblemType.NOT_ISSUING_AUTHORITY);
        refused(
                post(Api.token("commerce-bureau"), license, "events", body, Optional.empty()),
                ProblemType.NOT_AUTHORISED);
        refused(
                post(Api.token("market-bureau"), license, "corrections", "{}", Optional.empty()),
                ProblemType.NOT_AUTHORISED);
        refused(events("nonsense", body), ProblemType.INVALID_PARAMETER);
        LicenseIdentifier never = identifier(license);
        refused(
                events(new LicenseIdentifier(never.type(), never.authority(), "NEVERISSUED", 1).value(), body),
                ProblemType.UNKNOWN_LICENSE);
        history(license).then().body("events.size()", equalTo(1));
    }

    @Test
    void act_errors_areReportedAtOnce() {
        String license = issued();
        refused(
                        events(
                                license,
                                "{\"act\":\"RENEW\",\"effectiveAt\":\"yesterday\",\"surprise\":1,\"decision\":{}}"),
                        ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", hasItems("/act", "/effectiveAt", "/surprise"));
        refused(
                        events(
                                license,
                                "{\"act\":\"SUSPEND\",\"decision\":{\"reasonCode\":\"OTHER\",\"decidedBy\":\"a\\n"
                                        + "b\"}}"),
                        ProblemType.VALIDATION_FAILED)
                .then()
                .body(
                        "errors.pointer",
                        hasItems("/decision/decidedBy", "/decision/documentNumber", "/decision/reason"));
        refused(events(license, act("SUSPEND", "FRAUD_OR_BRIBERY")), ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", hasItem("/decision/reasonCode"));
        for (String time : List.of("2025-06-17T15:59:59Z", "2999-01-01T00:00:00Z")) {
            refused(events(license, act("SUSPEND", "PRECAUTION", time)), ProblemType.VALIDATION_FAILED)
                    .then()
                    .body("errors.pointer", hasItem("/effectiveAt"));
        }
    }

    @Test
    void act_sameKey_isRecordedOnce_andNotForAnotherLicense() {
        String license = issued();
        String key = "act-" + UUID.randomUUID();
        String body = act("SUSPEND", "PRECAUTION");
        String token = Api.token("market-bureau");
        Response first = post(token, license, "events", body, Optional.of(key));
        first.then().statusCode(201).header("Idempotent-Replayed", equalTo("false"));
        Response again = post(token, license, "events", body, Optional.of(key));
        again.then().statusCode(201).header("Idempotent-Replayed", equalTo("true"));
        assertThat(again.<String>path("events[0].id")).isEqualTo(first.path("events[0].id"));
        refused(post(token, issued(), "events", body, Optional.of(key)), ProblemType.IDEMPOTENCY_KEY_REUSED);
        history(license).then().body("events.size()", equalTo(2));
    }

    @Test
    void correction_bringsTheLicenseBack_andStaysOnRecord_andTimeTravelTellsWhatWasKnown() {
        String license = issued();
        String corrector = corrector();
        events(license, act("WITHDRAW", "LAW_CHANGED", "2026-03-01T00:00:00Z"))
                .then()
                .statusCode(201);
        String wrong = history(license).path("events[1].id");
        Instant before = Instant.now();
        at(license, "2026-02-28T00:00:00Z", null).then().body("status", equalTo("VALID"));
        at(license, "2026-03-02", null).then().body("status", equalTo("WITHDRAWN"));

        String body = "{\"corrects\":\"" + wrong + "\"," + decision("RECORDED_IN_ERROR") + "}";
        post(corrector, license, "corrections", body, Optional.empty())
                .then()
                .statusCode(201)
                .body("status", equalTo("VALID"))
                .body("events.act", equalTo(List.of("CORRECT")));
        refused(post(corrector, license, "corrections", body, Optional.empty()), ProblemType.EVENT_NOT_CORRECTABLE);

        read(license).then().body("status", equalTo("VALID"));
        at(license, "2026-03-02", null).then().body("status", equalTo("VALID"));
        at(license, "2026-03-02", before.toString())
                .then()
                .body("status", equalTo("WITHDRAWN"))
                .body("knownAt", equalTo(before.toString()));
        at(license, null, before.toString()).then().body("status", equalTo("WITHDRAWN"));
        history(license)
                .then()
                .body("events.act", equalTo(List.of("ISSUE", "WITHDRAW", "CORRECT")))
                .body("events[1].correctedBy", notNullValue())
                .body("events[2].corrects", equalTo(wrong));
        assertThat(count("access_record where known_at is not null and identifiers = '" + license + "'"))
                .as("reads of another time than now")
                .isEqualTo(5);
    }

    @Test
    void correction_withReplacement_isOneStep() {
        String license = issued();
        String corrector = corrector();
        events(license, act("WITHDRAW", "LAW_CHANGED", "2026-03-01T00:00:00Z"))
                .then()
                .statusCode(201);
        String wrong = history(license).path("events[1].id");
        String body = "{\"corrects\":\"" + wrong + "\"," + decision("DECISION_OVERTURNED") + ",\"replacement\":"
                + act("SUSPEND", "PRECAUTION", "2026-04-01T00:00:00Z") + "}";
        String key = "fix-" + UUID.randomUUID();
        post(corrector, license, "corrections", body, Optional.of(key))
                .then()
                .statusCode(201)
                .body("status", equalTo("SUSPENDED"))
                .body("events.act", equalTo(List.of("CORRECT", "SUSPEND")));
        post(corrector, license, "corrections", body, Optional.of(key))
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", equalTo("true"))
                .body("events.act", equalTo(List.of("CORRECT", "SUSPEND")));
        at(license, "2026-03-15", null).then().body("status", equalTo("VALID"));
    }

    @Test
    void correction_ofIssueOrUnknownEvent_isRefused() {
        String license = issued();
        String corrector = corrector();
        String issue = history(license).path("events[0].id");
        refused(
                post(
                        corrector,
                        license,
                        "corrections",
                        "{\"corrects\":\"" + issue + "\"," + decision("RECORDED_IN_ERROR") + "}",
                        Optional.empty()),
                ProblemType.EVENT_NOT_CORRECTABLE);
        refused(
                post(
                        corrector,
                        license,
                        "corrections",
                        "{\"corrects\":\"" + UUID.randomUUID() + "\"," + decision("RECORDED_IN_ERROR") + "}",
                        Optional.empty()),
                ProblemType.UNKNOWN_EVENT);
        refused(
                post(corrector, license, "events", act("SUSPEND", "PRECAUTION"), Optional.empty()),
                ProblemType.NOT_AUTHORISED);
    }

    @Test
    void timeTravel_wrongTimes_areRefused_andALicenseNotKnownThenIsUnknown() {
        String license = issued();
        refused(at(license, "tomorrow", "2999-01-01"), ProblemType.INVALID_PARAMETER)
                .then()
                .body("errors.pointer", hasItems("at", "knownAt"));
        // The last moment that a computer knows is the next day in China, where that day has no date.
        for (String end : List.of("+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00+18:00")) {
            refused(at(license, end, null), ProblemType.INVALID_PARAMETER);
        }
        refused(at(license, null, "2020-01-01"), ProblemType.UNKNOWN_LICENSE);
        at(license, "2025-01-01", null).then().body("status", equalTo("NOT_YET_EFFECTIVE"));
        at(license, "2031-01-01", null).then().body("status", equalTo("EXPIRED"));
        byHolder("91110000MAFAKE019D")
                .queryParam("knownAt", "2020-01-01")
                .get("/v1/licenses")
                .then()
                .statusCode(200)
                .body("licenses.size()", equalTo(0));
        byHolder("91110000MAFAKE019D")
                .queryParam("at", "2025-01-01")
                .get("/v1/licenses")
                .then()
                .body("licenses.status", hasItem("NOT_YET_EFFECTIVE"))
                .body("asOf", equalTo("2024-12-31T16:00:00Z"));
    }

    @Test
    void act_inTheFuture_takesEffectThen() {
        String license = issued();
        Instant later = Instant.now().plusSeconds(3 * 24 * 3600);
        events(license, act("SUSPEND", "PRECAUTION", later.toString()))
                .then()
                .statusCode(201)
                .body("status", equalTo("VALID"));
        at(license, later.plusSeconds(1).toString(), null).then().body("status", equalTo("SUSPENDED"));
        refused(versions(license, version("CHANGE", "HOLDER_APPLIED", "")), ProblemType.LATER_EVENT);
    }

    @Test
    void change_makesTheNextVersion_andLinksBothWays() {
        String license = issued();
        Response next = versions(
                license,
                version(
                        "CHANGE",
                        "HOLDER_APPLIED",
                        "\"holders\":[{\"name\":\"北京云杉里餐饮有限公司\","
                                + "\"codeType\":\"001\",\"code\":\"91110000MAFAKE019D\"}]"));
        String second = identifier(license).next().orElseThrow().value();
        next.then()
                .statusCode(201)
                .header("Location", containsString(second))
                .body("identifier", equalTo(second))
                .body("predecessor", equalTo(license))
                .body("status", equalTo("VALID"))
                .body("holders[0].name", equalTo("北京云杉里餐饮有限公司"))
                .body("number", equalTo(read(license).<String>path("number")))
                .body("validUntil", equalTo("2030-06-17"));
        read(license)
                .then()
                .body("status", equalTo("SUPERSEDED"))
                .body("statusReason.act", equalTo("CHANGE"))
                .body("successor", equalTo(second));
        history(second).then().body("events[0].decision.reasonCode", equalTo("HOLDER_APPLIED"));
        refused(events(license, act("SUSPEND", "PRECAUTION")), ProblemType.TRANSITION_NOT_ALLOWED)
                .then()
                .body("detail", containsString(second));
        byte[] pdf = Api.asking("market-bureau")
                .get("/v1/licenses/" + second + "/pdf")
                .asByteArray();
        given().contentType("application/pdf")
                .body(pdf)
                .post("/v1/verifications")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("VALID"));
        assertThat(count("issuance_intent where identifier = '" + second + "' and outcome = 'STORED'"))
                .isEqualTo(1);
    }

    @Test
    void renew_beforeTheEnd_supersedesOnTheFirstDayOfTheNextVersion() {
        String license = issued();
        Response next = versions(license, version("RENEW", "HOLDER_APPLIED", ""));
        next.then()
                .statusCode(201)
                .body("validFrom", equalTo("2030-06-18"))
                .body("validUntil", equalTo("2035-06-17"))
                .body("status", equalTo("NOT_YET_EFFECTIVE"));
        read(license)
                .then()
                .body("status", equalTo("VALID"))
                .body("successor", equalTo(next.<String>path("identifier")));
        at(license, "2030-06-17", null).then().body("status", equalTo("VALID"));
        at(license, "2030-06-18", null).then().body("status", equalTo("SUPERSEDED"));
        at(next.path("identifier"), "2030-06-18", null).then().body("status", equalTo("VALID"));
        refused(versions(license, version("RENEW", "HOLDER_APPLIED", "")), ProblemType.TRANSITION_NOT_ALLOWED);
        refused(versions(license, version("CHANGE", "HOLDER_APPLIED", "")), ProblemType.LATER_EVENT);
    }

    @Test
    void renew_afterTheEnd_isPossible_andNotBackwards() {
        String expired =
                issued(Map.of("issuedOn", "2019-01-01", "validFrom", "2019-01-01", "validUntil", "2023-12-31"));
        read(expired).then().body("status", equalTo("EXPIRED")).body("statusReason", nullValue());
        refused(
                        versions(
                                expired,
                                version(
                                        "RENEW",
                                        "HOLDER_APPLIED",
                                        "\"validFrom\":\"2019-01-01\",\"validUntil\":\"2023-12-31\"")),
                        ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", hasItem("/validUntil"));
        String today = LocalDate.ofInstant(Instant.now(), java.time.ZoneOffset.ofHours(8))
                .toString();
        versions(expired, version("RENEW", "HOLDER_APPLIED", ""))
                .then()
                .statusCode(201)
                .body("validFrom", equalTo(today))
                .body("status", equalTo("VALID"));
        read(expired).then().body("status", equalTo("SUPERSEDED"));
    }

    @Test
    void reissue_saysTheSame() {
        String license = issued();
        refused(
                        versions(
                                license,
                                version("REISSUE", "LOST", "\"number\":\"ANOTHER\",\"fields\":{\"domicile\":\"x\"}")),
                        ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.code", hasItem("NOT_FOR_REISSUE"));
        Response next = versions(license, version("REISSUE", "LOST", ""));
        next.then().statusCode(201).body("validUntil", equalTo("2030-06-17"));
        assertThat(next.<Map<String, Object>>path("fields"))
                .isEqualTo(read(license).<Map<String, Object>>path("fields"));
        String third = versions(next.path("identifier"), version("REISSUE", "DAMAGED", ""))
                .then()
                .statusCode(201)
                .extract()
                .path("identifier");
        assertThat(identifier(third).version()).isEqualTo(3);
    }

    @Test
    void version_ofATypeWithPictures_asksForThemAgain() {
        String token = Api.token("housing-commission");
        String license = Api.issued("housing-commission", "class-2-cost-engineer");
        refused(
                        post(token, license, "versions", version("REISSUE", "LOST", ""), Optional.empty()),
                        ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", equalTo(List.of("/fields/photo")));
        JsonValue.Members fields = (JsonValue.Members) SampleTypes.find("class-2-cost-engineer")
                .orElseThrow()
                .license()
                .find("fields")
                .orElseThrow();
        String photo = fields.findText("photo").orElseThrow();
        post(
                        token,
                        license,
                        "versions",
                        version("REISSUE", "LOST", "\"fields\":{\"photo\":\"" + photo + "\"}"),
                        Optional.empty())
                .then()
                .statusCode(201);
    }

    @Test
    void version_errorsAndKnownNumbers_areRefused() {
        String license = issued();
        String other = issued();
        refused(versions(license, "{\"kind\":\"SUSPEND\",\"surprise\":1}"), ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", hasItems("/kind", "/surprise"));
        refused(versions(license, version("CHANGE", "HOLDER_APPLIED", "\"fields\":{}")), ProblemType.VALIDATION_FAILED)
                .then()
                .body("errors.pointer", hasItem("/fields/businessPremises"));
        refused(
                versions(
                        license,
                        version(
                                "CHANGE",
                                "HOLDER_APPLIED",
                                "\"number\":\"" + read(other).<String>path("number") + "\"")),
                ProblemType.LICENSE_NUMBER_TAKEN);
        read(license).then().body("status", equalTo("VALID"));
        assertThat(count("issuance_intent where identifier like '"
                        + identifier(license).next().orElseThrow().value() + "'"))
                .isZero();
    }

    @Test
    void version_sameKey_isIssuedOnce() {
        String license = issued();
        String key = "next-" + UUID.randomUUID();
        String body = version("CHANGE", "HOLDER_APPLIED", "");
        String token = Api.token("market-bureau");
        String next = post(token, license, "versions", body, Optional.of(key))
                .then()
                .statusCode(201)
                .extract()
                .path("identifier");
        post(token, license, "versions", body, Optional.of(key))
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", equalTo("true"))
                .body("identifier", equalTo(next));
    }

    @Test
    void version_thatCannotBeStored_leavesEverythingAsItWas_andCanBeTriedAgain() {
        String license = issued();
        String next = identifier(license).next().orElseThrow().value();
        run("create or replace function fail_here() returns trigger language plpgsql as $$ begin"
                + " raise exception 'told to fail'; end $$");
        run("create trigger fail_here before insert on license for each row when (new.identifier = '" + next
                + "') execute function fail_here()");
        try {
            versions(license, version("CHANGE", "HOLDER_APPLIED", "")).then().statusCode(500);
        } finally {
            run("drop trigger fail_here on license");
        }
        read(license).then().body("status", equalTo("VALID")).body("successor", nullValue());
        history(license).then().body("events.size()", equalTo(1));
        versions(license, version("CHANGE", "HOLDER_APPLIED", "")).then().statusCode(201);
        assertThat(count("issuance_intent where identifier = '" + next + "' and outcome = 'ABANDONED'"))
                .isEqualTo(1);
        assertThat(count("issuance_intent where identifier = '" + next + "' and outcome = 'STORED'"))
                .isEqualTo(1);
        history(license).then().body("events.size()", equalTo(2));
    }

    @Test
    void byHolder_tellsStatuses_withOneStatementMoreHoweverManyLicensesThereAre() {
        String holder = "91110000MAFAKE019D";
        String license = issued();
        events(license, act("SUSPEND", "PRECAUTION")).then().statusCode(201);
        versions(issued(), version("CHANGE", "HOLDER_APPLIED", "")).then().statusCode(201);
        byHolder(holder)
                .get("/v1/licenses")
                .then()
                .body("licenses.status", hasItems("SUSPENDED", "SUPERSEDED", "VALID"));
        long one = statements(() -> byHolder(holder)
                .queryParam("limit", 1)
                .get("/v1/licenses")
                .then()
                .statusCode(200)
                .body("licenses.size()", equalTo(1)));
        long many = statements(() -> assertThat(byHolder(holder)
                        .queryParam("limit", 100)
                        .get("/v1/licenses")
                        .<List<?>>path("licenses"))
                .hasSizeGreaterThan(2));
        assertThat(many).as("statements").isEqualTo(one).isPositive();
    }

    @Test
    void events_areNeverChanged() {
        String license = issued();
        events(license, act("SUSPEND", "PRECAUTION")).then().statusCode(201);
        for (String change : List.of("update license_event set act = 'RESUME'", "delete from license_event")) {
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                            .run(() -> entities.createNativeQuery(
                                            change + " where license_id = (select id from license where identifier = '"
                                                    + license + "')")
                                    .executeUpdate()))
                    .hasStackTraceContaining("rows of license_event are added only");
        }
    }

    @Test
    void listed_tellsWhatDecisionsMakeOfTheLicensesOfAList_andEachChangeIsDue() {
        String list = "list-" + System.nanoTime();
        String suspended = onList(list, 5);
        String superseded = onList(list, 6);
        String later = onList(list, 7);
        onList(list, 8);
        events(suspended, act("SUSPEND", "PRECAUTION")).then().statusCode(201);
        versions(superseded, version("CHANGE", "HOLDER_APPLIED", "")).then().statusCode(201);
        Instant tomorrow = Instant.now().plusSeconds(24 * 3600);
        events(later, act("WITHDRAW", "LAW_CHANGED", tomorrow.toString()))
                .then()
                .statusCode(201);

        assertThat(listed(list, Instant.now())).isEqualTo(Map.of(5, StatusValue.SUSPENDED, 6, StatusValue.SUPERSEDED));
        assertThat(listed(list, tomorrow.plusSeconds(1)))
                .isEqualTo(Map.of(5, StatusValue.SUSPENDED, 6, StatusValue.SUPERSEDED, 7, StatusValue.INVALID));
        assertThat(count("status_change where status_list = '" + list + "'")).isEqualTo(3);
        assertThat(count("status_change where status_list = '" + list + "' and due_at > now() + interval '23 hours'"))
                .isEqualTo(1);
        events(suspended, act("RESUME", "RECTIFIED")).then().statusCode(201);
        assertThat(listed(list, Instant.now())).doesNotContainKey(5);
        // Nobody publishes a list that was never opened.
        run("delete from status_change where status_list = '" + list + "'");
    }

    @Test
    void act_onALicenseOfANodeOfTheVersionBefore_findsItsState() {
        String license = issued();
        run("alter table license_event disable trigger license_event_is_kept");
        run("delete from license_event where license_id = (select id from license where identifier = '" + license
                + "')");
        run("alter table license_event enable trigger license_event_is_kept");
        run("delete from license_state where license_id = (select id from license where identifier = '" + license
                + "')");
        read(license).then().body("status", equalTo("VALID"));
        events(license, act("SUSPEND", "PRECAUTION")).then().statusCode(201).body("status", equalTo("SUSPENDED"));
        history(license).then().body("events.position", equalTo(List.of(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "WITHDRAW, LAW_CHANGED, WITHDRAWN, INVALID",
        "ANNUL, FRAUD_OR_BRIBERY, ANNULLED, INVALID",
        "REVOKE_AS_PENALTY, ADMINISTRATIVE_PENALTY, PENALTY_REVOKED, INVALID",
        "CANCEL, ORGANISATION_TERMINATED, CANCELLED, INVALID",
        "SUSPEND, ADMINISTRATIVE_PENALTY, SUSPENDED, SUSPENDED",
        "TRANSFER_OUT, HOLDER_APPLIED, TRANSFERRED_OUT, INVALID"
    })
    void act_whileTheNextVersionWaits_goesForThatToo_andSaysBecauseOfWhat(
            String act, String reason, String status, StatusValue value) throws Exception {
        String list = "list-" + System.nanoTime();
        String license = onList(list, 1);
        String next = renewed(license);
        place(next, list, 2);
        String key = "waits-" + UUID.randomUUID();
        String token = Api.token("market-bureau");
        for (boolean replayed : List.of(false, true)) {
            post(token, license, "events", act(act, reason), Optional.of(key))
                    .then()
                    .statusCode(201)
                    .header("Idempotent-Replayed", equalTo("" + replayed))
                    .body("events.act", equalTo(List.of(act)))
                    .body("carriedTo", equalTo(List.of(next)));
        }
        read(license).then().body("status", equalTo(status));
        read(next).then().body("status", equalTo(status)).body("statusReason.documentNumber", equalTo("示市监〔2026〕12号"));
        at(next, IN_NEXT_PERIOD, null).then().body("status", equalTo(status));
        String cause = history(license).path("events[2].id");
        Response history = history(next);
        history.then()
                .body("events.act", equalTo(List.of("ISSUE", act)))
                .body("events[1].causedBy", equalTo(cause))
                .body("events[1].decision.decidedBy", equalTo("温书禾"));
        CoseSign1 signed =
                CoseSign1.parse(Bytes.of(Base64.getDecoder().decode(history.<String>path("events[1].signed"))));
        JsonValue.Members statement = StrictJson.readObject(signed.payload().toArray(), CoseSign1.MAX_OCTETS);
        assertThat(statement.findText("causedBy")).contains(cause);
        assertThat(statement.findText("license")).contains(next);
        Instant inNextPeriod = Instant.parse(IN_NEXT_PERIOD);
        assertThat(listed(list, Instant.now())).isEqualTo(Map.of(1, value, 2, value));
        assertThat(listed(list, inNextPeriod)).containsEntry(2, value);
        refused(versions(next, version("CHANGE", "HOLDER_APPLIED", "")), ProblemType.TRANSITION_NOT_ALLOWED);
        run("delete from status_change where status_list = '" + list + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "SUSPEND, PRECAUTION, RESUME, RECTIFIED",
        "TRANSFER_OUT, HOLDER_APPLIED, CANCEL_TRANSFER_OUT, HOLDER_APPLIED"
    })
    void liftingWhileTheNextVersionWaits_liftsWhatWasCarried(
            String act, String reason, String lift, String liftReason) {
        String license = issued();
        String next = renewed(license);
        events(license, act(act, reason)).then().statusCode(201);
        events(license, act(lift, liftReason)).then().statusCode(201).body("carriedTo", equalTo(List.of(next)));
        read(next).then().body("status", equalTo("NOT_YET_EFFECTIVE"));
        at(next, IN_NEXT_PERIOD, null).then().body("status", equalTo("VALID"));
        history(next).then().body("events.act", equalTo(List.of("ISSUE", act, lift)));
    }

    @Test
    void liftingWhileTheNextVersionWaits_leavesASuspensionOfThatOneAlone() {
        String license = issued();
        String next = renewed(license);
        events(next, act("SUSPEND", "PRECAUTION")).then().statusCode(201);
        events(license, act("SUSPEND", "PRECAUTION")).then().statusCode(201).body("carriedTo", nullValue());
        events(license, act("RESUME", "RECTIFIED")).then().statusCode(201).body("carriedTo", nullValue());
        read(license).then().body("status", equalTo("VALID"));
        read(next).then().body("status", equalTo("SUSPENDED"));
    }

    @Test
    void end_whileSeveralVersionsWait_endsAllOfThem() {
        String license = issued();
        String second = renewed(license);
        String third = versions(second, version("CHANGE", "HOLDER_APPLIED", ""))
                .then()
                .statusCode(201)
                .extract()
                .path("identifier");
        events(license, act("REVOKE_AS_PENALTY", "ADMINISTRATIVE_PENALTY"))
                .then()
                .statusCode(201)
                .body("carriedTo", equalTo(List.of(second, third)));
        for (String version : List.of(license, second, third)) {
            read(version).then().body("status", equalTo("PENALTY_REVOKED"));
            at(version, IN_NEXT_PERIOD, null).then().body("status", equalTo("PENALTY_REVOKED"));
        }
        events(license, act("CANCEL", "AFTER_PENALTY_REVOCATION"))
                .then()
                .statusCode(201)
                .body("carriedTo", equalTo(List.of(second, third)));
        read(third).then().body("status", equalTo("CANCELLED"));
    }

    @Test
    void end_whereTheNextVersionEndedAlready_leavesThatAsItIs() {
        String license = issued();
        String next = renewed(license);
        events(next, act("WITHDRAW", "LAW_CHANGED")).then().statusCode(201);
        events(license, act("ANNUL", "FRAUD_OR_BRIBERY")).then().statusCode(201).body("carriedTo", nullValue());
        history(next).then().body("events.act", equalTo(List.of("ISSUE", "WITHDRAW")));
    }

    @Test
    void act_thatTheWaitingVersionDoesNotAllow_isRefusedForBoth() {
        String license = issued();
        String next = renewed(license);
        events(next, act("TRANSFER_OUT", "HOLDER_APPLIED")).then().statusCode(201);
        refused(events(license, act("SUSPEND", "PRECAUTION")), ProblemType.TRANSITION_NOT_ALLOWED)
                .then()
                .body("detail", containsString(next))
                .body("detail", containsString("CANCEL_TRANSFER_OUT"));
        history(license).then().body("events.act", equalTo(List.of("ISSUE", "RENEW")));
        read(license).then().body("status", equalTo("VALID"));
    }

    @Test
    void correction_ofAnActThatWasCarried_bringsBothBack_andIsNotMadeOnTheNextVersionAlone() {
        String license = issued();
        String next = renewed(license);
        String corrector = corrector();
        events(license, act("REVOKE_AS_PENALTY", "ADMINISTRATIVE_PENALTY"))
                .then()
                .statusCode(201);
        String carried = history(next).path("events[1].id");
        String cause = history(license).path("events[2].id");
        refused(
                        post(
                                corrector,
                                next,
                                "corrections",
                                "{\"corrects\":\"" + carried + "\"," + decision("DECISION_OVERTURNED") + "}",
                                Optional.empty()),
                        ProblemType.EVENT_NOT_CORRECTABLE)
                .then()
                .body("detail", containsString(cause));
        post(
                        corrector,
                        license,
                        "corrections",
                        "{\"corrects\":\"" + cause + "\"," + decision("DECISION_OVERTURNED") + ",\"replacement\":"
                                + act("SUSPEND", "PRECAUTION") + "}",
                        Optional.empty())
                .then()
                .statusCode(201)
                .body("events.act", equalTo(List.of("CORRECT", "SUSPEND")))
                .body("carriedTo", equalTo(List.of(next)));
        read(license).then().body("status", equalTo("SUSPENDED"));
        read(next).then().body("status", equalTo("SUSPENDED"));
        history(next)
                .then()
                .body("events.act", equalTo(List.of("ISSUE", "REVOKE_AS_PENALTY", "CORRECT", "SUSPEND")))
                .body("events[2].corrects", equalTo(carried));
        events(license, act("RESUME", "RECTIFIED")).then().statusCode(201);
        at(next, IN_NEXT_PERIOD, null).then().body("status", equalTo("VALID"));
    }

    @Test
    void read_onANodeWhoseClockIsBehind_knowsWhatIsCommitted() {
        String license = issued();
        events(license, act("SUSPEND", "PRECAUTION")).then().statusCode(201);
        String row = "(select id from license where identifier = '" + license + "')";
        run("alter table license_event disable trigger license_event_is_kept");
        run("update license_event set recorded_at = now() + interval '4 minutes', effective_at = now() + interval"
                + " '4 minutes' where act = 'SUSPEND' and license_id = " + row);
        run("update license_event set recorded_at = now() + interval '3 minutes' where act = 'ISSUE' and license_id = "
                + row);
        run("alter table license_event enable trigger license_event_is_kept");
        run("update license set created_at = now() + interval '3 minutes' where identifier = '" + license + "'");
        Instant before = Instant.now();
        Response answer = read(license);
        answer.then().statusCode(200).body("status", equalTo("SUSPENDED"));
        assertThat(Instant.parse(answer.path("asOf")))
                .isEqualTo(Instant.parse(answer.path("knownAt")))
                .isBetween(before, Instant.now());
        history(license).then().body("status", equalTo("SUSPENDED"));
        byHolder("91110000MAFAKE019D")
                .queryParam("limit", 100)
                .get("/v1/licenses")
                .then()
                .body("licenses.find { it.identifier == '" + license + "' }.status", equalTo("SUSPENDED"));
        assertThat(at(license, null, before.toString()).statusCode())
                .as("as known when it was not")
                .isEqualTo(ProblemType.UNKNOWN_LICENSE.status());
        at(license, before.toString(), null).then().statusCode(200).body("status", equalTo("VALID"));
        events(license, act("RESUME", "RECTIFIED")).then().statusCode(201).body("status", equalTo("VALID"));
        read(license).then().body("status", equalTo("VALID"));
    }

    @Test
    void number_ofAnotherLicense_isRefusedByTheDatabase_inWhateverVersion() {
        String license = issued();
        String copy = "insert into license (id, identifier, type_code, type_version, authority_code, number, version,"
                + " valid_from, valid_until, content, digest, sample, created_at, created_by) select gen_random_uuid(),"
                + " '%s', type_code, type_version, authority_code, number, 7, valid_from, valid_until, content, digest,"
                + " sample, created_at, created_by from license where identifier = '" + license + "'";
        LicenseIdentifier own = identifier(license);
        assertThatThrownBy(() -> run(copy.formatted(
                        new LicenseIdentifier(own.type(), own.authority(), "OTHER" + System.nanoTime(), 7).value())))
                .hasStackTraceContaining("license_number_once");
        String seventh = new LicenseIdentifier(own.type(), own.authority(), own.serial(), 7).value();
        run(copy.formatted(seventh));
        run("delete from license where identifier = '" + seventh + "'");
    }

    @Test
    void history_isForDepartmentsAndTheIssuingAuthority() {
        String license = issued();
        Api.asking("commerce-bureau")
                .get("/v1/licenses/" + license + "/history")
                .then()
                .statusCode(200);
        refused(Api.as("commerce-bureau").get("/v1/licenses/" + license + "/history"), ProblemType.MISSING_PARAMETER);
        purposeful(given().header("Authorization", "Bearer " + corrector()).header("Accept-Language", "en"))
                .get("/v1/licenses/" + license + "/history")
                .then()
                .statusCode(200);
        String others = Api.issued("land-registry", "real-estate-title");
        refused(
                purposeful(given().header("Authorization", "Bearer " + corrector())
                                .header("Accept-Language", "en"))
                        .get("/v1/licenses/" + others + "/history"),
                ProblemType.NOT_SHARED);
        assertThat(count("access_record where operation = 'HISTORY' and identifiers = '" + license + "'"))
                .isEqualTo(2);
    }

    @Test
    void page_tellsStatusReasonAndSuccessor_inBothLanguages() {
        Map<String, JsonValue> order = new LinkedHashMap<>(
                SampleTypes.find(Api.FOOD).orElseThrow().license().values());
        order.put("number", new JsonValue.Text("TEST-" + System.nanoTime()));
        String license = issuance.issueSample(new Uscc(MARKET), new JsonValue.Members(order))
                .license()
                .content()
                .identifier()
                .value();
        events(license, act("SUSPEND", "PRECAUTION")).then().statusCode(201);
        page(license, "zh-CN").then().body(containsString("暂扣"), containsString("调查期间的保全措施"));
        Response english = page(license, "en");
        english.then().body(containsString("suspended"), containsString("Precaution while"));
        assertThat(english.asString()).doesNotContain("虚构的原因", "温书禾");
        events(license, act("RESUME", "RECTIFIED")).then().statusCode(201);
        String next = versions(license, version("CHANGE", "HOLDER_APPLIED", "")).path("identifier");
        page(license, "en").then().body(containsString("superseded"), containsString("href=\"/licenses/" + next));
        page(next, "en").then().body(containsString("href=\"/licenses/" + license));
    }

    private static Response page(String license, String language) {
        return given().header("Accept", "text/html")
                .header("Accept-Language", language)
                .get("/licenses/" + license);
    }

    private static String issued() {
        return Api.issued("market-bureau", Api.FOOD);
    }

    private static String issued(Map<String, String> changes) {
        String order = Api.order(Api.FOOD);
        for (Map.Entry<String, String> change : changes.entrySet()) {
            order = order.replaceFirst(
                    "\"" + change.getKey() + "\":\"[^\"]*\"",
                    "\"" + change.getKey() + "\":\"" + change.getValue() + "\"");
        }
        return Api.issue("market-bureau", order)
                .then()
                .statusCode(201)
                .extract()
                .path("identifier");
    }

    private static LicenseIdentifier identifier(String text) {
        try {
            return LicenseIdentifier.parse(text);
        } catch (org.zhengzhao.schema.code.MalformedCodeException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Response at(
            String license,
            @org.jspecify.annotations.Nullable String at,
            @org.jspecify.annotations.Nullable String knownAt) {
        var request = Api.asking("market-bureau");
        if (at != null) {
            request.queryParam("at", at);
        }
        if (knownAt != null) {
            request.queryParam("knownAt", knownAt);
        }
        return request.get("/v1/licenses/" + license);
    }

    private static io.restassured.specification.RequestSpecification byHolder(String code) {
        return Api.asking("commerce-bureau")
                .queryParam("holderCodeType", "001")
                .queryParam("holderCode", code)
                .queryParam("type", "11100000MB0341032Y901");
    }

    private static io.restassured.specification.RequestSpecification purposeful(
            io.restassured.specification.RequestSpecification request) {
        return request.queryParam("purpose", "own files")
                .queryParam("matter", "000131015000")
                .queryParam("caseNumber", "CASE-2")
                .queryParam("officer", "zhang.san");
    }

    /** A token of a new client that may correct, and nothing else. */
    private static String corrector() {
        String client = "corrector-" + System.nanoTime();
        String secret = Api.as("registry-operator")
                .contentType(ContentType.JSON)
                .body("{\"clientId\":\"" + client + "\",\"authority\":\"" + MARKET
                        + "\",\"name\":{\"zh-CN\":\"更正\",\"en\":\"Corrections\"},\"roles\":[\"corrector\"]}")
                .post("/v1/clients")
                .then()
                .statusCode(201)
                .extract()
                .path("clientSecret");
        return given().auth()
                .preemptive()
                .basic(client, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .path("access_token");
    }

    /** The next version that begins when the license ends. */
    private static String renewed(String license) {
        return versions(license, version("RENEW", "HOLDER_APPLIED", ""))
                .then()
                .statusCode(201)
                .body("status", equalTo("NOT_YET_EFFECTIVE"))
                .extract()
                .path("identifier");
    }

    private String onList(String list, int index) {
        String license = issued();
        place(license, list, index);
        return license;
    }

    private void place(String license, String list, int index) {
        run("update license_state set status_list = '" + list + "', status_index = " + index
                + " where license_id = (select id from license where identifier = '" + license + "')");
    }

    private Map<Integer, StatusValue> listed(String list, Instant at) {
        Map<Integer, StatusValue> values = new LinkedHashMap<>();
        QuarkusTransaction.requiringNew().run(() -> lifecycles.listed(list, at, values::put));
        return values;
    }

    private long statements(Runnable request) {
        return Statements.of(factory.unwrap(SessionFactory.class), request);
    }

    private static Response refused(Response response, ProblemType type) {
        response.then()
                .statusCode(type.status())
                .contentType("application/problem+json")
                .body("type", equalTo(type.uri()));
        assertThat(response.asString()).doesNotContain("Exception", "org.zhengzhao", "SQL");
        return response;
    }

    private void run(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(sql).executeUpdate());
    }

    private long count(String from) {
        return ((Number) entities.createNativeQuery("select count(*) from " + from)
                        .getSingleResult())
                .longValue();
    }
}
