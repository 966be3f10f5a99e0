package org.zhengzhao.registry.platform.problem;

import java.util.Objects;
import org.zhengzhao.schema.text.Bilingual;

/**
 * A problem as a value. A refusal that is itself recorded must not be thrown before the commit: the record would be rolled back
 * with it.
 */
public record Refusal(ProblemType type, Bilingual detail) {
    public Refusal {
        Objects.requireNonNull(type);
        Objects.requireNonNull(detail);
    }

    public RegistryException toException() {
        return new RegistryException(type, detail);
    }
}
