package org.zhengzhao.schema.type;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * The {@code pattern} keyword on a linear-time engine (RE2). Look-around and back-references do not exist there, a counted
 * repetition multiplies out to at most 1000, and there is nothing to backtrack, so that no pattern and no value can make a
 * check take longer than (pattern length × value length).
 */
final class FieldPattern {
    private static final int MAX_PATTERN = 200;
    /** A longer value matches no pattern; codes and numbers, which patterns are for, are far shorter. */
    private static final int MAX_VALUE = 10_000;

    private final Pattern pattern;

    private FieldPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static Optional<FieldPattern> find(String expression) {
        if (expression.isEmpty() || expression.length() > MAX_PATTERN) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FieldPattern(Pattern.compile(expression)));
        } catch (PatternSyntaxException notLinear) {
            return Optional.empty();
        }
    }

    /** Whether the pattern is found somewhere in the value, as JSON Schema has it. */
    boolean matches(String value) {
        return value.length() <= MAX_VALUE && pattern.matcher(value).find();
    }
}
