package org.zhengzhao.registry.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.registry.draft.DraftRules.DraftDecision;
import org.zhengzhao.registry.identity.Person;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.lifecycle.Act;

class DraftRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
    private static final Person MAKER = new Person("a-1");
    private static final Person REVIEWER = new Person("a-2");
    private static final Person OTHER = new Person("a-3");
    private static final Set<Role> ALL = EnumSet.allOf(Role.class);
    private static final Bytes DIGEST = Sha256.of(Bytes.utf8("order"));

    @ParameterizedTest
    @EnumSource(DraftState.class)
    void allowed_endedStates_allowNothing(DraftState state) {
        assertThat(DraftMoves.allowed(state).isEmpty()).isEqualTo(state.ended());
    }

    @ParameterizedTest
    @EnumSource(DraftState.class)
    void allowed_onlyTheRegistry_actsOnWhatIsApproved(DraftState state) {
        boolean people = DraftMoves.allowed(state).values().stream().anyMatch(move -> move.by() != DraftParty.REGISTRY);
        assertThat(people).isEqualTo(!state.ended() && state != DraftState.APPROVED);
    }

    /** Whatever the roles: who acts next is somebody who did not act on this revision, or its maker revising. */
    @ParameterizedTest
    @EnumSource(DraftState.class)
    void require_everyActByEveryPerson_neverLetsAPersonDecideTwice(DraftState state) {
        for (DraftAct act : DraftAct.values()) {
            if (!act.isDecision() && act != DraftAct.REVISE) {
                continue;
            }
            for (Person person : Set.of(MAKER, REVIEWER, OTHER)) {
                Optional<ProblemType> refused = refusal(draft(state), act, ALL, person);
                boolean inState = DraftMoves.allowed(state).containsKey(act);
                boolean makersOwn = act == DraftAct.REVISE || act == DraftAct.ABANDON;
                boolean took = person.equals(MAKER) || state == DraftState.REVIEWED && person.equals(REVIEWER);
                Optional<ProblemType> expected = !inState
                        ? Optional.of(ProblemType.DRAFT_STATE)
                        : makersOwn
                                ? person.equals(MAKER) ? Optional.empty() : Optional.of(ProblemType.NOT_DRAFT_MAKER)
                                : took ? Optional.of(ProblemType.SAME_PERSON) : Optional.empty();
                assertThat(refused).as("%s in %s by %s", act, state, person).isEqualTo(expected);
            }
        }
    }

    @Test
    void require_eachAct_needsItsRole() {
        assertThat(refusal(draft(DraftState.DRAFTED), DraftAct.ACCEPT, Set.of(Role.APPROVER, Role.ISSUER), OTHER))
                .contains(ProblemType.NOT_AUTHORISED);
        assertThat(refusal(draft(DraftState.DRAFTED), DraftAct.RETURN, Set.of(Role.APPROVER), OTHER))
                .contains(ProblemType.NOT_AUTHORISED);
        assertThat(refusal(draft(DraftState.REVIEWED), DraftAct.RETURN, Set.of(Role.REVIEWER), OTHER))
                .contains(ProblemType.NOT_AUTHORISED);
        assertThat(refusal(draft(DraftState.REVIEWED), DraftAct.APPROVE, Set.of(Role.REVIEWER, Role.ISSUER), OTHER))
                .contains(ProblemType.NOT_AUTHORISED);
        assertThat(refusal(draft(DraftState.REVIEWED), DraftAct.REVISE, Set.of(Role.APPROVER), MAKER))
                .contains(ProblemType.NOT_AUTHORISED);
    }

    @Test
    void require_anotherDigest_isRefusedBeforeAnythingElse() {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> DraftRules.require(
                        draft(DraftState.DRAFTED),
                        new DraftDecision(DraftAct.ACCEPT, Sha256.of(Bytes.utf8("other")), Optional.empty()),
                        ALL,
                        OTHER))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.DRAFT_CHANGED));
    }

    @Test
    void after_returned_losesItsReview_andCountsOn() {
        Draft reviewed = draft(DraftState.REVIEWED);
        Draft returned = reviewed.after(
                DraftRules.require(reviewed, DraftAct.RETURN, ALL, OTHER), Optional.of(OTHER), NOW.minusSeconds(60));
        assertThat(returned.reviewer()).isEmpty();
        assertThat(returned.steps()).isEqualTo(reviewed.steps() + 1);
        assertThat(returned.changedAt()).isEqualTo(NOW);
    }

    @Test
    void after_approved_isDueAtATime_andIssuedIsNot() {
        Draft reviewed = draft(DraftState.REVIEWED);
        Draft approved =
                reviewed.after(DraftRules.require(reviewed, DraftAct.APPROVE, ALL, OTHER), Optional.of(OTHER), NOW);
        assertThat(approved.approver()).contains(OTHER);
        assertThat(approved.reviewer()).contains(REVIEWER);
        assertThat(approved.dueAt()).contains(NOW.plus(Draft.GRACE));
        Draft returned =
                approved.after(DraftRules.find(approved, DraftAct.REFUSE_ISSUE).orElseThrow(), Optional.empty(), NOW);
        assertThat(returned.state()).isEqualTo(DraftState.RETURNED);
        assertThat(returned.dueAt()).isEmpty();
        assertThat(returned.approver()).isEmpty();
    }

    private static Optional<ProblemType> refusal(Draft draft, DraftAct act, Set<Role> roles, Person person) {
        try {
            DraftRules.require(draft, act, roles, person);
            return Optional.empty();
        } catch (RegistryException refused) {
            return Optional.of(refused.type());
        }
    }

    private static Draft draft(DraftState state) {
        try {
            return new Draft(
                    new UUID(1, 2),
                    new Uscc("11110000MBFAKE143X"),
                    LicenseTypeCode.parse("11110000MBFAKE143X901"),
                    1,
                    Act.ISSUE,
                    Optional.empty(),
                    state,
                    2,
                    1,
                    DIGEST,
                    MAKER,
                    state == DraftState.REVIEWED ? Optional.of(REVIEWER) : Optional.empty(),
                    Optional.empty(),
                    NOW,
                    NOW,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        } catch (MalformedCodeException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
