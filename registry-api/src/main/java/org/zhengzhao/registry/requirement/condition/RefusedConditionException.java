package org.zhengzhao.registry.requirement.condition;

import java.util.Objects;
import org.zhengzhao.schema.text.Bilingual;

/** A text is no condition of the language. */
public final class RefusedConditionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ConditionProblem problem;

    RefusedConditionException(ConditionRule rule, int position, String chinese, String english) {
        super(rule.name());
        this.problem = new ConditionProblem(
                rule,
                position,
                new Bilingual("第 " + position + " 个字符：" + chinese, "At character " + position + ": " + english));
    }

    public ConditionProblem problem() {
        return Objects.requireNonNull(problem);
    }
}
