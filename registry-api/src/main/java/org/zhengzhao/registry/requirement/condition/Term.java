package org.zhengzhao.registry.requirement.condition;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.text.Bilingual;

/** A condition, or a part of one: every shape that the language has. Each has its words. */
public sealed interface Term {
    /** What a text is looked for in another. */
    enum TextTest {
        CONTAINS,
        STARTS_WITH
    }

    /** How two values are compared. */
    enum Comparison {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        /** The same with its sides changed. */
        Comparison turned() {
            return switch (this) {
                case EQUAL -> EQUAL;
                case NOT_EQUAL -> NOT_EQUAL;
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            };
        }

        /** What is true where this is not. */
        Comparison negated() {
            return switch (this) {
                case EQUAL -> NOT_EQUAL;
                case NOT_EQUAL -> EQUAL;
                case LESS -> GREATER_OR_EQUAL;
                case LESS_OR_EQUAL -> GREATER;
                case GREATER -> LESS_OR_EQUAL;
                case GREATER_OR_EQUAL -> LESS;
            };
        }
    }

    /** By what a day is moved. */
    enum Shift {
        DAYS_BEFORE("daysBefore"),
        DAYS_AFTER("daysAfter"),
        MONTHS_BEFORE("monthsBefore"),
        MONTHS_AFTER("monthsAfter");

        private final String function;

        Shift(String function) {
            this.function = function;
        }

        String function() {
            return function;
        }

        LocalDate of(LocalDate day, long amount) {
            return switch (this) {
                case DAYS_BEFORE -> day.minusDays(amount);
                case DAYS_AFTER -> day.plusDays(amount);
                case MONTHS_BEFORE -> day.minusMonths(amount);
                case MONTHS_AFTER -> day.plusMonths(amount);
            };
        }
    }

    /** What it is. */
    ValueType type();

    /**
     * A text as it stands in the condition.
     *
     * @param title how readers are shown it: where only some texts are possible, they have titles
     */
    record TextLiteral(String value, Bilingual title) implements Term {
        public TextLiteral {
            Objects.requireNonNull(value);
            Objects.requireNonNull(title);
        }

        @Override
        public ValueType type() {
            return ValueType.Text.ANY;
        }
    }

    record WholeLiteral(long value) implements Term {
        @Override
        public ValueType type() {
            return new ValueType.Whole();
        }
    }

    record FlagLiteral(boolean value) implements Term {
        @Override
        public ValueType type() {
            return new ValueType.Flag();
        }
    }

    record DayLiteral(LocalDate value) implements Term {
        public DayLiteral {
            Objects.requireNonNull(value);
        }

        @Override
        public ValueType type() {
            return new ValueType.Day();
        }
    }

    /** The day that is asked about. */
    record Today() implements Term {
        @Override
        public ValueType type() {
            return new ValueType.Day();
        }
    }

    /** A day so much before or after another. */
    record Shifted(Shift shift, Term day, int amount) implements Term {
        public Shifted {
            Objects.requireNonNull(shift);
            Objects.requireNonNull(day);
        }

        @Override
        public ValueType type() {
            return new ValueType.Day();
        }
    }

    /**
     * What the license says, or an item of a list of it.
     *
     * @param variable the name of the item; empty for the license
     * @param path from there, member by member
     */
    record Read(Optional<String> variable, List<ValueType.Member> path, ValueType type) implements Term {
        public Read {
            Objects.requireNonNull(variable);
            path = List.copyOf(path);
            Objects.requireNonNull(type);
        }

        /** The part, where it is looked at as a whole and not for something within it. */
        public Optional<String> wholePart() {
            boolean within = path.size() > 2
                    || path.size() == 2 && !path.getFirst().name().equals(Vocabulary.FIELDS);
            return within ? Optional.empty() : pointer();
        }

        /** The part of the license that is looked at, as grants name it; empty for an item: its list is that part. */
        Optional<String> pointer() {
            if (variable.isPresent() || path.isEmpty()) {
                return Optional.empty();
            }
            String first = path.getFirst().name();
            return Optional.of(
                    first.equals(Vocabulary.FIELDS) && path.size() > 1
                            ? "/" + first + "/" + path.get(1).name()
                            : "/" + first);
        }
    }

    /** How long a text is, or how many items a list has. */
    record Size(Read of) implements Term {
        public Size {
            Objects.requireNonNull(of);
        }

        @Override
        public ValueType type() {
            return new ValueType.Whole();
        }
    }

    /** What is true or not. */
    sealed interface Clause extends Term {
        @Override
        default ValueType type() {
            return new ValueType.Flag();
        }
    }

    /** A flag of the license. */
    record FlagSet(Read flag) implements Clause {
        public FlagSet {
            Objects.requireNonNull(flag);
        }
    }

    /** No condition at all; it stands alone. */
    record Always() implements Clause {}

    /** Whether a license has a member that others may lack. */
    record Present(Read read) implements Clause {
        public Present {
            Objects.requireNonNull(read);
        }
    }

    record Not(Clause of) implements Clause {
        public Not {
            Objects.requireNonNull(of);
        }
    }

    record AllOf(List<Clause> of) implements Clause {
        public AllOf {
            of = List.copyOf(of);
        }
    }

    record AnyOf(List<Clause> of) implements Clause {
        public AnyOf {
            of = List.copyOf(of);
        }
    }

    record Compared(Comparison comparison, Term left, Term right) implements Clause {
        public Compared {
            Objects.requireNonNull(comparison);
            Objects.requireNonNull(left);
            Objects.requireNonNull(right);
        }
    }

    /** Whether a value is one of some. */
    record OneOf(Read value, List<Term> literals) implements Clause {
        public OneOf {
            Objects.requireNonNull(value);
            literals = List.copyOf(literals);
        }
    }

    /** Whether a list of the license has an item. */
    record Among(Term item, Read list) implements Clause {
        public Among {
            Objects.requireNonNull(item);
            Objects.requireNonNull(list);
        }
    }

    record TextTested(TextTest test, Read text, TextLiteral part) implements Clause {
        public TextTested {
            Objects.requireNonNull(test);
            Objects.requireNonNull(text);
            Objects.requireNonNull(part);
        }
    }

    /** Whether a list of the license has an item of which something is true. */
    record Exists(Read list, String variable, Clause body) implements Clause {
        public Exists {
            Objects.requireNonNull(list);
            Objects.requireNonNull(variable);
            Objects.requireNonNull(body);
        }
    }
}
