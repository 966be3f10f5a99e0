package org.zhengzhao.registry.platform.problem;

import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.text.Bilingual;

/**
 * The service cannot do what it was asked. Carries what the caller may know and nothing else; {@code detail} says what to do
 * next.
 */
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient Bilingual detail;
    private final transient List<ProblemError> errors;

    public RegistryException(ProblemType type, Bilingual detail) {
        this(type, detail, List.of());
    }

    public RegistryException(ProblemType type, Bilingual detail, List<ProblemError> errors) {
        super(type.slug());
        this.type = Objects.requireNonNull(type);
        this.detail = Objects.requireNonNull(detail);
        this.errors = List.copyOf(errors);
    }

    public ProblemType type() {
        return type;
    }

    public Bilingual detail() {
        return detail;
    }

    public List<ProblemError> errors() {
        return errors;
    }
}
