package org.zhengzhao.registry.platform.idempotency;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/** Value of {@code Idempotency-Key}: 1 to 128 printable ASCII characters chosen by the client. */
public record IdempotencyKey(String value) {
    private static final int MAX_LENGTH = 128;

    /** Reads the header; empty where there is none. */
    public static Optional<IdempotencyKey> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        boolean printable = header.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        if (header.isEmpty() || header.length() > MAX_LENGTH || !printable) {
            throw new RegistryException(
                    ProblemType.INVALID_IDEMPOTENCY_KEY,
                    new Bilingual(
                            "Idempotency-Key 应为 1 至 128 个可打印的 ASCII 字符。",
                            "Idempotency-Key has 1 to 128 printable ASCII characters."));
        }
        return Optional.of(new IdempotencyKey(header));
    }
}
