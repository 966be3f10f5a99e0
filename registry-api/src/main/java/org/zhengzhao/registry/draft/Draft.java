package org.zhengzhao.registry.draft;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.registry.identity.Person;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.lifecycle.Act;

/**
 * A draft without the order that it holds.
 *
 * @param typeVersion the version of the type under which the order was checked
 * @param kind what is issued: a license of its own, or which kind of next version
 * @param predecessor the license whose next version it is
 * @param steps how many there were: who acts on a draft does it on the number that was read
 * @param revision how often its maker sent an order
 * @param digest SHA-256 of the order in canonical JSON
 * @param reviewer who accepted this revision
 * @param approver who approved this revision
 * @param dueAt when the worker tries to issue it, where it is approved
 * @param license what was issued
 * @param area where it would be issued; empty for drafts from before that was kept
 */
record Draft(
        UUID id,
        Uscc authority,
        LicenseTypeCode type,
        int typeVersion,
        Act kind,
        Optional<LicenseIdentifier> predecessor,
        DraftState state,
        int steps,
        int revision,
        Bytes digest,
        Person maker,
        Optional<Person> reviewer,
        Optional<Person> approver,
        Instant madeAt,
        Instant changedAt,
        Optional<Instant> dueAt,
        Optional<LicenseIdentifier> license,
        Optional<AreaCode> area) {
    private static final AreaCode SOMEWHERE = new AreaCode("100000");

    /** The request that approves issues; the worker comes after it, where that did not get so far. */
    static final Duration GRACE = Duration.ofSeconds(30);

    /** After the move, by a person or by the registry. */
    Draft after(DraftMoves.Move move, Optional<Person> by, Instant now) {
        Instant moved = later(now);
        return switch (move.becomes()) {
            case DRAFTED, RETURNED ->
                with(move.becomes(), Optional.empty(), Optional.empty(), moved, Optional.empty(), Optional.empty());
            case REVIEWED -> with(move.becomes(), by, Optional.empty(), moved, Optional.empty(), Optional.empty());
            case APPROVED ->
                with(move.becomes(), reviewer, by, moved, Optional.of(moved.plus(GRACE)), Optional.empty());
            case ISSUED -> throw new IllegalArgumentException("issued as what?");
            case REJECTED, ABANDONED ->
                with(move.becomes(), reviewer, approver, moved, Optional.empty(), Optional.empty());
        };
    }

    Draft issued(LicenseIdentifier issued, Instant now) {
        return with(DraftState.ISSUED, reviewer, approver, later(now), Optional.empty(), Optional.of(issued));
    }

    /** With another order, which nobody has looked at yet. */
    Draft revised(Act newKind, int newTypeVersion, Bytes newDigest, AreaCode newArea, Instant now) {
        return new Draft(
                id,
                authority,
                type,
                newTypeVersion,
                newKind,
                predecessor,
                DraftState.DRAFTED,
                steps + 1,
                revision + 1,
                newDigest,
                maker,
                Optional.empty(),
                Optional.empty(),
                madeAt,
                later(now),
                Optional.empty(),
                Optional.empty(),
                Optional.of(newArea));
    }

    /** What it is to the policy. Where nobody knows the area, it lies in none but the whole country. */
    Target.License target() {
        return new Target.License(authority, type, Optional.of(area.orElse(SOMEWHERE)));
    }

    /** Clocks of nodes differ; a draft does not run backwards. */
    private Instant later(Instant now) {
        return now.isAfter(changedAt) ? now : changedAt;
    }

    private Draft with(
            DraftState newState,
            Optional<Person> newReviewer,
            Optional<Person> newApprover,
            Instant moved,
            Optional<Instant> newDueAt,
            Optional<LicenseIdentifier> issued) {
        return new Draft(
                id,
                authority,
                type,
                typeVersion,
                kind,
                predecessor,
                newState,
                steps + 1,
                revision,
                digest,
                maker,
                newReviewer,
                newApprover,
                madeAt,
                moved,
                newDueAt,
                issued,
                area);
    }
}
