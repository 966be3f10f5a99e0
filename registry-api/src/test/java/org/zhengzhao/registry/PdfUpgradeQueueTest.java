package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.license.PdfUpgrade.Claimed;
import org.zhengzhao.registry.license.PdfUpgrade.Problem;
import org.zhengzhao.registry.license.PdfUpgrade.Result;
import org.zhengzhao.registry.license.PdfUpgradeRepository;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.evidence.PadesLevel;

/** The queue by itself, in a registry that has no timestamp authority: nobody but the test works on it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PdfUpgradeQueueTest {
    private static final String CLIENT = "market-bureau";
    private static final int WORKERS = 6;

    @Inject
    PdfUpgradeRepository upgrades;

    @Inject
    EntityManager entities;

    @BeforeEach
    @AfterEach
    void empty() {
        run("delete from pdf_upgrade");
    }

    @Test
    void issuedWithoutAuthority_isNotQueued_andFoundLater() {
        String identifier = Api.issued(CLIENT, Api.FOOD);
        assertThat(count("pdf_upgrade")).isZero();
        Response pdf = Api.asking(CLIENT).get("/v1/licenses/" + identifier + "/pdf");
        assertThat(pdf.header("Signature-Level")).isEqualTo("B-B");
        assertThat(pdf.header("Signature-Upgrade")).isEqualTo("none");

        queueAll();
        assertThat(count("pdf_upgrade")).isEqualTo(count("license"));
        queueAll();
        assertThat(count("pdf_upgrade")).isEqualTo(count("license"));
        assertThat(Api.asking(CLIENT).get("/v1/licenses/" + identifier + "/pdf").header("Signature-Upgrade"))
                .isEqualTo("pending");
    }

    @Test
    void claim_manyWorkers_eachUpgradeOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            Api.issued(CLIENT, Api.FOOD);
        }
        queueAll();
        List<UUID> claimed = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(WORKERS);
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<List<UUID>>> all = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                all.add(workers.submit(() -> {
                    together.await();
                    List<UUID> mine = new ArrayList<>();
                    for (Optional<Claimed> next = claim(); next.isPresent(); next = claim()) {
                        mine.add(next.get().licenseId());
                    }
                    return mine;
                }));
            }
            for (Future<List<UUID>> one : all) {
                claimed.addAll(one.get());
            }
        }
        assertThat(claimed).hasSize((int) count("license")).doesNotHaveDuplicates();
        assertThat(count("pdf_upgrade where attempts <> 1")).isZero();
    }

    @Test
    void claim_whileAnotherTransactionHoldsTheRow_goesPastIt() {
        Api.issued(CLIENT, Api.FOOD);
        Api.issued(CLIENT, Api.FOOD);
        queueAll();
        QuarkusTransaction.requiringNew().run(() -> {
            Claimed first = upgrades.claim(later()).orElseThrow();
            // Not committed yet, and nobody waits for it.
            Claimed second = claim().orElseThrow();
            assertThat(second.licenseId()).isNotEqualTo(first.licenseId());
        });
    }

    @Test
    void finish_claimLost_writesNothing() {
        String identifier = Api.issued(CLIENT, Api.FOOD);
        byte[] stored = pdf(identifier);
        queueOnly(identifier);
        Claimed lost = claim().orElseThrow();
        assertThat(lost.pdf()).isEqualTo(Bytes.of(stored));
        assertThat(claim()).isEmpty();
        run("update pdf_upgrade set next_attempt_at = now() - interval '1 second'");
        Claimed taken = claim().orElseThrow();
        assertThat(taken.attempts()).isEqualTo(2);

        Bytes other = Bytes.utf8("of the one that was thought dead");
        assertThat(finish(lost, Result.done(PadesLevel.B_LT), Optional.of(other)))
                .isFalse();
        assertThat(pdf(identifier)).isEqualTo(stored);
        Bytes lifted = Bytes.utf8("of the one that took over");
        assertThat(finish(taken, Result.done(PadesLevel.B_LT), Optional.of(lifted)))
                .isTrue();
        assertThat(finish(taken, Result.done(PadesLevel.B_LTA), Optional.of(other)))
                .isFalse();
        assertThat(Bytes.of(pdf(identifier))).isEqualTo(lifted);
        assertThat(Api.asking(CLIENT).get("/v1/licenses/" + identifier + "/pdf").header("Signature-Level"))
                .isEqualTo("B-LT");
        restore(identifier, stored);
    }

    @Test
    void finish_storedPdfIsAnother_changesNeitherQueueNorPdf() {
        String identifier = Api.issued(CLIENT, Api.FOOD);
        byte[] stored = pdf(identifier);
        queueOnly(identifier);
        Claimed claimed = claim().orElseThrow();
        restore(identifier, new byte[] {1});
        assertThatIllegalStateException()
                .isThrownBy(() -> finish(claimed, Result.done(PadesLevel.B_LT), Optional.of(Bytes.utf8("x"))));
        assertThat(count("pdf_upgrade where level = 'B_B' and claim is not null"))
                .isEqualTo(1);
        assertThat(pdf(identifier)).isEqualTo(new byte[] {1});
        restore(identifier, stored);
    }

    @Test
    void list_pagesByState() {
        for (int i = 0; i < 3; i++) {
            Api.issued(CLIENT, Api.FOOD);
        }
        queueAll();
        int all = (int) count("pdf_upgrade");
        Response first = operatorGet("PENDING", 2);
        first.then().statusCode(200).body("upgrades.size()", equalTo(2)).body("upgrades[0].level", equalTo("B-B"));
        assertThat(first.header("Link")).contains("cursor=", "rel=\"next\"");
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            var request = Api.as("registry-operator").queryParam("limit", 2);
            cursor.ifPresent(last -> request.queryParam("cursor", last));
            Response page = request.get("/v1/pdf-upgrades");
            seen.addAll(page.<List<String>>path("upgrades.identifier"));
            cursor = page.header("Link") == null ? Optional.empty() : Optional.of(seen.getLast());
        } while (cursor.isPresent());
        assertThat(seen).hasSize(all).doesNotHaveDuplicates();

        Claimed again = claim().orElseThrow();
        finish(again, Result.again(PadesLevel.B_T, Problem.VALIDATION_DATA_MISSING, later()), Optional.empty());
        Claimed never = claim().orElseThrow();
        finish(never, Result.givenUp(PadesLevel.B_B, Problem.SIGNATURE_NOT_VALID), Optional.empty());
        operatorGet("FAILING", 100)
                .then()
                .body("upgrades.identifier", equalTo(List.of(again.identifier().value())))
                .body("upgrades[0].problem", equalTo("VALIDATION_DATA_MISSING"))
                .body("upgrades[0].level", equalTo("B-T"))
                .body("upgrades[0].attempts", equalTo(1));
        operatorGet("GIVEN_UP", 100)
                .then()
                .body("upgrades.identifier", equalTo(List.of(never.identifier().value())))
                .body("upgrades[0].problem", equalTo("SIGNATURE_NOT_VALID"));
        operatorGet("SOMEHOW", 100).then().statusCode(400).body("errors.pointer", equalTo(List.of("state")));
        Api.as(CLIENT).get("/v1/pdf-upgrades").then().statusCode(403);
    }

    private static Response operatorGet(String state, int limit) {
        return Api.as("registry-operator")
                .queryParam("state", state)
                .queryParam("limit", limit)
                .get("/v1/pdf-upgrades");
    }

    private static byte[] pdf(String identifier) {
        return Api.asking(CLIENT).get("/v1/licenses/" + identifier + "/pdf").asByteArray();
    }

    private void queueAll() {
        Optional<UUID> after = Optional.of(new UUID(0, 0));
        while (after.isPresent()) {
            UUID last = after.get();
            after = QuarkusTransaction.requiringNew().call(() -> upgrades.addMissing(last, 2));
        }
    }

    private void queueOnly(String identifier) {
        queueAll();
        run("delete from pdf_upgrade where license_id <> (select id from license where identifier = '" + identifier
                + "')");
    }

    private Optional<Claimed> claim() {
        return QuarkusTransaction.requiringNew().call(() -> upgrades.claim(later()));
    }

    private boolean finish(Claimed claimed, Result result, Optional<Bytes> pdf) {
        return QuarkusTransaction.requiringNew().call(() -> upgrades.finish(claimed, result, pdf));
    }

    private static Instant later() {
        return Instant.now().plusSeconds(3600);
    }

    /** In clear, as the version before encryption stored it. */
    private void restore(String identifier, byte[] pdf) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("""
                        update license_face set octets = ?1, octets_key = null where kind = 'PDF'
                        and license_id = (select id from license where identifier = ?2)
                        """)
                        .setParameter(1, pdf)
                        .setParameter(2, identifier)
                        .executeUpdate());
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
