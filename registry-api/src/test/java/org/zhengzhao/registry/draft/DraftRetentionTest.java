package org.zhengzhao.registry.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.draft.DraftRules.DraftDecision;
import org.zhengzhao.registry.draft.DraftService.DraftView;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.type.LicenseTypeJson;

/** Drafts are emptied when their time is over, and not before. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DraftRetentionTest {
    private static final Uscc AUTHORITY = new Uscc("11110000MBFAKE143X");
    private static final String TYPE = AUTHORITY.value() + "946";
    private static final Caller CLERK = new Caller("services-clerk", AUTHORITY, Set.of(Role.ISSUER));
    private static final Caller REVIEWER = new Caller("services-reviewer", AUTHORITY, Set.of(Role.REVIEWER));
    private static final Caller APPROVER = new Caller("services-approver", AUTHORITY, Set.of(Role.APPROVER));

    @Inject
    DraftService drafts;

    @Inject
    DraftRetention retention;

    @Inject
    CatalogueService catalogue;

    @Inject
    EntityManager entities;

    @BeforeEach
    void type() throws Exception {
        if (catalogue.find(LicenseTypeCode.parse(TYPE)).isEmpty()) {
            Map<String, JsonValue> members =
                    new LinkedHashMap<>(LicenseTypeJson.write(sample().type()).values());
            members.put("code", new JsonValue.Text(TYPE));
            members.put("fourEyes", new JsonValue.Flag(true));
            catalogue.define(new JsonValue.Members(members), List.of(AUTHORITY), "test");
        }
    }

    @Test
    void rejected_isEmptiedAfterItsTime_andItsStepsStay() {
        UUID id = made();
        decide(REVIEWER, id, DraftAct.ACCEPT);
        decide(APPROVER, id, DraftAct.REJECT);
        age(id, 29);
        retention.look();
        assertThat(read(id).order()).isPresent();
        age(id, 31);
        retention.look();
        DraftView emptied = read(id);
        assertThat(emptied.order()).isEmpty();
        assertThat(emptied.draft().state()).isEqualTo(DraftState.REJECTED);
        assertThat(emptied.steps())
                .extracting(DraftStep::act)
                .containsExactly(DraftAct.DRAFT, DraftAct.ACCEPT, DraftAct.REJECT);
        assertThat(emptied.steps().getLast().reason()).contains("虚构的原因");
    }

    @Test
    void issuedAndAbandoned_areEmptiedToo_andTheLicenseStays() {
        UUID issued = made();
        decide(REVIEWER, issued, DraftAct.ACCEPT);
        decide(APPROVER, issued, DraftAct.APPROVE);
        UUID abandoned = made();
        decide(CLERK, abandoned, DraftAct.ABANDON);
        age(issued, 31);
        age(abandoned, 31);
        retention.look();
        assertThat(read(issued).order()).isEmpty();
        assertThat(read(issued).draft().license()).isPresent();
        assertThat(read(abandoned).order()).isEmpty();
        assertThat(count("license where identifier = '"
                        + read(issued).draft().license().orElseThrow().value() + "'"))
                .isEqualTo(1);
    }

    @Test
    void returnedAndNotRevised_lapses_andIsEmptiedAtOnce() {
        UUID id = made();
        decide(REVIEWER, id, DraftAct.RETURN);
        age(id, 31);
        retention.look();
        DraftView lapsed = read(id);
        assertThat(lapsed.draft().state()).isEqualTo(DraftState.ABANDONED);
        assertThat(lapsed.steps().getLast().act()).isEqualTo(DraftAct.LAPSE);
        assertThat(lapsed.steps().getLast().by()).isEmpty();
        assertThat(lapsed.order()).isEmpty();
        assertThat(count("license_draft_content where draft_id = '" + id + "'")).isZero();
    }

    @Test
    void whatWaitsForADecision_isKeptHoweverLong() {
        UUID drafted = made();
        UUID reviewed = made();
        decide(REVIEWER, reviewed, DraftAct.ACCEPT);
        age(drafted, 400);
        age(reviewed, 400);
        retention.look();
        assertThat(read(drafted).order()).isPresent();
        assertThat(read(reviewed).draft().state()).isEqualTo(DraftState.REVIEWED);
        assertThat(read(reviewed).order()).isPresent();
    }

    private UUID made() {
        Map<String, JsonValue> order = new LinkedHashMap<>(sample().license().values());
        order.put("typeCode", new JsonValue.Text(TYPE));
        order.put("number", new JsonValue.Text("RETENTION-" + UUID.randomUUID()));
        JsonValue.Members body = new JsonValue.Members(Map.of("order", new JsonValue.Members(order)));
        return drafts.make(CLERK, Optional.empty(), body, Sha256.of(Bytes.utf8("x")))
                .view()
                .draft()
                .id();
    }

    private void decide(Caller caller, UUID id, DraftAct act) {
        drafts.decide(
                caller,
                Optional.empty(),
                id,
                new DraftDecision(
                        act, read(id).draft().digest(), act.needsReason() ? Optional.of("虚构的原因") : Optional.empty()),
                Sha256.of(Bytes.utf8("x")));
    }

    private DraftView read(UUID id) {
        return drafts.require(CLERK, id);
    }

    private void age(UUID id, int days) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update license_draft set changed_at = now() - interval '" + days
                                + " days' where id = '" + id + "'")
                        .executeUpdate());
    }

    private long count(String from) {
        return ((Number) entities.createNativeQuery("select count(*) from " + from)
                        .getSingleResult())
                .longValue();
    }

    private static SampleType sample() {
        return SampleTypes.find("food-business-permit").orElseThrow();
    }
}
