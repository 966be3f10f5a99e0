package org.zhengzhao.registry.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.publication.Licenses.Placed;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.registry.trust.RevocationListService;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.signing.bundle.BundleDelta;
import org.zhengzhao.signing.bundle.BundleReader;
import org.zhengzhao.signing.bundle.OfflineBundle;

/** Bundles are made in the background, counted upwards whatever happens, and handed out whole or as what is new. */
@QuarkusTest
@TestProfile(ByHand.class)
@QuarkusTestResource(PostgresTestResource.class)
class OfflineBundlePublicationTest {
    private static final String PATH = "/v1/offline-bundle";
    private static final Uscc MARKET = new Uscc("11110000MBFAKE039R");

    private final BundleReader reader = new BundleReader(new BouncyCastleProvider());

    @Inject
    Licenses licenses;

    @Inject
    Publisher publisher;

    @Inject
    BundlePublisher bundles;

    @Inject
    CatalogueService catalogue;

    @Inject
    KeyRing keys;

    @Inject
    RevocationListService revocations;

    @Inject
    Clock clock;

    @BeforeEach
    void publishWhatIsDue() {
        publisher.publish();
    }

    @Test
    void bundle_hasEverythingAVerifierNeeds() throws Exception {
        Placed license = licenses.add();
        licenses.act(license, "SUSPEND", clock.instant(), clock.instant());
        publisher.publish();
        OfflineBundle bundle = fetch();

        Instant now = clock.instant();
        assertThat(bundle.signer()).isEqualTo(keys.requireBundleKey(now).certificate());
        assertThat(bundle.anchors()).isNotEmpty();
        assertThat(bundle.revocationLists())
                .hasSameSizeAs(revocations.current())
                .isNotEmpty();
        assertThat(bundle.certificates())
                .contains(
                        keys.requireSealingKey(MARKET, now).certificate(),
                        keys.requireStatusKey(now).certificate(),
                        keys.requireRecordKey(now).certificate());
        assertThat(bundle.catalogue()).hasSameSizeAs(catalogue.current()).isNotEmpty();
        assertThat(bundle.rights().issuers().values()).anyMatch(issuers -> issuers.contains(MARKET));
        assertThat(bundle.statusLists()).containsKey(license.status().uri());
        assertThat(bundle.terms().maximumAge()).isEqualTo(Duration.ofDays(7));
        assertThat(bundle.terms().expires()).isEqualTo(bundle.terms().issuedAt().plus(Duration.ofDays(30)));
        assertThat(bundle.terms().sequence()).isGreaterThanOrEqualTo(1_700_000_000);
    }

    @Test
    void bundle_isMadeWhereSomethingIsNewOrItIsOld_andNotOtherwise() throws Exception {
        long first = fetch().terms().sequence();
        publisher.publish();
        assertThat(fetch().terms().sequence()).isEqualTo(first);
        licenses.statement("update offline_bundle set issued_at = issued_at - interval '61 minutes'");
        publisher.publish();
        long second = fetch().terms().sequence();
        assertThat(second).isGreaterThan(first);
        Placed license = licenses.add();
        licenses.act(license, "SUSPEND", clock.instant(), clock.instant());
        publisher.publish();
        assertThat(fetch().terms().sequence()).isGreaterThan(second);
        assertThat(licenses.count("select count(*) from offline_bundle where octets is not null"))
                .isEqualTo(1);
    }

    /** All at once, each with something new: no number twice, none smaller than one that was given out before. */
    @Test
    void bundles_byManyNodes_areCountedUpwards() throws Exception {
        long before = fetch().terms().sequence();
        Set<Long> seen = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 8; round++) {
                licenses.statement("update offline_bundle set issued_at = issued_at - interval '61 minutes'");
                List<Future<Optional<Instant>>> running = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    running.add(threads.submit(bundles::publish));
                }
                int made = 0;
                for (Future<Optional<Instant>> one : running) {
                    made += one.get().isPresent() ? 1 : 0;
                }
                assertThat(made).isEqualTo(1);
                long sequence = licenses.count("select max(sequence) from offline_bundle");
                assertThat(seen.add(sequence)).isTrue();
                assertThat(sequence).isGreaterThan(before);
                before = sequence;
            }
        }
    }

    @Test
    void delta_appliedToTheOlderOne_isTheNewerOne() throws Exception {
        OfflineBundle older = fetch();
        long from = older.terms().sequence();
        Placed license = licenses.add();
        licenses.act(license, "SUSPEND", clock.instant(), clock.instant());
        publisher.publish();
        pause();
        Response answer = given().get(PATH + "?since=" + from);
        answer.then().statusCode(200).contentType("application/vnd.zhengzhao.bundle");
        Bytes delta = Bytes.of(answer.asByteArray());
        OfflineBundle newer = fetch();
        assertThat(BundleReader.looksLikeDelta(delta)).isTrue();
        assertThat(delta.length()).isLessThan(newer.octets().length());
        assertThat(BundleDelta.apply(older, delta)).isEqualTo(newer.octets());
        assertThat(newer.terms().sequence()).isGreaterThan(from);
        assertThat(answer.header("Bundle-Sequence"))
                .isEqualTo(String.valueOf(newer.terms().sequence()));
    }

    @Test
    void bundle_askedForAgain_isNotSentAgain() throws Exception {
        pause();
        Response whole = given().get(PATH);
        String tag = whole.header("ETag");
        whole.then().statusCode(200).header("Cache-Control", equalTo("public, max-age=0"));
        given().header("If-None-Match", tag).get(PATH).then().statusCode(304);
        long sequence = Long.parseLong(whole.header("Bundle-Sequence"));
        given().header("If-None-Match", tag)
                .get(PATH + "?since=" + sequence)
                .then()
                .statusCode(304);
        given().get(PATH + "?since=" + sequence).then().statusCode(204);
        Bytes unknown = Bytes.of(given().get(PATH + "?since=7").asByteArray());
        assertThat(BundleReader.looksLikeDelta(unknown)).isFalse();
        assertThat(reader.read(unknown).terms().sequence()).isEqualTo(sequence);
        for (String wrong : List.of("0", "-1", "x", "9999999999999999999")) {
            given().queryParam("since", wrong)
                    .get(PATH)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo(ProblemType.INVALID_PARAMETER.uri()));
        }
    }

    /** A registry restored from a backup knows less than verifiers have seen. */
    @Test
    void bundle_afterARestore_hasAGreaterNumberAllTheSame() throws Exception {
        long seen = fetch().terms().sequence();
        licenses.statement("delete from offline_bundle");
        licenses.statement("update bundle_state set last_sequence = 3");
        // Tests make several a second; a registry does not.
        while (clock.instant().getEpochSecond() <= seen) {
            pause();
        }
        publisher.publish();
        assertThat(licenses.count("select max(sequence) from offline_bundle")).isGreaterThanOrEqualTo(seen);
    }

    @Test
    void publish_failingAtAnyStep_leavesTheLastBundle() throws Exception {
        long before = fetch().terms().sequence();
        licenses.statement("update offline_bundle set issued_at = issued_at - interval '61 minutes'");
        licenses.statement("""
                create function refuse_bundles() returns trigger language plpgsql as
                'begin raise exception ''disk full''; end'""");
        for (String when : List.of(
                "create trigger fault before insert on offline_bundle for each row execute function refuse_bundles()",
                "create constraint trigger fault after insert on offline_bundle deferrable initially deferred"
                        + " for each row execute function refuse_bundles()")) {
            licenses.statement(when);
            try {
                publisher.publish();
                assertThat(publisher.standing().failed()).isTrue();
                assertThat(fetch().terms().sequence()).isEqualTo(before);
            } finally {
                licenses.statement("drop trigger fault on offline_bundle");
            }
        }
        publisher.publish();
        assertThat(fetch().terms().sequence()).isGreaterThan(before);
    }

    private OfflineBundle fetch() throws Exception {
        pause();
        Response answer = given().get(PATH);
        answer.then().statusCode(200);
        OfflineBundle bundle = reader.read(Bytes.of(answer.asByteArray()));
        X509Certificate signer = bundle.signer();
        assertThat(bundle.keys()).contains(signer);
        return bundle;
    }

    /** A node may know the newest for a second. */
    private static void pause() {
        try {
            Thread.sleep(1100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
