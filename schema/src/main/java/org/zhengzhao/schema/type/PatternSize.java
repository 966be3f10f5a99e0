package org.zhengzhao.schema.type;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression becomes when its counted repetitions are written out: {@code ((a{100}){100}){100}} is
 * short and yet a million characters. Counts generously where the syntax is in doubt, so that nothing is missed.
 */
final class PatternSize {
    private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,4})(?:,([0-9]{0,4}))?}");

    private final String expression;
    private final long limit;
    private final Deque<Long> outerSums = new ArrayDeque<>();
    private long sum;
    private long last;

    private PatternSize(String expression, long limit) {
        this.expression = expression;
        this.limit = limit;
    }

    static boolean isAtMost(int limit, String expression) {
        return new PatternSize(expression, limit).isWithinLimit();
    }

    private boolean isWithinLimit() {
        int at = 0;
        while (at < expression.length() && sum <= limit) {
            at = switch (expression.charAt(at)) {
                case '\\' -> escape(at);
                case '[' -> characterClass(at);
                case '(' -> open(at);
                case ')' -> close(at);
                case '{' -> count(at);
                // What follows them would still repeat what stands before them.
                case '?', '*', '+' -> at + 1;
                default -> atom(at + 1);
            };
        }
        return sum <= limit;
    }

    private int atom(int next) {
        last = 1;
        sum++;
        return next;
    }

    /** {@code \Q} would make everything after it mean something else. */
    private int escape(int at) {
        return expression.startsWith("\\Q", at) ? refuse() : atom(at + 2);
    }

    private int characterClass(int at) {
        int next = at + 1;
        if (expression.startsWith("^", next)) {
            next++;
        }
        // A closing bracket in the first place is a character of the class.
        if (expression.startsWith("]", next)) {
            next++;
        }
        while (next < expression.length() && expression.charAt(next) != ']') {
            if (expression.startsWith("[:", next)) {
                return refuse();
            }
            next += expression.charAt(next) == '\\' ? 2 : 1;
        }
        return atom(next + 1);
    }

    private int open(int at) {
        outerSums.push(sum);
        sum = 0;
        last = 0;
        return at + 1;
    }

    private int close(int at) {
        if (outerSums.isEmpty()) {
            return refuse();
        }
        last = sum + 1;
        sum = outerSums.pop() + last;
        return at + 1;
    }

    private int count(int at) {
        Matcher matcher = COUNT.matcher(expression).region(at, expression.length());
        if (!matcher.lookingAt()) {
            return atom(at + 1);
        }
        String upper = matcher.group(2);
        long times = Math.max(
                Long.parseLong(matcher.group(1)) + 1, upper == null || upper.isEmpty() ? 0 : Long.parseLong(upper));
        sum += last * (times - 1);
        last *= times;
        return matcher.end();
    }

    private int refuse() {
        sum = limit + 1;
        return expression.length();
    }
}
