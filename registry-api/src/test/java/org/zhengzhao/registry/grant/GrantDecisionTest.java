package org.zhengzhao.registry.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.SharingClass;

/** Which grant covers a read, without a database. */
class GrantDecisionTest {
    private static final LicenseType CONDITIONAL = type("class-2-cost-engineer");
    private static final LicenseType UNCONDITIONAL = type("food-business-permit");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    @Test
    void decide_severalGrants_takesTheOneThatShowsMost() {
        Grant some = grant(GrantOrigin.GIVEN, new GrantScope.Fields(Set.of("/holders")), Optional.empty());
        Grant whole = grant(GrantOrigin.REQUESTED, new GrantScope.Whole(), Optional.empty());
        GrantDecision decision = decide(CONDITIONAL, ReadNeed.PARTS, Optional.empty(), some, whole);

        assertThat(decision).isInstanceOf(GrantDecision.Covered.class);
        assertThat(((GrantDecision.Covered) decision).usable())
                .extracting(usable -> usable.grant().id())
                .containsExactly(whole.id(), some.id());
    }

    @Test
    void decide_severalRegions_takesTheOneOfTheLicense() {
        Grant here = grant(GrantOrigin.GIVEN, new GrantScope.Whole(), Optional.of(new AreaCode("110105")));
        Grant there = grant(GrantOrigin.GIVEN, new GrantScope.Whole(), Optional.of(new AreaCode("120000")));

        assertThat(((GrantDecision.Covered)
                                decide(CONDITIONAL, ReadNeed.WHOLE, Optional.of(new AreaCode("120101")), here, there))
                        .usable())
                .extracting(usable -> usable.grant().id())
                .containsExactly(there.id());
        assertThat(refusal(decide(CONDITIONAL, ReadNeed.WHOLE, Optional.of(new AreaCode("130000")), here, there)))
                .isEqualTo(ProblemType.FOREIGN_REGION);
    }

    /** Else a grant for one region would tell which licenses there are in the others. */
    @Test
    void decide_noSuchLicense_isRefusedAsOneOfAnotherRegion() {
        SharingPolicy policy = new SharingPolicy(CONDITIONAL, List.of());
        Grant here = grant(GrantOrigin.GIVEN, new GrantScope.Whole(), Optional.of(new AreaCode("110105")));
        GrantDecision elsewhere = GrantDecision.of(
                policy, List.of(here), ReadNeed.WHOLE, new IssuedWhere.In(new AreaCode("130000")), TODAY);
        GrantDecision nowhere =
                GrantDecision.of(policy, List.of(here), ReadNeed.WHOLE, new IssuedWhere.Nowhere(), TODAY);

        assertThat(refusal(nowhere)).isEqualTo(ProblemType.FOREIGN_REGION);
        assertThat(nowhere).isEqualTo(elsewhere);
        Grant everywhere = grant(GrantOrigin.GIVEN, new GrantScope.Whole(), Optional.empty());
        assertThat(GrantDecision.of(
                        policy, List.of(here, everywhere), ReadNeed.WHOLE, new IssuedWhere.Nowhere(), TODAY))
                .isInstanceOfSatisfying(
                        GrantDecision.Covered.class,
                        covered -> assertThat(covered.usable())
                                .extracting(usable -> usable.grant().id())
                                .containsExactly(everywhere.id()));
    }

    @Test
    void decide_noGrant_dependsOnTheClass() {
        assertThat(refusal(decide(CONDITIONAL, ReadNeed.PARTS, Optional.empty())))
                .isEqualTo(ProblemType.GRANT_REQUIRED);
        assertThat(decide(UNCONDITIONAL, ReadNeed.WHOLE, Optional.empty()))
                .isInstanceOf(GrantDecision.Unconditional.class);
    }

    @Test
    void decide_automaticGrantOfATypeThatIsConditionalNow_saysNothing() {
        Grant automatic = grant(GrantOrigin.AUTOMATIC, new GrantScope.Whole(), Optional.empty());

        assertThat(refusal(decide(CONDITIONAL, ReadNeed.PARTS, Optional.empty(), automatic)))
                .isEqualTo(ProblemType.GRANT_REQUIRED);
    }

    @Test
    void rules_ofSeveralSets_theStrictestCounts() {
        SharingPolicy policy = new SharingPolicy(
                UNCONDITIONAL,
                List.of(
                        rule("open", SharingClass.UNCONDITIONAL, "/holders", "/number"),
                        rule("careful", SharingClass.CONDITIONAL, "/holders"),
                        rule("closed", SharingClass.NOT_SHARED, "/number")));

        assertThat(policy.unconditional()).contains("/issuedOn").doesNotContain("/holders", "/number");
        Released given = policy.released(grant(GrantOrigin.GIVEN, new GrantScope.Whole(), Optional.empty()));
        assertThat(given.includes("/holders")).isTrue();
        assertThat(given)
                .isInstanceOfSatisfying(
                        Released.Parts.class,
                        parts -> assertThat(parts.withheld()).containsExactly("/number"));
    }

    @Test
    void rules_laxerThanTheType_openThatSetOnly() {
        SharingPolicy policy =
                new SharingPolicy(CONDITIONAL, List.of(rule("open", SharingClass.UNCONDITIONAL, "/validUntil")));

        assertThat(policy.unconditional()).containsExactly("/validUntil");
        assertThat(GrantDecision.of(policy, List.of(), ReadNeed.PARTS, new IssuedWhere.Anywhere(), TODAY))
                .isInstanceOf(GrantDecision.Unconditional.class);
        assertThat(refusal(GrantDecision.of(policy, List.of(), ReadNeed.WHOLE, new IssuedWhere.Anywhere(), TODAY)))
                .isEqualTo(ProblemType.GRANT_REQUIRED);
    }

    private static GrantDecision decide(LicenseType type, ReadNeed need, Optional<AreaCode> area, Grant... grants) {
        IssuedWhere where = area.<IssuedWhere>map(IssuedWhere.In::new).orElseGet(IssuedWhere.Anywhere::new);
        return GrantDecision.of(new SharingPolicy(type, List.of()), Arrays.asList(grants), need, where, TODAY);
    }

    private static ProblemType refusal(GrantDecision decision) {
        assertThat(decision).isInstanceOf(GrantDecision.Uncovered.class);
        return ((GrantDecision.Uncovered) decision).refusal().type();
    }

    private static SharingRule rule(String name, SharingClass sharingClass, String... fields) {
        return new SharingRule(
                UNCONDITIONAL.code(),
                name,
                Optional.of(Set.of(fields)),
                sharingClass,
                "Article 7 (fictional)",
                OptionalInt.empty(),
                1);
    }

    private static Grant grant(GrantOrigin origin, GrantScope scope, Optional<AreaCode> region) {
        return new Grant(
                UUID.randomUUID(),
                new GrantTerms(
                        new Uscc("11110000MBFAKE1353"),
                        "000131015000",
                        CONDITIONAL.code(),
                        scope,
                        "Article 7 (fictional)",
                        region,
                        LocalDate.of(2026, 1, 1),
                        Optional.empty(),
                        OptionalInt.empty()),
                origin,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty());
    }

    private static LicenseType type(String slug) {
        return SampleTypes.find(slug).orElseThrow().type();
    }
}
