package org.zhengzhao.registry.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.http.PageLimit;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/** Which page of which work list. */
record WorkListParameters(DraftTask task, Optional<UUID> after, int limit) {
    /** Reads the parameters of a request. */
    static WorkListParameters require(@Nullable String task, @Nullable String limit, @Nullable String cursor) {
        String known = Arrays.stream(DraftTask.values()).map(Enum::name).collect(Collectors.joining(", "));
        if (task == null) {
            throw new RegistryException(
                    ProblemType.MISSING_PARAMETER,
                    new Bilingual("请填写 task：" + known, "Give task: one of " + known),
                    List.of(new ProblemError("task", "REQUIRED", new Bilingual("必填。", "Required."))));
        }
        List<ProblemError> wrong = new ArrayList<>();
        Optional<DraftTask> found = Arrays.stream(DraftTask.values())
                .filter(each -> each.name().equals(task))
                .findFirst();
        if (found.isEmpty()) {
            wrong.add(new ProblemError(
                    "task", "WRONG_VALUE", new Bilingual("应为下列之一：" + known, "Should be one of: " + known)));
        }
        Optional<UUID> after = after(cursor, wrong);
        int size = PageLimit.read(limit, wrong);
        if (!wrong.isEmpty()) {
            throw new RegistryException(
                    ProblemType.INVALID_PARAMETER,
                    new Bilingual("请更正 errors 中的参数。", "Correct the parameters in errors."),
                    wrong);
        }
        return new WorkListParameters(found.orElseThrow(), after, size);
    }

    private static Optional<UUID> after(@Nullable String cursor, List<ProblemError> wrong) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(cursor));
        } catch (IllegalArgumentException malformed) {
            wrong.add(new ProblemError(
                    "cursor", "WRONG_VALUE", new Bilingual("请用 Link 给出的值。", "Use the value given in Link.")));
            return Optional.empty();
        }
    }
}
