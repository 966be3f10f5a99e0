package org.zhengzhao.registry.requirement.condition;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.license.CalendarDate;
import org.zhengzhao.schema.text.PlainText;
import org.zhengzhao.schema.type.LicenseType;

/**
 * Makes conditions of texts. Order: size, then CEL's parser with its limits, then the closed language (which has the words), then CEL's
 * type checker. What passes all of them is linear in what it looks at, and may loop over one list at a time.
 */
public final class ConditionCompiler {
    /** Characters of a condition. */
    public static final int MAX_CHARACTERS = 2000;

    /** Items that one condition looks at in one license. */
    static final int MAX_ITERATIONS = 5000;

    private static final int MAX_PARSER_DEPTH = 40;

    private final CelOptions options = CelOptions.current()
            .maxExpressionCodePointSize(MAX_CHARACTERS)
            .maxParseRecursionDepth(MAX_PARSER_DEPTH)
            .maxParseErrorRecoveryLimit(1)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            // The runtime insists on it; the language has no numbers that it would mix.
            .enableHeterogeneousNumericComparisons(true)
            .build();
    private final CelRuntime runtime;

    public ConditionCompiler() {
        List<CelFunctionBinding> bindings = new ArrayList<>();
        for (Term.Shift shift : Term.Shift.values()) {
            bindings.add(CelFunctionBinding.from(
                    overload(shift),
                    Instant.class,
                    Long.class,
                    (day, amount) -> ConditionValues.day(
                            shift.of(day.atZone(ZoneOffset.UTC).toLocalDate(), amount))));
        }
        bindings.add(CelFunctionBinding.from(
                "date_string",
                String.class,
                text -> CalendarDate.find(text).map(ConditionValues::day).orElseThrow()));
        this.runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(options)
                .addFunctionBindings(bindings)
                .build();
    }

    /**
     * Compiles a condition on licenses of a type.
     *
     * @throws RefusedConditionException naming what is wrong, and where
     */
    public Condition compile(String text, LicenseType type) throws RefusedConditionException {
        if (text.length() > MAX_CHARACTERS) {
            throw new RefusedConditionException(
                    ConditionRule.TOO_LONG,
                    MAX_CHARACTERS + 1,
                    "条件最多 " + MAX_CHARACTERS + " 个字符。",
                    "A condition has at most " + MAX_CHARACTERS + " characters.");
        }
        if (!PlainText.isLines(text)) {
            throw new RefusedConditionException(
                    ConditionRule.CONTROL_CHARACTER, 1, "条件中不得有控制字符。", "A condition has no control characters.");
        }
        Vocabulary vocabulary = Vocabulary.of(type);
        CelCompiler compiler = compiler(vocabulary);
        CelAbstractSyntaxTree parsed = tree(compiler.parse(text), ConditionRule.SYNTAX);
        Term.Clause term = TermReader.read(parsed, vocabulary.license());
        CelAbstractSyntaxTree checked = tree(compiler.check(parsed), ConditionRule.TYPE_MISMATCH);
        try {
            return new Condition(term, runtime.createProgram(checked), new ConditionValues(vocabulary.license()));
        } catch (CelEvaluationException disagreement) {
            throw new IllegalStateException("a checked condition has no program", disagreement);
        }
    }

    private CelCompiler compiler(Vocabulary vocabulary) {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.HAS, CelStandardMacro.EXISTS)
                .setTypeProvider(Types.of(vocabulary))
                .addVar(
                        Vocabulary.LICENSE,
                        StructTypeReference.create(vocabulary.license().name()))
                .addVar(Vocabulary.TODAY, SimpleType.TIMESTAMP)
                .addFunctionDeclarations(functions())
                .setResultType(SimpleType.BOOL)
                .build();
    }

    private static List<CelFunctionDecl> functions() {
        List<CelFunctionDecl> functions = new ArrayList<>();
        for (Term.Shift shift : Term.Shift.values()) {
            functions.add(CelFunctionDecl.newFunctionDeclaration(
                    shift.function(),
                    CelOverloadDecl.newGlobalOverload(
                            overload(shift), SimpleType.TIMESTAMP, SimpleType.TIMESTAMP, SimpleType.INT)));
        }
        functions.add(CelFunctionDecl.newFunctionDeclaration(
                "date", CelOverloadDecl.newGlobalOverload("date_string", SimpleType.TIMESTAMP, SimpleType.STRING)));
        return functions;
    }

    private static String overload(Term.Shift shift) {
        return shift.function() + "_timestamp_int";
    }

    /** Messages of the library stay here: what is wrong is said in our own words. */
    private static CelAbstractSyntaxTree tree(CelValidationResult result, ConditionRule rule)
            throws RefusedConditionException {
        try {
            return result.getAst();
        } catch (CelValidationException refused) {
            int position = result.getErrors().stream()
                    .map(issue -> offset(result.getSource(), issue))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(0);
            boolean syntax = rule == ConditionRule.SYNTAX;
            throw new RefusedConditionException(
                    rule,
                    position + 1,
                    syntax ? "语法有误，或嵌套过深。" : "类型不符。",
                    syntax ? "The syntax is wrong, or nests too deep." : "The types do not fit.");
        }
    }

    private static Optional<Integer> offset(CelSource source, CelIssue issue) {
        return source.getLocationOffset(issue.getSourceLocation());
    }

    /** The types of a vocabulary, as CEL asks for them. */
    private record Types(ImmutableMap<String, CelType> byName) implements CelTypeProvider {
        static Types of(Vocabulary vocabulary) {
            ImmutableMap.Builder<String, CelType> byName = ImmutableMap.builder();
            vocabulary.objects().forEach(object -> byName.put(object.name(), struct(object)));
            return new Types(byName.buildOrThrow());
        }

        private static CelType struct(ValueType.ObjectOf object) {
            ImmutableMap.Builder<String, CelType> fields = ImmutableMap.builder();
            object.members().forEach((name, member) -> fields.put(name, celType(member.type())));
            ImmutableMap<String, CelType> types = fields.buildOrThrow();
            return StructType.create(
                    object.name(), ImmutableSet.copyOf(types.keySet()), name -> Optional.ofNullable(types.get(name)));
        }

        private static CelType celType(ValueType type) {
            return switch (type) {
                case ValueType.Text text -> SimpleType.STRING;
                case ValueType.Whole whole -> SimpleType.INT;
                case ValueType.Flag flag -> SimpleType.BOOL;
                case ValueType.Day day -> SimpleType.TIMESTAMP;
                case ValueType.ListOf list -> ListType.create(celType(list.item()));
                case ValueType.ObjectOf object -> StructTypeReference.create(object.name());
            };
        }

        @Override
        public ImmutableCollection<CelType> types() {
            return byName.values();
        }

        @Override
        public Optional<CelType> findType(String typeName) {
            return Optional.ofNullable(byName.get(typeName));
        }
    }
}
