package org.zhengzhao.registry.requirement.condition;

import java.util.Objects;
import org.zhengzhao.schema.text.Bilingual;

/**
 * What is wrong with a condition.
 *
 * @param position of the character where it is, from 1
 */
public record ConditionProblem(ConditionRule rule, int position, Bilingual message) {
    public ConditionProblem {
        Objects.requireNonNull(rule);
        Objects.requireNonNull(message);
    }
}
