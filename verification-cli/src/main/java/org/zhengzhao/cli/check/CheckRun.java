package org.zhengzhao.cli.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.zhengzhao.cli.check.CheckInput.Content;
import org.zhengzhao.cli.check.CheckKind.InputCheck;
import org.zhengzhao.cli.terminal.ExitCode;
import org.zhengzhao.cli.terminal.Terminal;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.CheckLine;
import org.zhengzhao.signing.check.CheckReport;

/** Checks inputs several at a time and writes their lines in the order in which they came. */
final class CheckRun {
    /** Inputs in work for each job: enough to keep all busy while lines are written in order. */
    private static final int AHEAD = 4;

    private final CheckKind kind;
    private final CheckOptions options;
    private final PreparedChecks prepared;
    private final Terminal terminal;
    private final int jobs;

    CheckRun(CheckKind kind, CheckOptions options, PreparedChecks prepared, Terminal terminal, int jobs) {
        this.kind = Objects.requireNonNull(kind);
        this.options = Objects.requireNonNull(options);
        this.prepared = Objects.requireNonNull(prepared);
        this.terminal = Objects.requireNonNull(terminal);
        this.jobs = jobs;
    }

    /** An answer to be written. */
    private record Answer(String input, CheckReport report, ExitCode exit) {
        static Answer of(String input, CheckReport report) {
            return new Answer(
                    input,
                    report,
                    switch (report.outcome()) {
                        case ACCEPT -> ExitCode.VALID;
                        case REJECT -> ExitCode.INVALID;
                        case UNREADABLE -> ExitCode.UNREADABLE;
                    });
        }
    }

    ExitCode run(Iterator<CheckInput> inputs) throws InterruptedException {
        if (!inputs.hasNext()) {
            // A list that nobody has filled is no success: whoever was to fill it may have failed.
            terminal.error(CheckWords.EMPTY_LISTS, "", CheckWords.FILL_LISTS);
            return ExitCode.UNREADABLE;
        }
        ExitCode result = ExitCode.VALID;
        try (ExecutorService workers = Executors.newFixedThreadPool(jobs)) {
            Queue<Future<Answer>> running = new ArrayDeque<>();
            while (!running.isEmpty() || inputs.hasNext()) {
                while (running.size() < jobs * AHEAD && inputs.hasNext()) {
                    CheckInput input = inputs.next();
                    running.add(workers.submit(() -> answer(input)));
                }
                Answer answer = finished(running.remove());
                terminal.out().println(CheckLine.of(answer.input(), answer.report()));
                result = result.or(answer.exit());
            }
        } finally {
            terminal.out().flush();
        }
        return result;
    }

    private static Answer finished(Future<Answer> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("an input was not judged", failed.getCause());
        }
    }

    /** A bug of ours with one input leaves the others their answers; it is told, and decides about the exit code. */
    private Answer answer(CheckInput input) {
        try {
            return Answer.of(input.name(), report(input));
        } catch (RuntimeException | StackOverflowError bug) {
            StackTraceElement[] trace = bug.getStackTrace();
            String place = bug.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
            terminal.error(CheckWords.BUG, input.name() + ": " + place, CheckWords.REPORT_BUG);
            return new Answer(input.name(), CheckReport.unreadable("INTERNAL_ERROR", "a bug of ours"), ExitCode.BUG);
        }
    }

    private CheckReport report(CheckInput input) {
        try {
            return switch (input.content()) {
                case Content.Unclear unclear -> CheckReport.unreadable("INPUT_LINE", unclear.reason());
                case Content.Inline inline -> judged(input, inline.octets());
                case Content.InFile file -> ofFile(input, Path.of(file.path()));
            };
        } catch (UnusableOptionException unusable) {
            return CheckReport.unreadable("OPTION", "--" + unusable.option() + ": " + unusable.reason());
        } catch (IOException | InvalidPathException unreadable) {
            return CheckReport.unreadable("FILE", "cannot be read");
        }
    }

    private CheckReport ofFile(CheckInput input, Path path) throws IOException, UnusableOptionException {
        // Neither pipes nor devices: they may never end, or never begin.
        if (!Files.isRegularFile(path)) {
            return CheckReport.unreadable("FILE", "no such file");
        }
        try (InputStream stream = Files.newInputStream(path)) {
            return judged(input, Bytes.of(stream.readNBytes(kind.maxOctets() + 1)));
        }
    }

    private CheckReport judged(CheckInput input, Bytes octets) throws UnusableOptionException {
        if (octets.length() > kind.maxOctets()) {
            return CheckReport.unreadable("TOO_LARGE", "more than " + kind.maxOctets() + " octets");
        }
        InputCheck check = prepared.of(input.options().isEmpty() ? options : options.with(input.options()));
        return check.check(octets);
    }
}
