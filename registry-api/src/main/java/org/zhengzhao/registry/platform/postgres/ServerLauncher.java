package org.zhengzhao.registry.platform.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Launches the server of a cluster that is there, and waits until it takes connections. */
final class ServerLauncher {
    private static final long LOG_KEPT = 8L << 20;
    private static final int ATTEMPTS = 20;

    /** Given at every start, because others rely on them. */
    private static final List<String> FIXED = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            // The details and statements of errors carry people's data: they do not belong into a log.
            "log_error_verbosity=terse",
            "log_min_error_statement=panic");

    private final DatabaseDirectory directory;
    private final PostgresBinaries binaries;
    private final ServerAccount account;

    ServerLauncher(DatabaseDirectory directory, PostgresBinaries binaries, ServerAccount account) {
        this.directory = directory;
        this.binaries = binaries;
        this.account = account;
    }

    /** Where the server works. */
    Path place() {
        return directory.root();
    }

    /** A server that takes connections. */
    record Running(Process process, int port) {}

    /** Launches it on the port that it had the last time, or on another one where that is taken. */
    Running launch() throws IOException, DatabaseStartException {
        int port = rememberedPort().filter(ServerLauncher::isFree).orElseGet(ServerLauncher::freePort);
        return launch(port, true);
    }

    /** Launches it again after it ended, on the same port: others have the address. */
    Running launchAgain(int port) throws IOException, DatabaseStartException {
        Optional<PostmasterFile> left = PostmasterFile.find(directory.cluster());
        if (left.isPresent() && !left.get().isServerOf(directory.cluster())) {
            // Its number may be somebody else's by now, which PostgreSQL would take for a server.
            Files.deleteIfExists(left.get().file());
        }
        return launch(port, false);
    }

    private Running launch(int first, boolean anyPort) throws IOException, DatabaseStartException {
        prepareLog();
        int port = first;
        for (int attempt = 1; ; attempt++) {
            long logged = Files.exists(directory.log()) ? Files.size(directory.log()) : 0;
            Process process = serverProcess(port);
            if (becomesReady(process)) {
                if (!rememberedPort().equals(Optional.of(port))) {
                    PrivateFiles.write(directory.port(), Integer.toString(port));
                    account.own(directory.port());
                }
                return new Running(process, port);
            }
            String log = logSince(logged);
            if (attempt < ATTEMPTS && anyPort && log.contains("Address already in use")) {
                port = freePort();
            } else if (attempt < ATTEMPTS && log.contains("shared memory block")) {
                // Children of a killed server need a moment to notice and end.
                pause(500);
            } else {
                throw log.contains("Address already in use") ? StartProblems.portTaken(port) : problem(log, directory);
            }
        }
    }

    /**
     * The server as our child, without a shell between, in a session of its own: a Ctrl-C in the terminal must reach the
     * service first, which still needs its database to end well.
     */
    private Process serverProcess(int port) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(account.prefix());
        command.add(binaries.postgres().toString());
        command.addAll(List.of("-D", directory.cluster().toString(), "-p", Integer.toString(port)));
        FIXED.forEach(setting -> command.addAll(List.of("-c", setting)));
        return Command.start(directory.root(), command, directory.log());
    }

    /** Waits for the server, however long it recovers; false when it ended instead. */
    private boolean becomesReady(Process process) throws IOException {
        boolean decided = false;
        try {
            while (process.isAlive()) {
                Optional<PostmasterFile> file = PostmasterFile.find(directory.cluster());
                if (file.isPresent() && file.get().ready() && file.get().process() == process.pid()) {
                    decided = true;
                    return true;
                }
                pause(20);
            }
            decided = true;
            return false;
        } finally {
            if (!decided) {
                // Nobody waits for it any more. It has made nothing that its log would not make again.
                process.destroyForcibly();
            }
        }
    }

    /** What the output of the server, or of the program that makes a cluster, says about why it ended. */
    static DatabaseStartException problem(String output, DatabaseDirectory directory) {
        // Its log is on the same disk, and may be silent for that.
        if (output.contains("No space left on device") || StartProblems.isFull(directory.root())) {
            return StartProblems.diskFull(directory.root(), Optional.empty());
        }
        String telling = output.lines()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("error:"))
                .reduce((first, second) -> second)
                .orElse(output);
        return StartProblems.failed(telling, directory.log());
    }

    private Optional<Integer> rememberedPort() throws IOException {
        if (!Files.exists(directory.port())) {
            return Optional.empty();
        }
        String text = Files.readString(directory.port());
        return text.matches("[1-9][0-9]{3,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException | IllegalArgumentException taken) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException noLoopback) {
            throw new UncheckedIOException(noLoopback);
        }
    }

    private void prepareLog() throws IOException {
        Path log = directory.log();
        if (Files.exists(log) && Files.size(log) > LOG_KEPT) {
            Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log)) {
            PrivateFiles.write(log, "");
        }
        account.own(log);
    }

    private String logSince(long offset) throws IOException {
        if (!Files.exists(directory.log())) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(directory.log().toFile(), "r")) {
            byte[] tail = new byte[64 << 10];
            log.seek(Math.max(offset, log.length() - tail.length));
            int read = log.read(tail);
            return new String(Arrays.copyOf(tail, Math.max(read, 0)), StandardCharsets.UTF_8);
        }
    }

    private static void pause(long milliseconds) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the database started");
        }
    }
}
