package org.zhengzhao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands started from nothing, one after the other, from start to exit. */
final class ColdStart {
    private ColdStart() {}

    /** A command that has to end with exit status 0. */
    record Command(String name, List<String> words) {}

    /** Milliseconds from start to exit, and of processor time. */
    record Timing(String name, List<Double> milliseconds, List<Double> cpuMilliseconds) {
        double median() {
            return Figure.median(
                    milliseconds.stream().mapToDouble(Double::doubleValue).toArray());
        }

        double least() {
            return milliseconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        }

        double cpu() {
            return Figure.median(
                    cpuMilliseconds.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /** Runs each command once unmeasured, then all in turns. */
    static List<Timing> measure(List<Command> commands, int runs) throws IOException, InterruptedException {
        Map<Command, Timing> timings = new LinkedHashMap<>();
        for (Command command : commands) {
            run(command);
            timings.put(command, new Timing(command.name(), new ArrayList<>(), new ArrayList<>()));
        }
        for (int i = 0; i < runs; i++) {
            for (Command command : commands) {
                double cpu = Processors.ofEndedChildren();
                long from = System.nanoTime();
                run(command);
                Timing timing = timings.get(command);
                timing.milliseconds().add((System.nanoTime() - from) / 1e6);
                timing.cpuMilliseconds().add((Processors.ofEndedChildren() - cpu) * 1e3);
            }
        }
        return List.copyOf(timings.values());
    }

    private static void run(Command command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.words())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(command.name() + " ended with " + status + ": " + command.words());
        }
    }

    /** Where a program is that may or may not be installed. */
    static Optional<String> find(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
