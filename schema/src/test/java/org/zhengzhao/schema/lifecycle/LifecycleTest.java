package org.zhengzhao.schema.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.license.ValidityPeriod;

class LifecycleTest {
    private static final ValidityPeriod YEAR =
            new ValidityPeriod(LocalDate.of(2026, 1, 1), Optional.of(LocalDate.of(2026, 12, 31)));
    private static final Instant BEFORE = Instant.parse("2025-12-01T00:00:00Z");
    private static final Instant JUNE = day(6, 1);
    private static final Instant AFTER = Instant.parse("2027-02-01T00:00:00Z");

    /** Written by hand, independent of the code: x where the act is allowed. */
    private static final String TABLE = """
        status            SUSPEND RESUME CHANGE RENEW REISSUE TRANSFER_OUT CANCEL_TRANSFER_OUT WITHDRAW ANNUL REVOKE_AS_PENALTY CANCEL CORRECT ISSUE
        NOT_YET_EFFECTIVE x       .      x      .     x       x            .                   x        x     x                 x      .       .
        VALID             x       .      x      x     x       x            .                   x        x     x                 x      .       .
        SUSPENDED         .       x      .      .     .       .            .                   x        x     x                 x      .       .
        EXPIRED           .       .      .      x     .       .            .                   .        x     .                 x      .       .
        SUPERSEDED        .       .      .      .     .       .            .                   .        .     .                 .      .       .
        TRANSFERRED_OUT   .       .      .      .     .       .            x                   .        x     x                 x      .       .
        WITHDRAWN         .       .      .      .     .       .            .                   .        .     .                 x      .       .
        ANNULLED          .       .      .      .     .       .            .                   .        .     .                 x      .       .
        PENALTY_REVOKED   .       .      .      .     .       .            .                   .        .     .                 x      .       .
        CANCELLED         .       .      .      .     .       .            .                   .        .     .                 .      .       .
        """;

    private final List<LicenseEvent> events = new ArrayList<>();

    static Stream<Arguments> table() {
        List<List<String>> rows = TABLE.lines()
                .map(line -> Arrays.asList(line.strip().split(" +", -1)))
                .toList();
        assertThat(rows).hasSize(LicenseStatus.values().length + 1);
        assertThat(rows.getFirst()).hasSize(Act.values().length + 1);
        return rows.stream()
                .skip(1)
                .flatMap(row -> rows.getFirst().stream()
                        .skip(1)
                        .map(act -> Arguments.of(
                                LicenseStatus.valueOf(row.getFirst()),
                                Act.valueOf(act),
                                row.get(rows.getFirst().indexOf(act)).equals("x"))));
    }

    @ParameterizedTest
    @MethodSource("table")
    void admit_everyActInEveryStatus_isAllowedAsTheTableSays(LicenseStatus status, Act act, boolean allowed) {
        assertThat(Transitions.allowed(status).contains(act)).isEqualTo(allowed);
        if (act == Act.CORRECT || act == Act.ISSUE) {
            return;
        }
        Instant at = in(status);
        assertThat(statusAt(at)).isEqualTo(status);
        Admission answer = Lifecycle.admit(YEAR, events, proposed(act, at, reason(act, status)), at);
        if (allowed) {
            assertThat(answer).isEqualTo(new Admission.Admitted());
            record(act, at, reason(act, status));
            LicenseStatus target = act.target().orElseThrow();
            assertThat(statusAt(at)).isEqualTo(target == LicenseStatus.VALID ? byDates(at) : target);
        } else {
            assertThat(answer).isEqualTo(new Admission.NotAllowed(at, status, Transitions.allowed(status)));
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void takesEffect_whateverIsAllowed_does(LicenseStatus status, Act act, boolean allowed) {
        if (allowed) {
            assertThat(Transitions.takesEffect(status, act)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(LicenseStatus.class)
    void ended_neverComesBack(LicenseStatus status) {
        boolean ended = switch (status) {
            case WITHDRAWN, ANNULLED, PENALTY_REVOKED, CANCELLED, SUPERSEDED -> true;
            case NOT_YET_EFFECTIVE, VALID, SUSPENDED, EXPIRED, TRANSFERRED_OUT -> false;
        };
        if (ended) {
            assertThat(Transitions.allowed(status)).isSubsetOf(Act.CANCEL);
            for (Act act : Act.values()) {
                assertThat(Transitions.takesEffect(status, act))
                        .isEqualTo(Transitions.allowed(status).contains(act));
            }
        }
    }

    @Test
    void statusAt_datesAlone_decideToTheInstant() {
        assertThat(statusAt(YEAR.start().minusNanos(1))).isEqualTo(LicenseStatus.NOT_YET_EFFECTIVE);
        assertThat(statusAt(YEAR.start())).isEqualTo(LicenseStatus.VALID);
        Instant end = YEAR.end().orElseThrow();
        assertThat(statusAt(end.minusNanos(1))).isEqualTo(LicenseStatus.VALID);
        assertThat(statusAt(end)).isEqualTo(LicenseStatus.EXPIRED);
        assertThat(standingAt(end).since()).contains(end);
        assertThat(standingAt(JUNE).since()).contains(YEAR.start());
    }

    @Test
    void statusAt_suspension_holdsFromItsInstantUntilItsEnd_andExpiryIsStrongerThanIt() {
        record(Act.SUSPEND, JUNE);
        record(Act.RESUME, day(7, 1));
        record(Act.SUSPEND, day(12, 1));
        assertThat(statusAt(JUNE.minusNanos(1))).isEqualTo(LicenseStatus.VALID);
        assertThat(statusAt(JUNE)).isEqualTo(LicenseStatus.SUSPENDED);
        assertThat(standingAt(day(6, 15)).since()).contains(JUNE);
        assertThat(statusAt(day(7, 1))).isEqualTo(LicenseStatus.VALID);
        assertThat(standingAt(day(8, 1)).since()).contains(day(7, 1));
        assertThat(statusAt(AFTER)).isEqualTo(LicenseStatus.EXPIRED);
        assertThat(Lifecycle.listedAt(events, AFTER, AFTER))
                .as("lists tell decisions, dates are in the license")
                .isEqualTo(StatusValue.SUSPENDED);
    }

    @Test
    void statusAt_whatWasNotKnownThen_isLeftOut() {
        recordAt(Act.WITHDRAW, JUNE, day(8, 1));
        assertThat(Lifecycle.statusAt(YEAR, events, day(7, 1), day(7, 31))).isEqualTo(LicenseStatus.VALID);
        assertThat(Lifecycle.statusAt(YEAR, events, day(7, 1), day(8, 1))).isEqualTo(LicenseStatus.WITHDRAWN);
        assertThat(Lifecycle.statusAt(YEAR, events, day(5, 1), AFTER)).isEqualTo(LicenseStatus.VALID);
    }

    @Test
    void statusAt_correctedEvent_countsUntilTheCorrectionIsKnown() {
        LicenseEvent wrong = recordAt(Act.WITHDRAW, JUNE, JUNE);
        correct(wrong, day(9, 1));
        assertThat(Lifecycle.statusAt(YEAR, events, day(7, 1), day(8, 1))).isEqualTo(LicenseStatus.WITHDRAWN);
        assertThat(Lifecycle.statusAt(YEAR, events, day(7, 1), day(9, 1))).isEqualTo(LicenseStatus.VALID);
        assertThat(Lifecycle.statusAt(YEAR, events, day(10, 1), day(8, 1))).isEqualTo(LicenseStatus.WITHDRAWN);
    }

    @Test
    void admit_effectInTheFuture_isHeldAgainstTheStatusThen() {
        assertAdmitted(proposed(Act.SUSPEND, day(9, 1)), JUNE);
        record(Act.SUSPEND, day(9, 1));
        assertThat(statusAt(day(8, 31))).isEqualTo(LicenseStatus.VALID);
        assertThat(statusAt(day(9, 1))).isEqualTo(LicenseStatus.SUSPENDED);
        assertThat(Lifecycle.admit(YEAR, events, proposed(Act.RENEW, day(10, 1)), JUNE))
                .isInstanceOf(Admission.NotAllowed.class);
    }

    @Test
    void admit_renewalWhileASuspensionIsToCome_isRefused() {
        LicenseEvent suspension = record(Act.SUSPEND, day(9, 1));
        assertThat(Lifecycle.admit(YEAR, events, proposed(Act.RENEW, JUNE), JUNE))
                .isEqualTo(new Admission.Displaces(suspension));
    }

    @Test
    void admit_endWhileSomethingIsToCome_leavesThatWithoutEffect() {
        record(Act.SUSPEND, day(9, 1));
        assertAdmitted(proposed(Act.WITHDRAW, JUNE), JUNE);
        record(Act.WITHDRAW, JUNE);
        assertThat(statusAt(day(10, 1))).isEqualTo(LicenseStatus.WITHDRAWN);
    }

    @Test
    void admit_suspensionWhileASupersessionIsToCome_isAdmittedAndTheSupersessionHolds() {
        record(Act.RENEW, day(9, 1));
        assertAdmitted(proposed(Act.SUSPEND, JUNE), JUNE);
        record(Act.SUSPEND, JUNE);
        assertThat(statusAt(day(8, 1))).isEqualTo(LicenseStatus.SUSPENDED);
        assertThat(statusAt(day(9, 1))).isEqualTo(LicenseStatus.SUPERSEDED);
        assertThat(Lifecycle.supersession(events, AFTER)).isPresent();
    }

    @Test
    void nextVersionWaits_untilItIsInPlace_orForEverWhereTheLicenseEndedBefore() {
        assertThat(Lifecycle.nextVersionWaits(events, JUNE)).isFalse();
        record(Act.RENEW, day(9, 1));
        assertThat(Lifecycle.nextVersionWaits(events, day(9, 1).minusNanos(1))).isTrue();
        assertThat(Lifecycle.nextVersionWaits(events, day(9, 1))).isFalse();
        LicenseEvent end = record(Act.ANNUL, day(8, 1));
        assertThat(Lifecycle.nextVersionWaits(events, day(10, 1))).isTrue();
        correct(end, day(9, 15));
        assertThat(Lifecycle.nextVersionWaits(events, day(10, 1))).isFalse();
    }

    @Test
    void ended_isWhatAnEndLeadsTo() {
        for (Act act : Act.values()) {
            assertThat(act.target().filter(LicenseStatus::ended).isPresent()).isEqualTo(act.ends());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Act.class,
            names = {"CHANGE", "RENEW", "REISSUE"})
    void admit_anotherSuccessor_isRefusedBeforeAndAfterTheFirstTakesEffect(Act act) {
        record(Act.RENEW, day(9, 1));
        assertThat(Lifecycle.admit(YEAR, events, proposed(act, JUNE), JUNE)).isInstanceOf(Admission.Displaces.class);
        assertThat(Lifecycle.admit(YEAR, events, proposed(act, day(9, 1)), JUNE))
                .isInstanceOf(Admission.NotAllowed.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Act.class,
            names = {"CHANGE", "RENEW", "REISSUE"})
    void admit_nextVersionOfASuspendedLicense_isRefusedEvenWhereItBeginsAfterTheEnd(Act act) {
        Instant end = YEAR.end().orElseThrow();
        assertThat(Lifecycle.admit(YEAR, events, proposed(Act.RENEW, end), JUNE))
                .isEqualTo(new Admission.Admitted());
        record(Act.SUSPEND, day(7, 1));
        assertThat(Lifecycle.admit(YEAR, events, proposed(act, end), day(8, 1)))
                .isInstanceOf(Admission.NotAllowed.class);
        assertThat(Lifecycle.admit(YEAR, events, proposed(act, end), JUNE))
                .as("the suspension is to come, and still there in the end")
                .isInstanceOf(Admission.NotAllowed.class);
        record(Act.RESUME, day(9, 1));
        assertThat(Lifecycle.admit(YEAR, events, proposed(Act.RENEW, end), day(8, 1)))
                .as("to be resumed, but suspended now")
                .isEqualTo(new Admission.NotAllowed(
                        day(8, 1), LicenseStatus.SUSPENDED, Transitions.allowed(LicenseStatus.SUSPENDED)));
        assertAdmitted(proposed(Act.RENEW, end), day(10, 1));
    }

    @Test
    void admit_endRecordedLate_doesNotChangeAnEndThatTookEffect() {
        LicenseEvent penalty = record(Act.REVOKE_AS_PENALTY, day(7, 1));
        assertThat(Lifecycle.admit(YEAR, events, proposed(Act.ANNUL, JUNE), day(8, 1)))
                .isEqualTo(new Admission.Displaces(penalty));
        assertAdmitted(proposed(Act.ANNUL, JUNE), day(6, 15));
    }

    @Test
    void admit_endRecordedLate_leavesEarlierSuspensionsWithoutEffect() {
        record(Act.SUSPEND, day(7, 1));
        record(Act.RESUME, day(8, 1));
        assertAdmitted(proposed(Act.ANNUL, JUNE), day(9, 1));
        record(Act.ANNUL, JUNE);
        assertThat(statusAt(day(7, 15))).isEqualTo(LicenseStatus.ANNULLED);
        assertThat(statusAt(day(9, 1))).isEqualTo(LicenseStatus.ANNULLED);
    }

    @Test
    void admit_supersessionThatTookEffect_isNeverUndoneByALateAct() {
        LicenseEvent renewal = record(Act.RENEW, day(7, 1));
        for (Act act : List.of(Act.WITHDRAW, Act.ANNUL, Act.CANCEL, Act.REVOKE_AS_PENALTY)) {
            assertThat(Lifecycle.admit(YEAR, events, proposed(act, JUNE, reason(act, LicenseStatus.VALID)), day(8, 1)))
                    .isEqualTo(new Admission.Displaces(renewal));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VALID, EXPIRED_NOT_RENEWED, false",
        "EXPIRED, EXPIRED_NOT_RENEWED, true",
        "EXPIRED, HOLDER_DIED_OR_INCAPABLE, true",
        "VALID, HOLDER_DIED_OR_INCAPABLE, true",
        "VALID, AFTER_ANNULMENT, false",
        "ANNULLED, AFTER_ANNULMENT, true",
        "ANNULLED, AFTER_WITHDRAWAL, false",
        "ANNULLED, OTHER, false",
        "WITHDRAWN, AFTER_WITHDRAWAL, true",
        "PENALTY_REVOKED, AFTER_PENALTY_REVOCATION, true",
        "SUSPENDED, FORCE_MAJEURE, true",
        "TRANSFERRED_OUT, OTHER, true",
        "VALID, FRAUD_OR_BRIBERY, false"
    })
    void admit_cancellation_takesTheReasonsOfArticle70(LicenseStatus status, ReasonCode reason, boolean fits) {
        Instant at = in(status);
        assertThat(Lifecycle.admit(YEAR, events, proposed(Act.CANCEL, at, reason), at))
                .isEqualTo(fits ? new Admission.Admitted() : new Admission.WrongReason(status));
    }

    @Test
    void correction_ofAnEnd_bringsTheLicenseBack_andIsRefusedASecondTime() {
        LicenseEvent wrong = record(Act.CANCEL, JUNE);
        assertThat(correctable(wrong)).isEqualTo(new Admission.Admitted());
        correct(wrong, day(7, 1));
        assertThat(statusAt(day(7, 1))).isEqualTo(LicenseStatus.VALID);
        assertThat(correctable(wrong)).isEqualTo(new Admission.NotCorrectable());
    }

    @Test
    void correction_ofIssueSupersessionCorrectionOrNothing_isRefused() {
        LicenseEvent issue = record(Act.ISSUE, BEFORE);
        LicenseEvent suspension = record(Act.SUSPEND, day(2, 1));
        LicenseEvent correction = correct(suspension, day(2, 2));
        LicenseEvent renewal = record(Act.RENEW, JUNE);
        for (LicenseEvent never : List.of(issue, correction, renewal, proposed(Act.SUSPEND, JUNE))) {
            assertThat(correctable(never)).isEqualTo(new Admission.NotCorrectable());
        }
    }

    @Test
    void correction_ofWhatALaterEventRestsOn_isRefused() {
        LicenseEvent suspension = record(Act.SUSPEND, JUNE);
        LicenseEvent resumption = record(Act.RESUME, day(7, 1));
        assertThat(correctable(suspension)).isEqualTo(new Admission.Displaces(resumption));
        assertThat(correctable(resumption)).isEqualTo(new Admission.Admitted());
    }

    @Test
    void correction_ofTheEndThatACancellationNames_isRefused() {
        LicenseEvent withdrawal = record(Act.WITHDRAW, JUNE);
        LicenseEvent cancellation = record(Act.CANCEL, day(7, 1), ReasonCode.AFTER_WITHDRAWAL);
        assertThat(correctable(withdrawal)).isEqualTo(new Admission.Displaces(cancellation));
    }

    @Test
    void correction_withReplacement_isHeldAgainstWhatIsLeft() {
        LicenseEvent suspension = record(Act.SUSPEND, JUNE);
        record(Act.RESUME, day(7, 1));
        assertThat(replaced(suspension, proposed(Act.SUSPEND, day(6, 10)))).isEqualTo(new Admission.Admitted());
        assertThat(replaced(suspension, proposed(Act.SUSPEND, day(7, 10))))
                .as("the resumption would have nothing to resume")
                .isInstanceOf(Admission.Displaces.class);
        assertThat(replaced(suspension, proposed(Act.RESUME, day(6, 10)))).isInstanceOf(Admission.NotAllowed.class);
        assertThat(replaced(suspension, proposed(Act.WITHDRAW, day(6, 10)))).isEqualTo(new Admission.Admitted());
    }

    @Test
    void correction_ofAnEnd_bringsBackWhatItLeftWithoutEffect() {
        record(Act.SUSPEND, day(9, 1));
        LicenseEvent wrong = record(Act.WITHDRAW, JUNE);
        correct(wrong, day(7, 1));
        assertThat(statusAt(day(8, 1))).isEqualTo(LicenseStatus.VALID);
        assertThat(statusAt(day(9, 1))).isEqualTo(LicenseStatus.SUSPENDED);
    }

    @ParameterizedTest
    @EnumSource(LicenseStatus.class)
    void listed_twoBits(LicenseStatus status) {
        int expected = switch (status) {
            case NOT_YET_EFFECTIVE, VALID, EXPIRED -> 0;
            case SUSPENDED -> 2;
            case SUPERSEDED -> 3;
            case TRANSFERRED_OUT, WITHDRAWN, ANNULLED, PENALTY_REVOKED, CANCELLED -> 1;
        };
        assertThat(StatusValue.listed(status).bits()).isEqualTo(expected);
        Instant at = in(status);
        assertThat(Lifecycle.listedAt(events, at, at).bits()).isEqualTo(expected);
    }

    @Test
    void event_thatCorrectsWithoutBeingACorrection_isImpossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LicenseEvent(
                        UUID.randomUUID(),
                        1,
                        Act.SUSPEND,
                        JUNE,
                        JUNE,
                        Optional.empty(),
                        Optional.of(UUID.randomUUID())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decision("张三", "1", ReasonCode.OTHER, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void reasons_everyActButTheIssue_hasSome(Act act) {
        assertThat(Arrays.stream(ReasonCode.values()).anyMatch(reason -> reason.fits(act)))
                .isEqualTo(act != Act.ISSUE);
    }

    /** Brings the license into a status and says when it has it. */
    private Instant in(LicenseStatus status) {
        return switch (status) {
            case NOT_YET_EFFECTIVE -> BEFORE;
            case VALID -> JUNE;
            case EXPIRED -> AFTER;
            case SUSPENDED -> recorded(Act.SUSPEND);
            case SUPERSEDED -> recorded(Act.CHANGE);
            case TRANSFERRED_OUT -> recorded(Act.TRANSFER_OUT);
            case WITHDRAWN -> recorded(Act.WITHDRAW);
            case ANNULLED -> recorded(Act.ANNUL);
            case PENALTY_REVOKED -> recorded(Act.REVOKE_AS_PENALTY);
            case CANCELLED -> recorded(Act.CANCEL);
        };
    }

    private Instant recorded(Act act) {
        record(act, JUNE);
        return JUNE;
    }

    private LicenseStatus statusAt(Instant at) {
        return standingAt(at).status();
    }

    private Standing standingAt(Instant at) {
        return Lifecycle.standingAt(YEAR, events, at, Instant.MAX);
    }

    private static LicenseStatus byDates(Instant at) {
        return Lifecycle.statusAt(YEAR, List.of(), at, at);
    }

    private void assertAdmitted(LicenseEvent proposed, Instant now) {
        assertThat(Lifecycle.admit(YEAR, events, proposed, now)).isEqualTo(new Admission.Admitted());
    }

    private Admission correctable(LicenseEvent wrong) {
        return Lifecycle.admitCorrection(YEAR, events, wrong.id(), Optional.empty(), AFTER);
    }

    private Admission replaced(LicenseEvent wrong, LicenseEvent replacement) {
        return Lifecycle.admitCorrection(YEAR, events, wrong.id(), Optional.of(replacement), AFTER);
    }

    private LicenseEvent record(Act act, Instant effectiveAt) {
        return record(act, effectiveAt, reason(act, LicenseStatus.VALID));
    }

    private LicenseEvent record(Act act, Instant effectiveAt, ReasonCode reason) {
        events.add(proposed(act, effectiveAt, reason));
        return events.getLast();
    }

    private LicenseEvent recordAt(Act act, Instant effectiveAt, Instant recordedAt) {
        events.add(event(act, effectiveAt, recordedAt, reason(act, LicenseStatus.VALID), Optional.empty()));
        return events.getLast();
    }

    private LicenseEvent correct(LicenseEvent wrong, Instant recordedAt) {
        events.add(event(Act.CORRECT, recordedAt, recordedAt, ReasonCode.RECORDED_IN_ERROR, Optional.of(wrong.id())));
        return events.getLast();
    }

    private LicenseEvent proposed(Act act, Instant effectiveAt) {
        return proposed(act, effectiveAt, reason(act, LicenseStatus.VALID));
    }

    private LicenseEvent proposed(Act act, Instant effectiveAt, ReasonCode reason) {
        return event(act, effectiveAt, BEFORE, reason, Optional.empty());
    }

    private LicenseEvent event(
            Act act, Instant effectiveAt, Instant recordedAt, ReasonCode reason, Optional<UUID> corrects) {
        return new LicenseEvent(
                UUID.randomUUID(),
                events.size() + 1,
                act,
                effectiveAt,
                recordedAt,
                Optional.of(new Decision("张三", "示决〔2026〕1号", reason, Optional.of("说明"))),
                corrects);
    }

    private static ReasonCode reason(Act act, LicenseStatus status) {
        return Arrays.stream(ReasonCode.values())
                .filter(reason -> reason.fits(act, status))
                .findFirst()
                .orElse(ReasonCode.OTHER);
    }

    private static Instant day(int month, int day) {
        return LocalDate.of(2026, month, day).atStartOfDay(ValidityPeriod.ZONE).toInstant();
    }
}
