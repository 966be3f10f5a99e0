package org.zhengzhao.registry.ceremony;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.http.PageLimit;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Which keys to list. */
record KeyQuery(Optional<Uscc> authority, Optional<UUID> after, int limit) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    KeyQuery {
        Objects.requireNonNull(authority);
        Objects.requireNonNull(after);
    }

    static Optional<UUID> findId(String text) {
        return ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    static KeyQuery require(@Nullable String authority, @Nullable String limit, @Nullable String cursor) {
        List<ProblemError> wrong = new ArrayList<>();
        Optional<Uscc> code = Optional.empty();
        if (authority != null) {
            try {
                code = Optional.of(Uscc.parse(authority));
            } catch (MalformedCodeException malformed) {
                wrong.add(new ProblemError(
                        "authority",
                        malformed.reason().name(),
                        new Bilingual("应为统一社会信用代码。", "Should be a unified social credit code.")));
            }
        }
        Optional<UUID> after = Optional.ofNullable(cursor).flatMap(KeyQuery::findId);
        if (cursor != null && after.isEmpty()) {
            wrong.add(new ProblemError(
                    "cursor", "WRONG_VALUE", new Bilingual("请用 Link 给出的值。", "Use the value given in Link.")));
        }
        int size = PageLimit.read(limit, wrong);
        if (!wrong.isEmpty()) {
            throw new RegistryException(
                    ProblemType.INVALID_PARAMETER,
                    new Bilingual("请更正 errors 中的参数。", "Correct the parameters in errors."),
                    wrong);
        }
        return new KeyQuery(code, after, size);
    }
}
