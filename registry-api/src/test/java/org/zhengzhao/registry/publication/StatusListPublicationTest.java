package org.zhengzhao.registry.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.lifecycle.LifecycleRepository;
import org.zhengzhao.registry.platform.compute.ComputePool;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.publication.Licenses.Placed;
import org.zhengzhao.registry.status.StatusListRepository;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.envelope.TokenClaims;
import org.zhengzhao.signing.envelope.TypedMessage;
import org.zhengzhao.signing.jose.CompactJws;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.status.StatusList;
import org.zhengzhao.signing.status.StatusListReader;
import org.zhengzhao.signing.status.StatusListToken;

/** What is decided gets into the published list: once it is due, not before, and whatever goes wrong on the way. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(PostgresTestResource.class)
class StatusListPublicationTest {
    private static final String CWT = "application/statuslist+cwt";
    private static final String JWT = "application/statuslist+jwt";

    @Inject
    Licenses licenses;

    @Inject
    Publisher publisher;

    @Inject
    ListPublisher lists;

    @Inject
    PublishedListRepository published;

    @Inject
    StatusListRepository opened;

    @Inject
    LifecycleRepository lifecycle;

    @Inject
    ComputePool pool;

    @Inject
    PublicationConfig config;

    @Inject
    KeyRing keys;

    @Inject
    Clock clock;

    @BeforeEach
    void publishWhatIsDue() {
        publisher.publish();
    }

    @Test
    void changes_areInTheListWhenTheyAreDue() throws Exception {
        Placed suspended = licenses.add();
        Placed withdrawn = licenses.add();
        Placed superseded = licenses.add();
        Placed later = licenses.add();
        Instant now = clock.instant();
        licenses.act(suspended, "SUSPEND", now, now);
        licenses.act(withdrawn, "WITHDRAW", now, now);
        licenses.act(superseded, "CHANGE", now, now);
        licenses.act(later, "SUSPEND", now.plusSeconds(3), now);

        publisher.publish();
        assertThat(status(suspended)).isEqualTo(2);
        assertThat(status(withdrawn)).isEqualTo(1);
        assertThat(status(superseded)).isEqualTo(3);
        assertThat(status(later)).isZero();

        licenses.act(suspended, "RESUME", clock.instant(), clock.instant());
        while (clock.instant().isBefore(now.plusSeconds(4))) {
            Thread.sleep(100);
        }
        publisher.publish();
        assertThat(status(suspended)).isZero();
        assertThat(status(later)).isEqualTo(2);
        assertThat(licenses.count("select count(*) from status_change c join status_list l on l.id = c.status_list"
                        + " where c.due_at <= now()"))
                .isZero();
    }

    @Test
    void list_isGivenAsCwtOrJwt_signedByTheStatusKeyOnly() throws Exception {
        Placed license = licenses.add();
        publisher.publish();
        Response cwt = given().accept(CWT).get("/v1/status-lists/" + license.list());
        cwt.then()
                .statusCode(200)
                .contentType(CWT)
                .header("Vary", equalTo("Accept"))
                .header("Cache-Control", equalTo("public, max-age=60"));
        TypedMessage message = TypedMessage.parse(Bytes.of(cwt.asByteArray()));
        SignatureVerifier signatures = new SignatureVerifier(new BouncyCastleProvider());
        Instant now = clock.instant();
        assertThat(message.signedBy(keys.requireStatusKey(now).certificate(), signatures))
                .isTrue();
        assertThat(message.signedBy(keys.requireBundleKey(now).certificate(), signatures))
                .isFalse();
        StatusListToken one = StatusListReader.read(message.message(), TokenClaims.parse(message.payload()));
        assertThat(one.subject()).isEqualTo(license.status().uri());
        assertThat(one.times().expires())
                .contains(one.times().issuedAt().orElseThrow().plus(Duration.ofDays(30)));

        Response jwt = given().accept(JWT).get("/v1/status-lists/" + license.list());
        jwt.then().statusCode(200).contentType(JWT);
        StatusListToken other = StatusListReader.read(CompactJws.parse(jwt.asString()));
        assertThat(other.list()).isEqualTo(one.list());
        assertThat(other.subject()).isEqualTo(one.subject());

        given().get("/v1/status-lists/" + license.list()).then().statusCode(200).contentType(CWT);
        given().accept("text/html")
                .get("/v1/status-lists/" + license.list())
                .then()
                .statusCode(406);
        given().get("/v1/status-lists/nothing")
                .then()
                .statusCode(404)
                .body("type", equalTo(ProblemType.UNKNOWN_STATUS_LIST.uri()));
        given().get("/v1/status-lists/NOTHING%20").then().statusCode(404);
    }

    @Test
    void list_thatDidNotChange_isNotSentAgain() {
        Placed license = licenses.add();
        publisher.publish();
        String path = "/v1/status-lists/" + license.list();
        String tag = given().accept(CWT).get(path).header("ETag");
        given().accept(CWT)
                .header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag))
                .header("Vary", equalTo("Accept"));
        given().accept(JWT).header("If-None-Match", tag).get(path).then().statusCode(200);
        licenses.act(license, "SUSPEND", clock.instant(), clock.instant());
        publisher.publish();
        pause();
        given().accept(CWT).header("If-None-Match", tag).get(path).then().statusCode(200);
    }

    @Test
    void lists_areListed() {
        Placed license = licenses.add();
        publisher.publish();
        given().get("/v1/status-lists?limit=100")
                .then()
                .statusCode(200)
                .body("status_lists", hasItem(license.status().uri()))
                .body("lists.id", hasItem(license.list()));
        given().get("/v1/status-lists?limit=0&cursor=%3C")
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("cursor", "limit"));
    }

    /** Between taking the change and storing the tokens, and at the commit: nothing is lost, nothing half-done is seen. */
    @Test
    void publish_failingAtAnyStep_losesNothing() throws Exception {
        Placed license = licenses.add();
        publisher.publish();
        long version = version(license);
        licenses.act(license, "SUSPEND", clock.instant(), clock.instant());

        licenses.statement("update registry_key set state = 'NEXT' where purpose = 'STATUS' and state = 'CURRENT'");
        keys.changed();
        try {
            assertThatThrownBy(() -> lists.publish(license.list())).isInstanceOf(RegistryException.class);
            unchanged(license, version);
        } finally {
            licenses.statement("update registry_key set state = 'CURRENT' where purpose = 'STATUS' and state = 'NEXT'");
            keys.changed();
        }

        licenses.statement("""
                create function refuse_tokens() returns trigger language plpgsql as
                'begin raise exception ''disk full''; end'""");
        for (String when : List.of(
                "create trigger fault before update on status_list_token for each row execute function refuse_tokens()",
                "create constraint trigger fault after update on status_list_token deferrable initially deferred"
                        + " for each row execute function refuse_tokens()")) {
            licenses.statement(when);
            try {
                assertThatThrownBy(() -> lists.publish(license.list())).isInstanceOf(RuntimeException.class);
                unchanged(license, version);
                publisher.publish();
                assertThat(publisher.standing().failed()).isTrue();
                assertThat(publisher.standing().oldestDue()).isPresent();
            } finally {
                licenses.statement("drop trigger fault on status_list_token");
            }
        }
        publisher.publish();
        assertThat(publisher.standing().failed()).isFalse();
        assertThat(publisher.standing().oldestDue()).isEmpty();
        assertThat(version(license)).isEqualTo(version + 1);
        assertThat(status(license)).isEqualTo(2);
    }

    /** Many nodes publish while acts go on: whoever comes last, no act is missing. */
    @Test
    void publish_byManyNodesDuringActs_missesNone() throws Exception {
        List<Placed> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(licenses.add());
        }
        publisher.publish();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Placed license : all) {
                running.add(threads.submit(() -> licenses.act(license, "SUSPEND", clock.instant(), clock.instant())));
                running.add(threads.submit(() -> lists.due().forEach(lists::publish)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        publisher.publish();
        for (Placed license : all) {
            assertThat(status(license)).isEqualTo(2);
        }
    }

    /** Histories come in pieces, and each is folded whole. */
    @Test
    void list_whereEveryLicenseHasAHistory_saysWhatEachMakes() throws Exception {
        int size = 4099;
        String list = licenses.full(size);
        try {
            assertThat(lists.publish(list)).isPresent();
            StatusList published = list(list);
            for (int index = 0; index < size; index++) {
                assertThat(published.find(index)).as("index %d", index).hasValue(Licenses.valueInFull(index));
            }
        } finally {
            licenses.remove(list);
        }
    }

    /** The clock of a node may be behind: what fell due by another's clock stays published. */
    @Test
    void publish_byANodeWhoseClockIsBehind_takesNothingBack() throws Exception {
        Placed license = licenses.add();
        Placed other = licenses.add();
        licenses.act(license, "SUSPEND", clock.instant(), clock.instant());
        publisher.publish();
        Instant asOf = asOf(license);
        ListPublisher behind = at(Clock.offset(clock, Duration.ofMinutes(-2)));
        licenses.act(other, "SUSPEND", asOf.minusSeconds(60), asOf.minusSeconds(60));
        assertThat(behind.publish(license.list())).isPresent();
        assertThat(asOf(license)).isEqualTo(asOf);
        assertThat(status(license)).isEqualTo(2);
        assertThat(status(other)).isEqualTo(2);

        ListPublisher farBehind = at(Clock.offset(clock, Duration.ofMinutes(-10)));
        assertThatThrownBy(() -> farBehind.publish(license.list())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void list_isSignedAgainBeforeItIsOld() {
        Placed license = licenses.add();
        publisher.publish();
        long version = version(license);
        publisher.publish();
        assertThat(version(license)).isEqualTo(version);
        licenses.statement("update status_list_token set as_of = as_of - interval '61 minutes' where status_list = '"
                + license.list() + "'");
        publisher.publish();
        assertThat(version(license)).isEqualTo(version + 1);
        licenses.statement(
                "update status_list_token set signed_by = '\\x00' where status_list = '" + license.list() + "'");
        publisher.publish();
        assertThat(version(license)).as("another key has signed").isEqualTo(version + 2);
    }

    @Test
    void healthAndMetrics_sayHowPublishingStands() {
        given().get("/q/health/ready").then().body("checks.name", hasItem("publication"));
        assertThat(given().accept("text/plain").get("/q/metrics").asString())
                .contains(
                        "zhengzhao_publication_oldest_due",
                        "zhengzhao_publication_last",
                        "zhengzhao_publication_failures_total",
                        "zhengzhao_publication_delay_seconds");
    }

    private ListPublisher at(Clock other) {
        return new ListPublisher(published, opened, lifecycle, keys, pool, config, other);
    }

    private void unchanged(Placed license, long version) throws Exception {
        assertThat(version(license)).isEqualTo(version);
        assertThat(status(license)).isZero();
        assertThat(licenses.count("select count(*) from status_change where due_at <= now() and status_list = '"
                        + license.list() + "'"))
                .isEqualTo(1);
    }

    private long version(Placed license) {
        return licenses.count("select version from status_list_token where status_list = '" + license.list() + "'");
    }

    private Instant asOf(Placed license) {
        return licenses.moment("select as_of from status_list_token where status_list = '" + license.list() + "'");
    }

    /** As everybody reads it; a node may know a list for a second. */
    private static int status(Placed license) throws Exception {
        return list(license.list()).find(license.status().index()).orElseThrow();
    }

    private static StatusList list(String id) throws Exception {
        pause();
        TypedMessage message = TypedMessage.parse(
                Bytes.of(given().accept(CWT).get("/v1/status-lists/" + id).asByteArray()));
        return StatusListReader.read(message.message(), TokenClaims.parse(message.payload()))
                .list();
    }

    private static void pause() {
        try {
            Thread.sleep(1100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
