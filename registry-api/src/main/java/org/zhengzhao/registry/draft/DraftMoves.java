package org.zhengzhao.registry.draft;

import static org.zhengzhao.registry.draft.DraftAct.ABANDON;
import static org.zhengzhao.registry.draft.DraftAct.ACCEPT;
import static org.zhengzhao.registry.draft.DraftAct.APPROVE;
import static org.zhengzhao.registry.draft.DraftAct.ISSUE;
import static org.zhengzhao.registry.draft.DraftAct.LAPSE;
import static org.zhengzhao.registry.draft.DraftAct.REFUSE_ISSUE;
import static org.zhengzhao.registry.draft.DraftAct.REJECT;
import static org.zhengzhao.registry.draft.DraftAct.RETURN;
import static org.zhengzhao.registry.draft.DraftAct.REVISE;
import static org.zhengzhao.registry.draft.DraftParty.APPROVER;
import static org.zhengzhao.registry.draft.DraftParty.MAKER;
import static org.zhengzhao.registry.draft.DraftParty.REGISTRY;
import static org.zhengzhao.registry.draft.DraftParty.REVIEWER;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The table: who may do what to a draft in which state. {@code docs/reference/drafts.md} shows the same. */
final class DraftMoves {
    private DraftMoves() {}

    /** Who does it, and what the draft becomes. */
    record Move(DraftAct act, DraftParty by, DraftState becomes) {}

    /** What is allowed in a state. */
    static Map<DraftAct, Move> allowed(DraftState state) {
        return switch (state) {
            case DRAFTED ->
                moves(
                        new Move(ACCEPT, REVIEWER, DraftState.REVIEWED),
                        new Move(RETURN, REVIEWER, DraftState.RETURNED),
                        new Move(REVISE, MAKER, DraftState.DRAFTED),
                        new Move(ABANDON, MAKER, DraftState.ABANDONED));
            case RETURNED ->
                moves(
                        new Move(REVISE, MAKER, DraftState.DRAFTED),
                        new Move(ABANDON, MAKER, DraftState.ABANDONED),
                        new Move(LAPSE, REGISTRY, DraftState.ABANDONED));
            // An altered draft loses its review.
            case REVIEWED ->
                moves(
                        new Move(APPROVE, APPROVER, DraftState.APPROVED),
                        new Move(RETURN, APPROVER, DraftState.RETURNED),
                        new Move(REJECT, APPROVER, DraftState.REJECTED),
                        new Move(REVISE, MAKER, DraftState.DRAFTED),
                        new Move(ABANDON, MAKER, DraftState.ABANDONED));
            // Nobody takes an approval back: the license may be on its way. It can be annulled.
            case APPROVED ->
                moves(
                        new Move(ISSUE, REGISTRY, DraftState.ISSUED),
                        new Move(REFUSE_ISSUE, REGISTRY, DraftState.RETURNED));
            case ISSUED, REJECTED, ABANDONED -> moves();
        };
    }

    private static Map<DraftAct, Move> moves(Move... moves) {
        Map<DraftAct, Move> map = new EnumMap<>(DraftAct.class);
        List.of(moves).forEach(move -> map.put(move.act(), move));
        return Collections.unmodifiableMap(map);
    }
}
