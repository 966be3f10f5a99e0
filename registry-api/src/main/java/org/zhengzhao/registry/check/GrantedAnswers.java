package org.zhengzhao.registry.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhengzhao.registry.grant.Admission;
import org.zhengzhao.registry.grant.GrantScope;
import org.zhengzhao.registry.grant.Predicate;
import org.zhengzhao.registry.grant.Predicate.Operator;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.requirement.condition.Condition;
import org.zhengzhao.registry.requirement.condition.Term;
import org.zhengzhao.schema.json.JsonValue;

/** What a grant lets a condition look at. */
final class GrantedAnswers {
    private GrantedAnswers() {}

    /**
     * Whether a condition looks at nothing but what the grant covers: a part that may be seen, or a comparison that is granted as a
     * predicate. What was done to a license is covered by the whole only, like its history.
     */
    static boolean cover(Admission.Admitted admitted, Condition condition) {
        Set<String> reads = condition.reads(granted(admitted.scope()));
        return reads.stream()
                .allMatch(part -> part.equals(Condition.ACTS)
                        ? admitted.released() instanceof Released.Everything
                        : admitted.released().includes(part));
    }

    private static java.util.function.Predicate<Term.Clause> granted(GrantScope scope) {
        if (!(scope instanceof GrantScope.Predicates predicates)) {
            return clause -> false;
        }
        Set<Predicate> all = predicates.predicates().stream().collect(Collectors.toUnmodifiableSet());
        return clause -> predicate(clause).filter(all::contains).isPresent();
    }

    /** The predicate that asks the same as a clause. */
    private static Optional<Predicate> predicate(Term.Clause clause) {
        return switch (clause) {
            case Term.Compared compared ->
                compared.left() instanceof Term.Read read
                        ? of(read, operator(compared.comparison()), compared.right())
                        : Optional.empty();
            case Term.TextTested tested ->
                tested.test() == Term.TextTest.CONTAINS
                        ? of(tested.text(), Optional.of(Operator.CONTAINS), tested.part())
                        : Optional.empty();
            case Term.Among among -> of(among.list(), Optional.of(Operator.CONTAINS), among.item());
            case Term.FlagSet set -> of(set.flag(), Optional.of(Operator.EQUALS), new Term.FlagLiteral(true));
            case Term.Always always -> Optional.empty();
            case Term.Present present -> Optional.empty();
            case Term.Not not -> Optional.empty();
            case Term.AllOf all -> Optional.empty();
            case Term.AnyOf any -> Optional.empty();
            case Term.OneOf oneOf -> Optional.empty();
            case Term.Exists exists -> Optional.empty();
        };
    }

    private static Optional<Operator> operator(Term.Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> Optional.of(Operator.EQUALS);
            case NOT_EQUAL -> Optional.of(Operator.NOT_EQUALS);
            case GREATER_OR_EQUAL -> Optional.of(Operator.AT_LEAST);
            case LESS_OR_EQUAL -> Optional.of(Operator.AT_MOST);
            case LESS, GREATER -> Optional.empty();
        };
    }

    private static Optional<Predicate> of(Term.Read read, Optional<Operator> operator, Term value) {
        return read.wholePart()
                .flatMap(pointer ->
                        operator.flatMap(is -> literal(value).map(literal -> new Predicate(pointer, is, literal))));
    }

    private static Optional<JsonValue> literal(Term term) {
        return switch (term) {
            case Term.TextLiteral text -> Optional.of(new JsonValue.Text(text.value()));
            case Term.WholeLiteral whole
            when Math.abs(whole.value()) <= JsonValue.Whole.LIMIT -> Optional.of(new JsonValue.Whole(whole.value()));
            case Term.FlagLiteral flag -> Optional.of(new JsonValue.Flag(flag.value()));
            case Term.DayLiteral day ->
                Optional.of(new JsonValue.Text(day.value().toString()));
            case Term.WholeLiteral tooLarge -> Optional.empty();
            case Term.Today today -> Optional.empty();
            case Term.Shifted shifted -> Optional.empty();
            case Term.Read read -> Optional.empty();
            case Term.Size size -> Optional.empty();
            case Term.Clause clause -> Optional.empty();
        };
    }

    static List<String> names(String type, Released released, List<String> parts) {
        return switch (released) {
            case Released.Everything everything -> List.of(type + "/*");
            case Released.Parts some ->
                parts.stream().filter(some::includes).map(part -> type + part).toList();
        };
    }
}
