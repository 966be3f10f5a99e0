package org.zhengzhao.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged service on an embedded database, in a directory of its own, until it is closed. */
final class Service implements AutoCloseable {
    private static final long START_SECONDS = 180;
    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final int port;
    private final Path data;
    private final double startSeconds;

    private Service(Process process, int port, Path data, double startSeconds) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.startSeconds = startSeconds;
    }

    /** Starts it and waits until it says that it is live. */
    static Service start(Path launcher, Path scratch) throws IOException, InterruptedException {
        int port = freePort();
        Path data = scratch.resolve("data");
        ProcessBuilder command = new ProcessBuilder(
                        launcher.toString(), "start", "--port", Integer.toString(port), "--data", data.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        scratch.resolve("service.log").toFile()));
        // Licenses that are made by SQL are not to be encrypted beside what is measured.
        command.environment().put("ZHENGZHAO_ENCRYPTION_EVERY", "PT1H");
        // Whatever database the person who measures has set up, it is not for us.
        command.environment()
                .keySet()
                .removeIf(name -> name.startsWith("ZHENGZHAO_DATABASE") || name.startsWith("QUARKUS_"));
        long from = System.nanoTime();
        Process process = command.start();
        Thread ending = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(ending);
        while (!live(port)) {
            if (!process.isAlive() || System.nanoTime() - from > START_SECONDS * 1_000_000_000L) {
                end(process);
                throw new IOException(
                        "the service did not start:\n" + Files.readString(scratch.resolve("service.log")));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new Service(process, port, data, (System.nanoTime() - from) / 1e9);
    }

    private static boolean live(int port) {
        try (HttpConnection connection = new HttpConnection(port)) {
            return connection.get("/q/health/live", "").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    /** From the command to the first answer. */
    double startSeconds() {
        return startSeconds;
    }

    Processors processors() throws IOException {
        return new Processors(OptionalLong.of(virtualMachine()), OptionalLong.of(postmaster()));
    }

    /** Resident memory of the service's process in megabytes. */
    double megabytes() throws IOException {
        return kilobytes(virtualMachine(), "status", "VmRSS:") / 1024.0;
    }

    /** Memory of its database in megabytes; what the processes share is counted once. */
    double databaseMegabytes() throws IOException {
        long postmaster = postmaster();
        long sum = kilobytes(postmaster, "smaps_rollup", "Pss:");
        for (long child : Processors.children(postmaster)) {
            sum += kilobytes(child, "smaps_rollup", "Pss:");
        }
        return sum / 1024.0;
    }

    /** The launcher may have become the service or have started it. */
    private long virtualMachine() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no process of the service"))
                .pid();
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgresql/cluster/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private static long kilobytes(long pid, String file, String field) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), file));
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    private static void end(Process process) {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("bench: the service did not stop when told to; it is ended");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        family.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        end(process);
    }
}
