package org.zhengzhao.registry.draft;

import java.util.Optional;
import java.util.Set;
import org.zhengzhao.registry.draft.DraftMoves.Move;
import org.zhengzhao.registry.identity.Person;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;

/** What one person may do to a draft now. */
final class DraftRules {
    private DraftRules() {}

    /**
     * The move, where that person may make it.
     *
     * @throws RegistryException if not; it says what is allowed, or who may
     */
    static Move require(Draft draft, DraftAct act, Set<Role> roles, Person person) {
        Move move = Optional.ofNullable(DraftMoves.allowed(draft.state()).get(act))
                .orElseThrow(() -> DraftRefusals.notInState(draft.state()));
        if (!move.by().role().map(roles::contains).orElse(false)) {
            throw DraftRefusals.roleRequired(move.by());
        }
        boolean maker = draft.maker().equals(person);
        boolean reviewer = draft.reviewer().equals(Optional.of(person));
        switch (move.by()) {
            case MAKER -> {
                if (!maker) {
                    throw DraftRefusals.notMaker();
                }
            }
            case REVIEWER, APPROVER -> {
                if (maker || reviewer) {
                    throw DraftRefusals.samePerson();
                }
            }
            case REGISTRY -> throw new IllegalArgumentException("no person does " + act);
        }
        return move;
    }

    /** The same for a decision, which is about the order that was read. */
    static Move require(Draft draft, DraftDecision decision, Set<Role> roles, Person person) {
        if (!draft.digest().equals(decision.digest())) {
            throw DraftRefusals.changed();
        }
        return require(draft, decision.act(), roles, person);
    }

    /** The registry's own move. */
    static Optional<Move> find(Draft draft, DraftAct act) {
        return Optional.ofNullable(DraftMoves.allowed(draft.state()).get(act))
                .filter(move -> move.by() == DraftParty.REGISTRY);
    }

    /** A decision as it was sent. */
    record DraftDecision(DraftAct act, Bytes digest, Optional<String> reason) {}
}
