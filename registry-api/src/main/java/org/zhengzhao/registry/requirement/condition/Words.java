package org.zhengzhao.registry.requirement.condition;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/**
 * Says in words what a condition says. Made from the term and nothing else, so that it cannot say something else; titles of fields
 * stand in 「」 or ‘’, values in “”.
 */
final class Words {
    private final Language language;

    private Words(Language language) {
        this.language = language;
    }

    static Bilingual of(Term.Clause clause) {
        return new Bilingual(
                new Words(Language.CHINESE).clause(clause, true), new Words(Language.ENGLISH).clause(clause, true));
    }

    /** A value in quotes that it does not have itself. */
    static Optional<String> quoted(String value) {
        if (value.indexOf('“') < 0 && value.indexOf('”') < 0) {
            return Optional.of("“" + value + "”");
        }
        return value.indexOf('『') < 0 && value.indexOf('』') < 0 ? Optional.of("『" + value + "』") : Optional.empty();
    }

    private String in(String chinese, String english) {
        return language == Language.CHINESE ? chinese : english;
    }

    private String clause(Term.Clause clause, boolean holds) {
        return switch (clause) {
            case Term.Always always -> in(holds ? "不另设条件" : "永不成立", holds ? "no further condition" : "never");
            case Term.Not not -> clause(not.of(), !holds);
            case Term.AllOf all -> joined(all.of(), in("，且", ", and "), holds);
            case Term.AnyOf any -> joined(any.of(), in("，或者", ", or "), holds);
            case Term.Present present ->
                in(
                        (holds ? "载有" : "未载有") + noun(present.read()),
                        noun(present.read()) + (holds ? " is given" : " is not given"));
            case Term.FlagSet set -> flag(set.flag(), holds);
            case Term.Compared compared ->
                compared(holds ? compared.comparison() : compared.comparison().negated(), compared);
            case Term.OneOf oneOf -> {
                String values = list(oneOf.literals(), this::value, in("、", ", "));
                yield noun(oneOf.value())
                        + in(
                                (holds ? "为" : "不为")
                                        + values
                                        + (oneOf.literals().size() > 1 ? "之一" : ""),
                                (holds ? " is one of " : " is none of ") + values);
            }
            case Term.Among among ->
                in(
                        noun(among.list()) + (holds ? "中有" : "中没有") + value(among.item()),
                        value(among.item()) + (holds ? " is among " : " is not among ") + noun(among.list()));
            case Term.TextTested tested -> noun(tested.text()) + test(tested.test(), holds) + value(tested.part());
            case Term.Exists exists ->
                in(
                        noun(exists.list()) + (holds ? "中至少有一项（" : "中没有任何一项（") + clause(exists.body(), true) + "）",
                        (holds ? "there is one among " : "there is none among ")
                                + noun(exists.list())
                                + " of which ("
                                + clause(exists.body(), true)
                                + ")");
        };
    }

    private String joined(List<Term.Clause> clauses, String and, boolean holds) {
        String all = list(clauses, this::part, and);
        return holds ? all : in("并非（" + all + "）", "it is not so that (" + all + ")");
    }

    /** What is itself joined is set in parentheses, so that nobody needs to know which binds closer. */
    private String part(Term.Clause clause) {
        String words = clause(clause, true);
        boolean joined = clause instanceof Term.AllOf || clause instanceof Term.AnyOf;
        return joined ? in("（" + words + "）", "(" + words + ")") : words;
    }

    private String flag(Term.Read flag, boolean set) {
        return noun(flag) + in(set ? "为“是”" : "为“否”", set ? " is “yes”" : " is “no”");
    }

    private String test(Term.TextTest test, boolean holds) {
        return switch (test) {
            case CONTAINS -> in(holds ? "包含" : "不包含", holds ? " contains " : " does not contain ");
            case STARTS_WITH -> in(holds ? "的开头是" : "的开头不是", holds ? " starts with " : " does not start with ");
        };
    }

    private String compared(Term.Comparison comparison, Term.Compared compared) {
        if (compared.right() instanceof Term.FlagLiteral literal && compared.left() instanceof Term.Read flag) {
            return flag(flag, (comparison == Term.Comparison.EQUAL) == literal.value());
        }
        boolean day = compared.left().type() instanceof ValueType.Day;
        String verb = switch (comparison) {
            case EQUAL -> in("为", " is ");
            case NOT_EQUAL -> in("不为", " is not ");
            case LESS -> day ? in("早于", " is before ") : in("小于", " is less than ");
            case LESS_OR_EQUAL -> day ? in("不晚于", " is not after ") : in("不大于", " is at most ");
            case GREATER -> day ? in("晚于", " is after ") : in("大于", " is more than ");
            case GREATER_OR_EQUAL -> day ? in("不早于", " is not before ") : in("不小于", " is at least ");
        };
        return value(compared.left()) + verb + value(compared.right());
    }

    private String value(Term term) {
        return switch (term) {
            case Term.TextLiteral text ->
                quoted(text.title().in(language)).orElse(text.title().in(language));
            case Term.WholeLiteral whole -> Long.toString(whole.value());
            case Term.FlagLiteral flag -> in(flag.value() ? "是" : "否", flag.value() ? "yes" : "no");
            case Term.DayLiteral day -> day.value().toString();
            case Term.Today today -> in("核查当日", "the day of the check");
            case Term.Shifted shifted -> shifted(shifted);
            case Term.Read read -> noun(read);
            case Term.Size size ->
                size.of().type() instanceof ValueType.Text
                        ? in(noun(size.of()) + "的字数", "the number of characters of " + noun(size.of()))
                        : in(noun(size.of()) + "的项数", "the number of " + noun(size.of()));
            case Term.Clause clause -> clause(clause, true);
        };
    }

    private String shifted(Term.Shifted shifted) {
        String day = value(shifted.day());
        int amount = shifted.amount();
        boolean one = amount == 1;
        return switch (shifted.shift()) {
            case DAYS_BEFORE -> in(day + "前 " + amount + " 日", amount + (one ? " day" : " days") + " before " + day);
            case DAYS_AFTER -> in(day + "后 " + amount + " 日", amount + (one ? " day" : " days") + " after " + day);
            case MONTHS_BEFORE ->
                in(day + "前 " + amount + " 个月", amount + (one ? " month" : " months") + " before " + day);
            case MONTHS_AFTER ->
                in(day + "后 " + amount + " 个月", amount + (one ? " month" : " months") + " after " + day);
        };
    }

    /** What a reader calls a part of the license. */
    private String noun(Term.Read read) {
        List<ValueType.Member> path = read.path();
        String owner = read.variable().isPresent() ? in("该项", "its ") : "";
        if (path.isEmpty()) {
            return in("该项", "it");
        }
        boolean field = path.getFirst().name().equals(Vocabulary.FIELDS)
                && read.variable().isEmpty();
        List<ValueType.Member> shown = field ? path.subList(1, path.size()) : path;
        if (!field && read.variable().isEmpty()) {
            return in(
                    shown.getLast().title().chinese(),
                    "the " + shown.getLast().title().english());
        }
        String titles = list(
                shown,
                member -> in(
                        "「" + member.title().chinese() + "」",
                        "‘" + member.title().english() + "’"),
                in("的", " / "));
        return owner + titles;
    }

    private static <T> String list(List<T> items, Function<T, String> word, String between) {
        return items.stream().map(word).collect(Collectors.joining(between));
    }
}
