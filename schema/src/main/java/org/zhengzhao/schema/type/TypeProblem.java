package org.zhengzhao.schema.type;

import java.util.Objects;
import org.zhengzhao.schema.text.Bilingual;

/**
 * One thing that is wrong with a type definition.
 *
 * @param pointer JSON Pointer to the value at fault, or to where a missing one should be
 */
public record TypeProblem(String pointer, TypeRule rule) {
    public TypeProblem {
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(rule);
    }

    /** The stable name of the rule. */
    public String code() {
        return rule.name();
    }

    public Bilingual message() {
        return rule.message();
    }
}
