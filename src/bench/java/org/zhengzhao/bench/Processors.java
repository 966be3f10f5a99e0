package org.zhengzhao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads from {@code /proc} how much processor time everybody took (Linux).
 *
 * @param service process of the service; none where only this process works
 * @param database main process of its PostgreSQL
 */
record Processors(OptionalLong service, OptionalLong database) {
    /** Linux reports in hundredths of a second, whatever its own clock is (USER_HZ). */
    private static final double TICKS_PER_SECOND = 100;

    static final Processors OURS_ONLY = new Processors(OptionalLong.empty(), OptionalLong.empty());

    /**
     * Processor seconds until now.
     *
     * @param client this process
     * @param busy all processes of the machine
     * @param stolen what the host gave to other machines when this one wanted it
     */
    record Times(double client, double service, double database, double busy, double stolen) {
        Times since(Times before) {
            return new Times(
                    client - before.client,
                    service - before.service,
                    database - before.database,
                    busy - before.busy,
                    stolen - before.stolen);
        }

        double ours() {
            return client + service + database;
        }
    }

    Times now() throws IOException {
        return new Times(
                ofProcess(ProcessHandle.current().pid()),
                service.isPresent() ? ofProcess(service.getAsLong()) : 0,
                database.isPresent() ? ofFamily(database.getAsLong()) : 0,
                ofMachine(1, 2, 3, 6, 7), // user, nice, system, then idle and waiting, then interrupts
                ofMachine(8));
    }

    /** Processor seconds of children that have ended, of this process: what a command line took. */
    static double ofEndedChildren() throws IOException {
        List<String> fields = fields(ProcessHandle.current().pid()).orElseThrow();
        return ticks(fields.get(13)) + ticks(fields.get(14));
    }

    private static double ofProcess(long process) throws IOException {
        return fields(process)
                .map(fields -> ticks(fields.get(11)) + ticks(fields.get(12)))
                .orElse(0.0);
    }

    /** A process, its children, and those of its children that have ended. */
    private static double ofFamily(long parent) throws IOException {
        double sum = fields(parent)
                .map(fields ->
                        ticks(fields.get(11)) + ticks(fields.get(12)) + ticks(fields.get(13)) + ticks(fields.get(14)))
                .orElse(0.0);
        for (long child : children(parent)) {
            sum += ofProcess(child);
        }
        return sum;
    }

    static List<Long> children(long parent) {
        return ProcessHandle.of(parent).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Fields of {@code /proc/PID/stat} after the name, which may itself hold anything: state first. */
    private static Optional<List<String>> fields(long process) throws IOException {
        try {
            String text = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            return Optional.of(List.of(text.substring(text.lastIndexOf(')') + 2).split(" ")));
        } catch (NoSuchFileException ended) {
            return Optional.empty();
        }
    }

    private static double ofMachine(int... columns) throws IOException {
        String[] line = Files.readString(Path.of("/proc/stat"))
                .lines()
                .findFirst()
                .orElseThrow()
                .split(" +");
        return Arrays.stream(columns).mapToDouble(column -> ticks(line[column])).sum();
    }

    private static double ticks(String text) {
        return Long.parseLong(text) / TICKS_PER_SECOND;
    }
}
