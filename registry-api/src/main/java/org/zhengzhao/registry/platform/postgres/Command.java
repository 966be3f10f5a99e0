package org.zhengzhao.registry.platform.postgres;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs programs in an environment that nothing from outside leaks into. */
final class Command {
    private Command() {}

    /** How it ended, with what it printed. */
    sealed interface Outcome {
        record Succeeded(String output) implements Outcome {}

        record Failed(int status, String output) implements Outcome {}
    }

    /** Runs a program to its end. */
    static Outcome run(Path workingDirectory, List<String> command) throws IOException {
        ProcessBuilder builder = builder(workingDirectory, command);
        Process process;
        try {
            process = builder.start();
        } catch (IOException cannotStart) {
            return new Outcome.Failed(127, String.valueOf(cannotStart.getMessage()));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int status = process.waitFor();
            return status == 0 ? new Outcome.Succeeded(output) : new Outcome.Failed(status, output);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + command.getFirst());
        }
    }

    /** Starts a program that goes on, its output appended to a file. */
    static Process start(Path workingDirectory, List<String> command, Path output) throws IOException {
        return builder(workingDirectory, command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    private static ProcessBuilder builder(Path workingDirectory, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        // PGDATA, PGOPTIONS, LD_LIBRARY_PATH and their like would steer the server; messages are to be in English.
        environment.clear();
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LC_ALL", "C");
        return builder;
    }
}
