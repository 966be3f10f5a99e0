package org.zhengzhao.registry.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.registry.requirement.RequirementKind;
import org.zhengzhao.registry.requirement.condition.Condition;
import org.zhengzhao.registry.requirement.condition.Tested;
import org.zhengzhao.schema.lifecycle.LicenseStatus;

/**
 * What is said of one requirement, and about which license. Pure.
 *
 * @param reason empty where the outcome says it
 * @param license the one that decided it, where one did
 */
record Judgement(CheckOutcome outcome, Optional<CheckReason> reason, Optional<Candidate> license) {
    Judgement {
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(license);
    }

    /**
     * The licenses of a type that were looked at.
     *
     * @param licenses newest first
     * @param unseen why there may be others that were not looked at
     */
    record Seen(List<Candidate> licenses, Optional<CheckReason> unseen) {
        Seen {
            licenses = List.copyOf(licenses);
            Objects.requireNonNull(unseen);
        }
    }

    private record Answer(Candidate license, Tested tested) {}

    static Judgement cannotTell(CheckReason reason) {
        return new Judgement(CheckOutcome.CANNOT_TELL, Optional.of(reason), Optional.empty());
    }

    static Judgement of(RequirementKind kind, Condition condition, Seen seen, LocalDate today) {
        List<Answer> answers = new ArrayList<>();
        for (Candidate license : seen.licenses()) {
            answers.add(new Answer(license, condition.test(license.facts(), today)));
        }
        return switch (kind) {
            case HOLDS -> holds(answers, seen.unseen());
            case HOLDS_NONE -> holdsNone(answers, seen.unseen());
        };
    }

    private static Judgement holds(List<Answer> answers, Optional<CheckReason> unseen) {
        List<Answer> valid = answers.stream()
                .filter(answer -> answer.license().status() == LicenseStatus.VALID)
                .toList();
        Optional<Answer> good = first(valid, Tested.TRUE);
        if (good.isPresent()) {
            return new Judgement(CheckOutcome.SATISFIED, Optional.empty(), good.map(Answer::license));
        }
        // Among what was not seen there may be one that does.
        if (unseen.isPresent()) {
            return cannotTell(unseen.get());
        }
        if (answers.isEmpty()) {
            return new Judgement(CheckOutcome.MISSING, Optional.empty(), Optional.empty());
        }
        Optional<Judgement> undecided = undecided(valid);
        if (undecided.isPresent()) {
            return undecided.get();
        }
        Optional<Answer> suspended = first(with(answers, LicenseStatus.SUSPENDED), Tested.TRUE);
        if (suspended.isPresent()) {
            return new Judgement(CheckOutcome.SUSPENDED, Optional.empty(), suspended.map(Answer::license));
        }
        Optional<Answer> expired = first(with(answers, LicenseStatus.EXPIRED), Tested.TRUE);
        if (expired.isPresent()) {
            return new Judgement(CheckOutcome.EXPIRED, Optional.empty(), expired.map(Answer::license));
        }
        return valid.isEmpty()
                ? new Judgement(
                        CheckOutcome.NOT_SATISFIED,
                        Optional.of(CheckReason.NOT_IN_FORCE),
                        Optional.of(answers.getFirst().license()))
                : new Judgement(
                        CheckOutcome.NOT_SATISFIED,
                        Optional.of(CheckReason.CONDITION_FALSE),
                        Optional.of(valid.getFirst().license()));
    }

    private static Judgement holdsNone(List<Answer> answers, Optional<CheckReason> unseen) {
        Optional<Answer> bad = first(answers, Tested.TRUE);
        if (bad.isPresent()) {
            return new Judgement(CheckOutcome.VIOLATED, Optional.empty(), bad.map(Answer::license));
        }
        if (unseen.isPresent()) {
            return cannotTell(unseen.get());
        }
        return undecided(answers)
                .orElseGet(() -> new Judgement(CheckOutcome.SATISFIED, Optional.empty(), Optional.empty()));
    }

    private static Optional<Judgement> undecided(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.tested() != Tested.TRUE && answer.tested() != Tested.FALSE)
                .findFirst()
                .map(answer -> new Judgement(
                        CheckOutcome.CANNOT_TELL,
                        Optional.of(CheckReason.of(answer.tested())),
                        Optional.of(answer.license())));
    }

    private static List<Answer> with(List<Answer> answers, LicenseStatus status) {
        return answers.stream()
                .filter(answer -> answer.license().status() == status)
                .toList();
    }

    private static Optional<Answer> first(List<Answer> answers, Tested tested) {
        return answers.stream().filter(answer -> answer.tested() == tested).findFirst();
    }
}
