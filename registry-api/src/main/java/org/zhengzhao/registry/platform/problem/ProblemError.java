package org.zhengzhao.registry.platform.problem;

import java.util.Objects;
import org.zhengzhao.schema.text.Bilingual;

/**
 * One of several errors in a request.
 *
 * @param pointer JSON Pointer into the body, or the name of a parameter
 * @param code stable code of the broken rule
 */
public record ProblemError(String pointer, String code, Bilingual message) {
    public ProblemError {
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(code);
        Objects.requireNonNull(message);
    }
}
