package org.zhengzhao.signing.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of somebody else that judges what we make. Without it a test says so and is skipped; in CI it fails. */
public final class ForeignProgram {
    private static final int LIMIT_SECONDS = 60;

    private final Path program;
    private final Path directory;

    private ForeignProgram(Path program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    /** What a run came to. */
    public record Run(int exit, String output) {}

    /**
     * @param directory in which it is run
     */
    public static ForeignProgram require(String name, Path directory) {
        Path program = Path.of("/usr/bin", name);
        if (!Files.isExecutable(program)) {
            String message = "NOT TESTED: no " + name + " here; src/scripts/install-checkers.sh installs it";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(message);
            }
            System.err.println(message);
            Assumptions.abort(message);
        }
        return new ForeignProgram(program, directory);
    }

    /** Runs it; both streams are read as one. */
    public Run run(String... words) {
        List<String> all = new ArrayList<>(List.of(program.toString()));
        all.addAll(List.of(words));
        try {
            Path output = Files.createTempFile(directory, "run", ".out");
            Process process = new ProcessBuilder(all)
                    .directory(directory.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("takes too long: " + all);
            }
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
