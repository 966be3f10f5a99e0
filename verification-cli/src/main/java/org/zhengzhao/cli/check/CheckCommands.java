package org.zhengzhao.cli.check;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.zhengzhao.cli.terminal.ExitCode;
import org.zhengzhao.cli.terminal.HelpText;
import org.zhengzhao.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zhengzhao check} with all its kinds. */
public final class CheckCommands {
    private CheckCommands() {}

    public static CommandLine of(List<CheckKind> kinds, Terminal terminal, Clock clock) {
        Overview overview = new Overview(terminal);
        CommandLine line = new CommandLine(overview.spec);
        for (CheckKind kind : kinds) {
            line.addSubcommand(new CheckCommand(kind, terminal, clock).command());
        }
        return line;
    }

    /** Without a kind: which there are. */
    private static final class Overview implements Callable<ExitCode> {
        private static final String HELP = "--help";

        private final Terminal terminal;
        private final CommandSpec spec;

        Overview(Terminal terminal) {
            this.terminal = terminal;
            this.spec = CommandSpec.wrapWithoutInspection(this)
                    .name("check")
                    .addOption(OptionSpec.builder("-h", HELP)
                            .type(boolean.class)
                            .arity("0")
                            .build())
                    .addOption(OptionSpec.builder("--lang").type(String.class).build());
        }

        @Override
        public ExitCode call() {
            String text = HelpText.of("check", terminal.language());
            if (spec.commandLine().getParseResult().matchedOptionValue(HELP, false)) {
                terminal.out().print(text);
                return ExitCode.VALID;
            }
            terminal.err().print(text);
            return ExitCode.USAGE;
        }
    }
}
