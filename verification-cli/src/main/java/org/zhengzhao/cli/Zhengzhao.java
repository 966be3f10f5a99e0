package org.zhengzhao.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.cli.bundle.BundleCommands;
import org.zhengzhao.cli.bundle.SeenFile;
import org.zhengzhao.cli.check.CheckCommands;
import org.zhengzhao.cli.check.CheckKinds;
import org.zhengzhao.cli.terminal.ExitCode;
import org.zhengzhao.cli.terminal.HelpText;
import org.zhengzhao.cli.terminal.Terminal;
import org.zhengzhao.schema.text.Language;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code zhengzhao} command line. */
@Command(name = "zhengzhao")
public final class Zhengzhao implements Callable<ExitCode> {
    /** Values of {@code --lang}. */
    enum Lang {
        ZH(Language.CHINESE),
        EN(Language.ENGLISH);

        private final Language language;

        Lang(Language language) {
            this.language = language;
        }
    }

    @Option(names = {"-h", "--help"})
    private boolean help;

    @Option(names = {"-V", "--version"})
    private boolean version;

    @SuppressWarnings("unused") // looked at before all others, in language(); declared so that it is accepted
    @Option(names = "--lang")
    private @Nullable Lang lang;

    private final Terminal terminal;

    private Zhengzhao(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] arguments) {
        // PDFBox logs what it repairs; none of that is a result.
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        System.setProperty("java.awt.headless", "true");
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int exit = run(List.of(arguments), System.in, out, err, System.getenv(), Clock.systemUTC());
        out.flush();
        System.exit(exit);
    }

    /** Runs a command and returns its exit code. */
    static int run(
            List<String> arguments,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Clock clock) {
        boolean interactive = isTerminal();
        Terminal terminal = new Terminal(in, out, err, language(arguments, environment), interactive);
        CommandLine line = new CommandLine(new Zhengzhao(terminal))
                .addSubcommand(new VerifyCommand(terminal, clock, SeenFile.of(environment)))
                .addSubcommand(BundleCommands.of(terminal, clock, SeenFile.of(environment)))
                .addSubcommand(CheckCommands.of(CheckKinds.ALL, terminal, clock))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false);
        line.setParameterExceptionHandler((wrong, all) -> usage(wrong, terminal))
                .setExecutionExceptionHandler((failure, command, result) -> bug(failure, terminal))
                .setExitCodeExceptionMapper(failure -> ExitCode.BUG.code());
        int exit = line.execute(arguments.toArray(String[]::new));
        return exit == 0 ? resultOf(line) : exit;
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** picocli takes integers for exit codes; ours are results of the command that ran. */
    private static int resultOf(CommandLine line) {
        CommandLine.ParseResult parsed = line.getParseResult();
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        CommandLine ran = parsed.commandSpec().commandLine();
        return ran.getExecutionResult() instanceof ExitCode code ? code.code() : ExitCode.VALID.code();
    }

    @Override
    public ExitCode call() {
        if (version) {
            terminal.out()
                    .println("zhengzhao "
                            + Optional.ofNullable(Zhengzhao.class.getPackage().getImplementationVersion())
                                    .orElse("0.1.0-SNAPSHOT"));
            return ExitCode.VALID;
        }
        if (help) {
            terminal.out().print(HelpText.of("zhengzhao", terminal.language()));
            return ExitCode.VALID;
        }
        terminal.err().print(HelpText.of("zhengzhao", terminal.language()));
        return ExitCode.USAGE;
    }

    private static int usage(ParameterException wrong, Terminal terminal) {
        switch (wrong) {
            case UnmatchedArgumentException unmatched ->
                terminal.error(Words.UNKNOWN_ARGUMENT, String.join(" ", unmatched.getUnmatched()), Words.SEE_HELP);
            case MissingParameterException missing ->
                terminal.error(Words.MISSING_ARGUMENT, argument(missing), Words.SEE_HELP);
            default ->
                terminal.error(
                        Words.WRONG_VALUE,
                        argument(wrong) + (wrong.getValue() == null ? "" : " " + wrong.getValue()),
                        Words.SEE_HELP);
        }
        return ExitCode.USAGE.code();
    }

    private static String argument(ParameterException wrong) {
        return wrong.getArgSpec() instanceof CommandLine.Model.OptionSpec option ? option.longestName() : "";
    }

    /** Class and place only: the message of an exception may repeat what a document says. */
    private static int bug(Exception failure, Terminal terminal) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] trace = root.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        terminal.error(Words.BUG, root.getClass().getName() + place, Words.REPORT_BUG);
        return ExitCode.BUG.code();
    }

    /** {@code --lang} decides, then the environment; needed before the rest can be parsed, for the errors of that. */
    private static Language language(List<String> arguments, Map<String, String> environment) {
        for (int i = 0; i < arguments.size(); i++) {
            String value = arguments.get(i).startsWith("--lang=")
                    ? arguments.get(i).substring("--lang=".length())
                    : arguments.get(i).equals("--lang") && i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            for (Lang lang : Lang.values()) {
                if (lang.name().equalsIgnoreCase(value)) {
                    return lang.language;
                }
            }
        }
        for (String name : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
            String value = environment.getOrDefault(name, "").toLowerCase(Locale.ROOT);
            if (!value.isEmpty()) {
                return value.startsWith("zh") ? Language.CHINESE : Language.ENGLISH;
            }
        }
        return Language.fromLocale(Locale.getDefault());
    }
}
