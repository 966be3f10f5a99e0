package org.zhengzhao.schema.type;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * The {@code pattern} keyword on a linear-time engine (RE2): there is no look-around, there are no back-references, and
 * nothing backtracks. What remains is bounded before it costs anything: the pattern's length, its size with all counted
 * repetitions written out ({@link PatternSize}; the engine itself writes them out without a limit), and the value's length.
 */
final class FieldPattern {
    private static final int MAX_PATTERN = 200;
    private static final int MAX_SIZE = 1_000;
    /** A longer value matches no pattern; codes and numbers, which patterns are for, are far shorter. */
    private static final int MAX_VALUE = 2_000;

    private final Pattern pattern;

    private FieldPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static Optional<FieldPattern> find(String expression) {
        if (expression.isEmpty() || expression.length() > MAX_PATTERN || !PatternSize.isAtMost(MAX_SIZE, expression)) {
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
