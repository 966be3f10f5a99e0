package org.zhengzhao.schema.type;

import java.util.Objects;

/**
 * One thing that is wrong with the fields of a license.
 *
 * @param pointer JSON Pointer to the value at fault, or to where a missing one should be
 * @param message for the person who filled in the fields, in the language that was asked for; without the given value
 */
public record FieldProblem(String pointer, FieldRule rule, String message) {
    public FieldProblem {
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(rule);
        Objects.requireNonNull(message);
    }

    /** The stable name of the rule. */
    public String code() {
        return rule.name();
    }
}
