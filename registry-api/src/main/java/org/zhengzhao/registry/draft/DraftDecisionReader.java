package org.zhengzhao.registry.draft;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.registry.draft.DraftRules.DraftDecision;
import org.zhengzhao.registry.lifecycle.EventOrderReader;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.PlainText;

/** Reads a decision and collects every error before it refuses. */
final class DraftDecisionReader {
    private static final int MAX_REASON = 2000;

    private DraftDecisionReader() {}

    /**
     * Reads what was sent.
     *
     * @throws RegistryException {@link ProblemType#VALIDATION_FAILED} with every error
     */
    static DraftDecision read(JsonValue.Members body) {
        EventOrderReader errors = new EventOrderReader();
        errors.unknownMembers(body, Set.of("act", "digest", "reason"), "");
        DraftAct[] decisions =
                Arrays.stream(DraftAct.values()).filter(DraftAct::isDecision).toArray(DraftAct[]::new);
        Optional<DraftAct> act = errors.choice(body, "act", "", decisions, any -> true);
        String digest = body.findText("digest").orElse("");
        if (!digest.matches("[0-9a-f]{64}")) {
            errors.error(
                    "/digest",
                    body.find("digest").isEmpty() ? "REQUIRED" : "FORMAT",
                    "请填写所读草稿的 digest。",
                    "Give the digest of the draft that you read.");
        }
        Optional<String> reason = reason(body, act, errors);
        errors.refuse();
        return new DraftDecision(act.orElseThrow(), Bytes.hex(digest), reason);
    }

    private static Optional<String> reason(JsonValue.Members body, Optional<DraftAct> act, EventOrderReader errors) {
        Optional<String> reason = body.findText("reason");
        if (body.find("reason").isEmpty()) {
            if (act.filter(DraftAct::needsReason).isPresent()) {
                errors.error("/reason", "REQUIRED", "请用文字说明原因。", "Give the reason in words.");
            }
        } else if (reason.isEmpty()
                || reason.get().isBlank()
                || reason.get().length() > MAX_REASON
                || !PlainText.isLines(reason.get())) {
            errors.error("/reason", "WRONG_VALUE", "应为最多 2000 字的文字。", "Should be a text of at most 2000 characters.");
        }
        return reason;
    }
}
