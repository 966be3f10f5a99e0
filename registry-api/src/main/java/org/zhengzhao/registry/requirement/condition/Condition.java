package org.zhengzhao.registry.requirement.condition;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.zhengzhao.schema.text.Bilingual;

/** A condition on licenses of one type, checked. Immutable; many threads may use it. */
public final class Condition {
    /** What was done to a license, among what conditions look at; no grant names it but one for the whole. */
    public static final String ACTS = "/" + Vocabulary.ACTS;

    private static final String STATUS = "/" + Vocabulary.STATUS;

    private final Term.Clause term;
    private final Bilingual words;
    private final CelRuntime.Program program;
    private final ConditionValues values;

    Condition(Term.Clause term, CelRuntime.Program program, ConditionValues values) {
        this.term = term;
        this.words = Words.of(term);
        this.program = program;
        this.values = values;
    }

    /** What it says, in words. */
    public Bilingual words() {
        return words;
    }

    /** Whether it asks for nothing. */
    public boolean always() {
        return term instanceof Term.Always;
    }

    /**
     * The parts of a license that it looks at, as grants name them, besides what is always told.
     *
     * @param answered says of what may be answered with yes or no although its parts may not be seen
     */
    public Set<String> reads(Predicate<Term.Clause> answered) {
        Set<String> reads = new HashSet<>();
        collect(term, answered, reads);
        reads.remove(STATUS);
        return Set.copyOf(reads);
    }

    /** Whether it is true of a license. */
    public Tested test(LicenseFacts license, LocalDate today) {
        if (term instanceof Term.Always) {
            return Tested.TRUE;
        }
        try {
            Object said = program.eval(
                    Map.of(Vocabulary.LICENSE, values.of(license), Vocabulary.TODAY, ConditionValues.day(today)));
            return said instanceof Boolean yes ? yes ? Tested.TRUE : Tested.FALSE : Tested.FAILED;
        } catch (CelEvaluationException failed) {
            CelErrorCode code = failed.getErrorCode();
            if (code == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
                return Tested.PART_ABSENT;
            }
            return code == CelErrorCode.ITERATION_BUDGET_EXCEEDED ? Tested.BUDGET_EXCEEDED : Tested.FAILED;
        }
    }

    private static void collect(Term term, Predicate<Term.Clause> answered, Set<String> reads) {
        if (term instanceof Term.Clause clause && answered.test(clause)) {
            return;
        }
        switch (term) {
            case Term.Read read -> read.pointer().ifPresent(reads::add);
            case Term.Size size -> collect(size.of(), answered, reads);
            case Term.Shifted shifted -> collect(shifted.day(), answered, reads);
            case Term.FlagSet set -> collect(set.flag(), answered, reads);
            case Term.Present present -> collect(present.read(), answered, reads);
            case Term.Not not -> collect(not.of(), answered, reads);
            case Term.AllOf all -> all.of().forEach(each -> collect(each, answered, reads));
            case Term.AnyOf any -> any.of().forEach(each -> collect(each, answered, reads));
            case Term.Compared compared -> {
                collect(compared.left(), answered, reads);
                collect(compared.right(), answered, reads);
            }
            case Term.OneOf oneOf -> collect(oneOf.value(), answered, reads);
            case Term.Among among -> collect(among.list(), answered, reads);
            case Term.TextTested tested -> collect(tested.text(), answered, reads);
            case Term.Exists exists -> {
                collect(exists.list(), answered, reads);
                collect(exists.body(), answered, reads);
            }
            case Term.TextLiteral text -> {}
            case Term.WholeLiteral whole -> {}
            case Term.FlagLiteral flag -> {}
            case Term.DayLiteral day -> {}
            case Term.Today today -> {}
            case Term.Always always -> {}
        }
    }
}
