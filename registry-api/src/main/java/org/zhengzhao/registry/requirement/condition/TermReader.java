package org.zhengzhao.registry.requirement.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.license.CalendarDate;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.PlainText;

/** Reads a parsed expression as a term of the language, or says which part of it is none. */
final class TermReader {
    static final int MAX_NODES = 200;
    static final int MAX_DEPTH = 16;
    static final int MAX_LITERAL = 200;
    static final int MAX_SHIFT = 3660;
    private static final int MAX_LISTED = 12;

    private static final Map<String, Term.Comparison> COMPARISONS = Map.of(
            "_==_", Term.Comparison.EQUAL,
            "_!=_", Term.Comparison.NOT_EQUAL,
            "_<_", Term.Comparison.LESS,
            "_<=_", Term.Comparison.LESS_OR_EQUAL,
            "_>_", Term.Comparison.GREATER,
            "_>=_", Term.Comparison.GREATER_OR_EQUAL);

    private final CelAbstractSyntaxTree tree;
    private final ValueType.ObjectOf license;
    private int nodes;

    private TermReader(CelAbstractSyntaxTree tree, ValueType.ObjectOf license) {
        this.tree = tree;
        this.license = license;
    }

    /** An item of a list, inside of {@code exists}. */
    private record Item(String name, ValueType type) {}

    /**
     * Reads a whole condition.
     *
     * @throws RefusedConditionException naming the first part that is not of the language
     */
    static Term.Clause read(CelAbstractSyntaxTree tree, ValueType.ObjectOf license) throws RefusedConditionException {
        CelExpr root = tree.getExpr();
        if (root.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && root.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
                && root.constant().booleanValue()) {
            return new Term.Always();
        }
        return new TermReader(tree, license).clause(root, 1, Optional.empty());
    }

    private Term.Clause clause(CelExpr expr, int depth, Optional<Item> item) throws RefusedConditionException {
        Term term = term(expr, depth, item);
        if (term instanceof Term.Clause clause) {
            return clause;
        }
        if (term instanceof Term.Read read && read.type() instanceof ValueType.Flag) {
            return new Term.FlagSet(read);
        }
        if (term instanceof Term.FlagLiteral) {
            throw refused(
                    ConditionRule.NOT_IN_LANGUAGE,
                    expr,
                    "true 或 false 不能作为条件的一部分；不另设条件时整个条件写 true。",
                    "true or false is no part of a condition; true alone stands for no further condition.");
        }
        throw refused(ConditionRule.NOT_YES_OR_NO, expr, "此处应为是或否的条件。", "This should be true or false.");
    }

    private Term term(CelExpr expr, int depth, Optional<Item> item) throws RefusedConditionException {
        count(expr, depth);
        return switch (expr.getKind()) {
            case CONSTANT -> literal(expr);
            case IDENT, SELECT -> named(expr, depth, item);
            case CALL -> call(expr, depth, item);
            case COMPREHENSION -> exists(expr, depth, item);
            case LIST, MAP, STRUCT, NOT_SET -> throw notInLanguage(expr);
        };
    }

    private void count(CelExpr expr, int depth) throws RefusedConditionException {
        nodes++;
        if (nodes > MAX_NODES) {
            throw refused(
                    ConditionRule.TOO_LARGE,
                    expr,
                    "条件最多由 " + MAX_NODES + " 个部分组成。",
                    "A condition has at most " + MAX_NODES + " parts.");
        }
        if (depth > MAX_DEPTH) {
            throw refused(
                    ConditionRule.TOO_DEEP,
                    expr,
                    "条件最多嵌套 " + MAX_DEPTH + " 层。",
                    "A condition nests at most " + MAX_DEPTH + " deep.");
        }
    }

    private Term literal(CelExpr expr) throws RefusedConditionException {
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case STRING_VALUE -> text(expr, constant.stringValue());
            case INT64_VALUE -> new Term.WholeLiteral(constant.int64Value());
            case BOOLEAN_VALUE -> new Term.FlagLiteral(constant.booleanValue());
            default -> throw notInLanguage(expr);
        };
    }

    private Term.TextLiteral text(CelExpr expr, String value) throws RefusedConditionException {
        if (value.isBlank() || value.length() > MAX_LITERAL) {
            throw refused(
                    ConditionRule.WRONG_VALUE,
                    expr,
                    "文字应为 1 至 " + MAX_LITERAL + " 个字符，不得为空白。",
                    "A text has 1 to " + MAX_LITERAL + " characters and is not blank.");
        }
        if (!PlainText.isLine(value)) {
            throw refused(ConditionRule.CONTROL_CHARACTER, expr, "文字中不得有控制字符。", "A text has no control characters.");
        }
        if (Words.quoted(value).isEmpty()) {
            throw refused(
                    ConditionRule.WRONG_VALUE,
                    expr,
                    "文字中不得同时有 “” 和 『』，否则说明文字会有歧义。",
                    "A text has either “” or 『』 in it: with both its explanation could be misread.");
        }
        return new Term.TextLiteral(value, new Bilingual(value, value));
    }

    /** {@code license.…}, {@code today}, or an item. */
    private Term named(CelExpr expr, int depth, Optional<Item> item) throws RefusedConditionException {
        if (expr.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            String name = expr.ident().name();
            if (name.equals(Vocabulary.TODAY)) {
                return new Term.Today();
            }
            if (name.equals(Vocabulary.LICENSE)) {
                return new Term.Read(Optional.empty(), List.of(), license);
            }
            if (item.isPresent() && item.get().name().equals(name)) {
                return new Term.Read(Optional.of(name), List.of(), item.get().type());
            }
            throw unknown(expr, name);
        }
        CelExpr.CelSelect select = expr.select();
        if (!(term(select.operand(), depth + 1, item) instanceof Term.Read owner)) {
            throw unknown(expr, select.field());
        }
        Optional<ValueType.Member> member =
                owner.type() instanceof ValueType.ObjectOf object ? object.find(select.field()) : Optional.empty();
        if (member.isEmpty()) {
            throw unknown(expr, select.field());
        }
        List<ValueType.Member> path = new ArrayList<>(owner.path());
        path.add(member.get());
        Term.Read read = new Term.Read(owner.variable(), path, member.get().type());
        if (!select.testOnly()) {
            return read;
        }
        boolean field = read.variable().isPresent()
                || path.size() > 1 && path.getFirst().name().equals(Vocabulary.FIELDS);
        if (!field) {
            throw refused(
                    ConditionRule.NOT_IN_LANGUAGE,
                    expr,
                    "has() 只用于字段；其他各项每份证照都有。",
                    "has() is for fields: every license has the rest.");
        }
        return new Term.Present(read);
    }

    private Term call(CelExpr expr, int depth, Optional<Item> item) throws RefusedConditionException {
        CelExpr.CelCall call = expr.call();
        String function = call.function();
        int arguments = call.args().size() + (call.target().isPresent() ? 1 : 0);
        Optional<Term.Comparison> comparison = Optional.ofNullable(COMPARISONS.get(function));
        if (comparison.isPresent()) {
            return compared(expr, comparison.get(), depth, item);
        }
        Optional<Term.Shift> shift = Arrays.stream(Term.Shift.values())
                .filter(each -> each.function().equals(function))
                .findFirst();
        if (shift.isPresent() && arguments == 2 && call.target().isEmpty()) {
            return shifted(expr, shift.get(), depth, item);
        }
        return switch (function) {
            case "_&&_" -> new Term.AllOf(flattened(expr, function, depth, item));
            case "_||_" -> new Term.AnyOf(flattened(expr, function, depth, item));
            case "!_" -> new Term.Not(clause(call.args().getFirst(), depth + 1, item));
            case "@in" -> among(expr, depth, item);
            case "contains", "startsWith" -> {
                if (call.target().isEmpty() || arguments != 2) {
                    throw notInLanguage(expr);
                }
                yield textTested(
                        expr,
                        function.equals("contains") ? Term.TextTest.CONTAINS : Term.TextTest.STARTS_WITH,
                        call.target().get(),
                        depth,
                        item);
            }
            case "size" -> {
                if (arguments != 1) {
                    throw notInLanguage(expr);
                }
                CelExpr of = call.target().orElseGet(() -> call.args().getFirst());
                if (term(of, depth + 1, item) instanceof Term.Read read
                        && (read.type() instanceof ValueType.Text || read.type() instanceof ValueType.ListOf)) {
                    yield new Term.Size(read);
                }
                throw mismatch(of, "size() 用于文字和列表。", "size() is for texts and lists.");
            }
            case "date" -> {
                if (arguments != 1 || call.target().isPresent()) {
                    throw notInLanguage(expr);
                }
                yield new Term.DayLiteral(day(call.args().getFirst()));
            }
            default -> throw notInLanguage(expr);
        };
    }

    private List<Term.Clause> flattened(CelExpr expr, String function, int depth, Optional<Item> item)
            throws RefusedConditionException {
        List<Term.Clause> clauses = new ArrayList<>();
        for (CelExpr argument : expr.call().args()) {
            // The parser makes a tree of a chain of the same; whoever wrote it sees a chain.
            if (argument.getKind() == CelExpr.ExprKind.Kind.CALL
                    && argument.call().function().equals(function)) {
                count(argument, depth + 1);
                clauses.addAll(flattened(argument, function, depth + 1, item));
            } else {
                clauses.add(clause(argument, depth + 1, item));
            }
        }
        return clauses;
    }

    private LocalDate day(CelExpr argument) throws RefusedConditionException {
        Optional<LocalDate> day = literalText(argument).flatMap(CalendarDate::find);
        return day.orElseThrow(() -> refused(
                ConditionRule.WRONG_VALUE,
                argument,
                "日期应写作 date(\"yyyy-mm-dd\")。",
                "A day is written date(\"yyyy-mm-dd\")."));
    }

    private static Optional<String> literalText(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expr.constant().stringValue())
                : Optional.empty();
    }

    private Term shifted(CelExpr expr, Term.Shift shift, int depth, Optional<Item> item)
            throws RefusedConditionException {
        CelExpr dayExpr = expr.call().args().getFirst();
        CelExpr amountExpr = expr.call().args().getLast();
        Term day = term(dayExpr, depth + 1, item);
        if (!(day.type() instanceof ValueType.Day) || day instanceof Term.Shifted) {
            throw mismatch(dayExpr, "此处应为日期。", "This should be a day.");
        }
        if (term(amountExpr, depth + 1, item) instanceof Term.WholeLiteral amount
                && amount.value() >= 1
                && amount.value() <= MAX_SHIFT) {
            return new Term.Shifted(shift, day, Math.toIntExact(amount.value()));
        }
        throw refused(
                ConditionRule.WRONG_VALUE,
                amountExpr,
                "应为 1 至 " + MAX_SHIFT + " 的整数。",
                "Should be a whole number from 1 to " + MAX_SHIFT + ".");
    }

    private Term compared(CelExpr expr, Term.Comparison given, int depth, Optional<Item> item)
            throws RefusedConditionException {
        Term left = term(expr.call().args().getFirst(), depth + 1, item);
        Term right = term(expr.call().args().getLast(), depth + 1, item);
        Term.Comparison comparison = given;
        if (constant(left) && constant(right)) {
            throw refused(
                    ConditionRule.NOT_IN_LANGUAGE,
                    expr,
                    "比较的两边都是固定值，结果与证照无关。",
                    "Both sides are fixed: this says nothing of the license.");
        }
        if (!(left instanceof Term.Read) && !(left instanceof Term.Size) && right instanceof Term.Read
                || constant(left)) {
            Term turned = left;
            left = right;
            right = turned;
            comparison = given.turned();
        }
        boolean equality = comparison == Term.Comparison.EQUAL || comparison == Term.Comparison.NOT_EQUAL;
        boolean comparable = switch (left.type()) {
            case ValueType.Text text -> equality && right.type() instanceof ValueType.Text;
            case ValueType.Flag flag -> equality && right.type() instanceof ValueType.Flag && left instanceof Term.Read;
            case ValueType.Whole whole -> right.type() instanceof ValueType.Whole;
            case ValueType.Day day -> right.type() instanceof ValueType.Day;
            case ValueType.ListOf list -> false;
            case ValueType.ObjectOf object -> false;
        };
        if (!comparable) {
            throw mismatch(
                    expr,
                    "两边不能这样比较；文字和是否只能用 == 和 !=。",
                    "The two sides cannot be compared like this; texts and flags only with == and !=.");
        }
        return new Term.Compared(comparison, left, titled(expr, left, right));
    }

    private static boolean constant(Term term) {
        return term instanceof Term.TextLiteral
                || term instanceof Term.WholeLiteral
                || term instanceof Term.FlagLiteral
                || term instanceof Term.DayLiteral;
    }

    /** A text that is compared with something that can be some texts only must be one of them, and has its title. */
    private Term titled(CelExpr expr, Term subject, Term value) throws RefusedConditionException {
        if (!(subject.type() instanceof ValueType.Text text)
                || text.choices().isEmpty()
                || !(value instanceof Term.TextLiteral literal)) {
            return value;
        }
        Bilingual title = text.choices().get(literal.value());
        if (title == null) {
            String all = String.join(
                    ", ", text.choices().keySet().stream().limit(MAX_LISTED).toList());
            throw refused(ConditionRule.WRONG_VALUE, expr, "此项的取值为：" + all + "。", "It can be: " + all + ".");
        }
        return new Term.TextLiteral(literal.value(), title);
    }

    /** {@code license.fields.kind in ['a', 'b']}, or {@code 'a' in license.fields.kinds}. */
    private Term among(CelExpr expr, int depth, Optional<Item> item) throws RefusedConditionException {
        CelExpr listExpr = expr.call().args().getLast();
        Term value = term(expr.call().args().getFirst(), depth + 1, item);
        if (listExpr.getKind() == CelExpr.ExprKind.Kind.LIST) {
            count(listExpr, depth + 1);
            if (!(value instanceof Term.Read read) || listExpr.list().elements().isEmpty()) {
                throw notInLanguage(expr);
            }
            List<Term> literals = new ArrayList<>();
            for (CelExpr element : listExpr.list().elements()) {
                Term literal = term(element, depth + 2, item);
                if (!constant(literal) || literal instanceof Term.FlagLiteral) {
                    throw notInLanguage(element);
                }
                if (!literal.type().getClass().equals(read.type().getClass())) {
                    throw mismatch(element, "与所比较的项类型不同。", "Not of the type of what it is compared with.");
                }
                literals.add(titled(element, read, literal));
            }
            return new Term.OneOf(read, literals);
        }
        if (term(listExpr, depth + 1, item) instanceof Term.Read list
                && list.type() instanceof ValueType.ListOf items
                && constant(value)
                && value.type().getClass().equals(items.item().getClass())) {
            return new Term.Among(titled(expr, new Term.Read(list.variable(), list.path(), items.item()), value), list);
        }
        throw mismatch(
                expr, "in 用于固定值的列表，或证照中的列表字段。", "in is for a list of fixed values, or for a list in the license.");
    }

    private Term textTested(CelExpr expr, Term.TextTest test, CelExpr subject, int depth, Optional<Item> item)
            throws RefusedConditionException {
        CelExpr partExpr = expr.call().args().getFirst();
        Term text = term(subject, depth + 1, item);
        Term part = term(partExpr, depth + 1, item);
        if (!(text instanceof Term.Read read) || !(read.type() instanceof ValueType.Text)) {
            throw mismatch(subject, "此处应为证照中的文字。", "This should be a text of the license.");
        }
        if (!(part instanceof Term.TextLiteral literal)) {
            throw mismatch(partExpr, "此处应为引号中的文字。", "This should be a text in quotes.");
        }
        return new Term.TextTested(test, read, literal);
    }

    /** The one macro over lists. CEL makes a loop of it whose step is {@code result || body}. */
    private Term exists(CelExpr expr, int depth, Optional<Item> item) throws RefusedConditionException {
        CelExpr.CelComprehension loop = expr.comprehension();
        if (item.isPresent()) {
            throw refused(
                    ConditionRule.NOT_IN_LANGUAGE,
                    loop.iterRange(),
                    "exists 不得嵌套。",
                    "There is no exists within an exists.");
        }
        if (loop.iterVar().equals(Vocabulary.LICENSE) || loop.iterVar().equals(Vocabulary.TODAY)) {
            throw refused(
                    ConditionRule.NOT_IN_LANGUAGE,
                    loop.iterRange(),
                    "此名称已有含义，请另取名称。",
                    "The name has a meaning already; take another.");
        }
        if (!(term(loop.iterRange(), depth + 1, item) instanceof Term.Read list)
                || !(list.type() instanceof ValueType.ListOf items)) {
            throw mismatch(loop.iterRange(), "exists 用于证照中的列表。", "exists is for a list of the license.");
        }
        if (!loop.iterVar2().isEmpty()) {
            throw notInLanguage(expr);
        }
        CelExpr step = loop.loopStep();
        if (step.getKind() != CelExpr.ExprKind.Kind.CALL
                || !step.call().function().equals("_||_")
                || step.call().args().size() != 2) {
            throw notInLanguage(expr);
        }
        Term.Clause body =
                clause(step.call().args().getLast(), depth + 1, Optional.of(new Item(loop.iterVar(), items.item())));
        return new Term.Exists(list, loop.iterVar(), body);
    }

    private RefusedConditionException notInLanguage(CelExpr expr) {
        return refused(
                ConditionRule.NOT_IN_LANGUAGE,
                expr,
                "条件语言没有这种写法，见 docs/reference/requirements.md。",
                "The language of conditions has no such expression: see docs/reference/requirements.md.");
    }

    private RefusedConditionException unknown(CelExpr expr, String name) {
        String shown = PlainText.isLine(name) && name.length() <= MAX_LITERAL ? name : "?";
        return refused(
                ConditionRule.UNKNOWN_NAME,
                expr,
                "此类证照没有 " + shown + "。",
                "Licenses of this type have no " + shown + ".");
    }

    private RefusedConditionException mismatch(CelExpr expr, String chinese, String english) {
        return refused(ConditionRule.TYPE_MISMATCH, expr, chinese, english);
    }

    private RefusedConditionException refused(ConditionRule rule, CelExpr expr, String chinese, String english) {
        Integer position = tree.getSource().getPositionsMap().get(expr.id());
        return new RefusedConditionException(rule, position == null ? 1 : position + 1, chinese, english);
    }
}
