package org.zhengzhao.cli.check;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.cli.terminal.ExitCode;
import org.zhengzhao.cli.terminal.HelpText;
import org.zhengzhao.cli.terminal.Terminal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code zhengzhao check KIND}, made from what the kind says about itself. */
final class CheckCommand implements Callable<ExitCode> {
    private static final String JOBS = "--jobs";
    private static final String HELP = "--help";
    private static final int MAX_JOBS = 64;

    private final CheckKind kind;
    private final Terminal terminal;
    private final Clock clock;
    private final CommandSpec spec;

    CheckCommand(CheckKind kind, Terminal terminal, Clock clock) {
        this.kind = kind;
        this.terminal = terminal;
        this.clock = clock;
        this.spec = spec();
    }

    CommandSpec command() {
        return spec;
    }

    private CommandSpec spec() {
        CommandSpec command = CommandSpec.wrapWithoutInspection(this).name(kind.name());
        for (CheckOption option : kind.options()) {
            command.addOption(
                    switch (option.form()) {
                        case FLAG -> flag(option.longName());
                        case SINGLE ->
                            OptionSpec.builder(option.longName())
                                    .type(String.class)
                                    .build();
                        case REPEATED ->
                            OptionSpec.builder(option.longName())
                                    .type(List.class)
                                    .auxiliaryTypes(String.class)
                                    .arity("1")
                                    .build();
                    });
        }
        command.addOption(OptionSpec.builder(JOBS)
                .type(int.class)
                .converters(new JobsConverter())
                .build());
        command.addOption(OptionSpec.builder("--lang").type(String.class).build());
        command.addOption(flag("-h", HELP));
        command.addPositional(PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .build());
        return command;
    }

    private static OptionSpec flag(String... names) {
        return OptionSpec.builder(names).type(boolean.class).arity("0").build();
    }

    @Override
    public ExitCode call() throws InterruptedException {
        ParseResult given = spec.commandLine().getParseResult();
        if (given.matchedOptionValue(HELP, false)) {
            terminal.out().print(HelpText.of("check-" + kind.name(), terminal.language()));
            return ExitCode.VALID;
        }
        List<String> arguments = given.matchedPositionalValue(0, List.of());
        if (arguments.isEmpty()) {
            terminal.error(CheckWords.NO_INPUT, "", CheckWords.NAME_INPUT);
            return ExitCode.USAGE;
        }
        CheckOptions options = new CheckOptions(values(given), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        int jobs =
                given.matchedOptionValue(JOBS, Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_JOBS));
        PreparedChecks prepared = new PreparedChecks(kind, new BouncyCastleProvider());
        try {
            prepared.of(options);
        } catch (UnusableOptionException unusable) {
            // Lines of a list may bring what is missing; nothing repairs what is wrong.
            if (!unusable.isMissing() || !arguments.stream().allMatch(CheckInputs::isList)) {
                terminal.error(
                        CheckWords.OPTION,
                        "--" + unusable.option() + " (" + unusable.reason() + ")",
                        CheckWords.SEE_HELP);
                return ExitCode.USAGE;
            }
        }
        try (CheckInputs inputs = new CheckInputs(arguments, terminal.in(), new InputLine(kind.options()))) {
            return new CheckRun(kind, options, prepared, terminal, jobs).run(inputs);
        }
    }

    private Map<String, List<String>> values(ParseResult given) {
        Map<String, List<String>> values = new HashMap<>();
        for (CheckOption option : kind.options()) {
            if (given.hasMatchedOption(option.longName())) {
                values.put(
                        option.name(),
                        switch (option.form()) {
                            case FLAG -> List.of("true");
                            case SINGLE -> List.of(given.matchedOptionValue(option.longName(), ""));
                            case REPEATED -> given.matchedOptionValue(option.longName(), List.of());
                        });
            }
        }
        return values;
    }

    /** How many at a time. */
    private static final class JobsConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int jobs = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 0;
            if (jobs < 1 || jobs > MAX_JOBS) {
                throw new TypeConversionException("1-" + MAX_JOBS);
            }
            return jobs;
        }
    }
}
