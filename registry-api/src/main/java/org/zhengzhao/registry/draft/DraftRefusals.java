package org.zhengzhao.registry.draft;

import java.util.stream.Collectors;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/** Says why a step is not taken, and what can be done instead. */
final class DraftRefusals {
    private DraftRefusals() {}

    /** Of another authority, or none: which of them is nobody's business. */
    static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_DRAFT,
                new Bilingual("请用 GET /v1/license-drafts 查看待办。", "See GET /v1/license-drafts for your work list."));
    }

    static RegistryException notInState(DraftState state) {
        String allowed = DraftMoves.allowed(state).values().stream()
                .filter(move -> move.by() != DraftParty.REGISTRY)
                .map(move -> move.act().name())
                .collect(Collectors.joining(", "));
        return new RegistryException(
                ProblemType.DRAFT_STATE,
                new Bilingual(
                        "草稿状态为“" + state.title().chinese() + "”（" + state + "）。可办理："
                                + (allowed.isEmpty() ? "无" : allowed) + "。没有写入任何内容。",
                        "The draft is " + state + ": " + state.title().english() + ". Allowed: "
                                + (allowed.isEmpty() ? "nothing" : allowed) + ". Nothing was written."));
    }

    static RegistryException roleRequired(DraftParty party) {
        String role = party.role().orElseThrow().roleName();
        return new RegistryException(
                ProblemType.NOT_AUTHORISED,
                new Bilingual(
                        "此操作须由有 " + role + " 角色的人办理；没有写入任何内容。",
                        "This needs somebody with the role " + role + ". Nothing was written."));
    }

    static RegistryException notMaker() {
        return new RegistryException(
                ProblemType.NOT_DRAFT_MAKER,
                new Bilingual("请由起草人办理，或另行起草。", "Leave it to its maker, or make a draft of your own."));
    }

    static RegistryException samePerson() {
        return new RegistryException(
                ProblemType.SAME_PERSON,
                new Bilingual(
                        "您已参与此草稿；起草、审核、批准须为三个不同的人。没有写入任何内容。",
                        "You had a part in this draft already: maker, reviewer and approver are three different people."
                                + " Nothing was written."));
    }

    static RegistryException changed() {
        return new RegistryException(
                ProblemType.DRAFT_CHANGED,
                new Bilingual("请重新读取草稿后再决定；没有写入任何内容。", "Read the draft again, then decide. Nothing was written."));
    }
}
