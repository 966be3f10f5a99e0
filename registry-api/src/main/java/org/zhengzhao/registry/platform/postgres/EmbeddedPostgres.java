package org.zhengzhao.registry.platform.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.zhengzhao.registry.platform.postgres.Command.Outcome;

/**
 * A PostgreSQL server that belongs to this process. It listens on the loopback address only, takes a password from
 * everybody, and writes durably: what was committed survives a kill of everything.
 *
 * <p>Start, and what a crash after each step leaves behind: (1) the claim on the directory, gone with the process; (2) the
 * programs, unpacked under a temporary name; (3) a server whose owner was killed, stopped by the next start; (4) the
 * passwords; (5) the cluster, made under a temporary name; (6) the running server; (7) role and database, made when
 * missing. Every step finds its own leftovers and goes on from there.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** Programs, an empty cluster, its write-ahead log and room to work. */
    static final long SPACE_FOR_FIRST_START = 500L << 20;

    private static final long LOG_KEPT = 8L << 20;
    private static final int ATTEMPTS = 20;

    /** Written into the cluster's own configuration when it is made: an operator may change them there. */
    private static final List<String> TUNABLE = List.of(
            "shared_buffers=96MB",
            "max_connections=100",
            "maintenance_work_mem=64MB",
            "effective_cache_size=512MB",
            "max_wal_size=512MB",
            "min_wal_size=64MB",
            "random_page_cost=1.1",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_checkpoints=off");

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
    private final DatabaseCoordinates coordinates;
    private boolean open = true;

    private EmbeddedPostgres(
            DatabaseDirectory directory,
            PostgresBinaries binaries,
            ServerAccount account,
            DatabaseCoordinates coordinates) {
        this.directory = directory;
        this.binaries = binaries;
        this.account = account;
        this.coordinates = coordinates;
    }

    /** Starts the server of a claimed directory; the claim ends with the server, or here if it does not start. */
    public static EmbeddedPostgres start(DatabaseDirectory directory) throws DatabaseStartException {
        return start(directory, true);
    }

    static EmbeddedPostgres start(DatabaseDirectory directory, boolean namespacesAllowed)
            throws DatabaseStartException {
        boolean started = false;
        try {
            EmbeddedPostgres server = new Start(directory, namespacesAllowed).run();
            started = true;
            return server;
        } catch (IOException failed) {
            throw StartProblems.from(failed, directory.root());
        } finally {
            if (!started) {
                directory.close();
            }
        }
    }

    /** How the service reaches its database. */
    public DatabaseCoordinates coordinates() {
        return coordinates;
    }

    /** The number of the server's main process. */
    public long process() throws IOException {
        return PostmasterFile.find(directory.cluster())
                .map(PostmasterFile::process)
                .orElse(0L);
    }

    /** Stops the server: open transactions are rolled back, everything committed is on disk. May be called twice. */
    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        try {
            stop(binaries, account, directory);
        } catch (IOException failed) {
            // The next start finds the server and stops it; nothing committed is lost.
            System.getLogger(EmbeddedPostgres.class.getName())
                    .log(System.Logger.Level.WARNING, "the database server was not stopped", failed);
        } finally {
            directory.close();
        }
    }

    private static void stop(PostgresBinaries binaries, ServerAccount account, DatabaseDirectory directory)
            throws IOException {
        Outcome fast = pgCtl(binaries, account, directory, List.of("stop", "-m", "fast", "-w", "-t", "60"));
        if (fast instanceof Outcome.Failed && serverOf(directory.cluster()).isPresent()) {
            // No checkpoint at the end: the next start recovers from the write-ahead log.
            pgCtl(binaries, account, directory, List.of("stop", "-m", "immediate", "-w", "-t", "30"));
        }
    }

    private static Outcome pgCtl(
            PostgresBinaries binaries, ServerAccount account, DatabaseDirectory directory, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(account.prefix());
        command.add(binaries.pgCtl().toString());
        command.addAll(arguments);
        command.addAll(List.of("-D", directory.cluster().toString()));
        return Command.run(directory.root(), command);
    }

    private static Optional<PostmasterFile> serverOf(Path cluster) throws IOException {
        Optional<PostmasterFile> file = PostmasterFile.find(cluster);
        return file.isPresent() && file.get().isServerOf(cluster) ? file : Optional.empty();
    }

    /** One start, step by step. */
    private static final class Start {
        private final DatabaseDirectory directory;
        private final boolean namespacesAllowed;

        Start(DatabaseDirectory directory, boolean namespacesAllowed) {
            this.directory = directory;
            this.namespacesAllowed = namespacesAllowed;
        }

        EmbeddedPostgres run() throws IOException, DatabaseStartException {
            if (!Files.exists(directory.cluster())) {
                requireSpace();
            }
            PostgresBinaries binaries = PostgresBinaries.unpacked(directory.root());
            ServerAccount account = ServerAccount.choose(directory, namespacesAllowed);
            String version = version(binaries, account);
            endOrphan(binaries, account);
            binaries.deleteOthers();
            Credentials credentials = credentials(account);
            if (!Files.exists(directory.cluster())) {
                makeCluster(binaries, account, credentials);
            }
            requireVersion(version);
            int port = launch(binaries, account);
            DatabaseCoordinates coordinates = new DatabaseCoordinates(
                    ServiceDatabase.url(port, Credentials.SERVICE), Credentials.SERVICE, credentials.servicePassword());
            EmbeddedPostgres server = new EmbeddedPostgres(directory, binaries, account, coordinates);
            boolean ready = false;
            try {
                ServiceDatabase.prepare(port, credentials, directory);
                ready = true;
            } finally {
                if (!ready) {
                    server.close();
                }
            }
            return server;
        }

        private void requireSpace() throws IOException, DatabaseStartException {
            long free = Files.getFileStore(directory.root()).getUsableSpace();
            if (free < SPACE_FOR_FIRST_START) {
                throw StartProblems.notEnoughSpace(directory.root(), free, SPACE_FOR_FIRST_START);
            }
        }

        /** The major version, learned by running the program: that tells at once whether it runs here at all. */
        private String version(PostgresBinaries binaries, ServerAccount account)
                throws IOException, DatabaseStartException {
            List<String> command = new ArrayList<>(account.prefix());
            command.addAll(List.of(binaries.postgres().toString(), "--version"));
            return switch (Command.run(directory.root(), command)) {
                case Outcome.Succeeded succeeded -> succeeded.output().replaceAll("\\D*(\\d+)[\\s\\S]*", "$1");
                case Outcome.Failed failed -> throw StartProblems.binariesDoNotRun(failed.output());
            };
        }

        /** A server whose owner was killed still runs and still holds the cluster. */
        private void endOrphan(PostgresBinaries binaries, ServerAccount account)
                throws IOException, DatabaseStartException {
            Optional<PostmasterFile> left = PostmasterFile.find(directory.cluster());
            if (left.isEmpty()) {
                return;
            }
            if (left.get().isServerOf(directory.cluster())) {
                stop(binaries, account, directory);
                if (serverOf(directory.cluster()).isPresent()) {
                    throw StartProblems.alreadyRunning(
                            directory.root(), "PostgreSQL, pid " + left.get().process());
                }
            } else {
                // Its process is gone, or the number now is somebody else's, which PostgreSQL would not dare to assume.
                Files.deleteIfExists(left.get().file());
            }
        }

        private Credentials credentials(ServerAccount account) throws IOException, DatabaseStartException {
            Optional<Credentials> known = Credentials.find(directory.credentials());
            if (known.isPresent()) {
                return known.get();
            }
            if (Files.exists(directory.cluster())) {
                throw StartProblems.credentialsLost(directory.credentials());
            }
            Credentials fresh = Credentials.random(new SecureRandom());
            fresh.write(directory.credentials());
            account.own(directory.credentials());
            return fresh;
        }

        private void makeCluster(PostgresBinaries binaries, ServerAccount account, Credentials credentials)
                throws IOException, DatabaseStartException {
            Path unfinished = directory.unfinishedCluster();
            PrivateFiles.deleteTree(unfinished);
            Path password = directory.root().resolve("initdb-password");
            PrivateFiles.write(password, credentials.administratorPassword() + "\n");
            account.own(password);
            List<String> command = new ArrayList<>(account.prefix());
            command.addAll(List.of(
                    binaries.initdb().toString(),
                    "--pgdata=" + unfinished,
                    "--username=" + Credentials.ADMINISTRATOR,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    // Sorting that no update of the operating system changes under the indexes.
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--data-checksums",
                    "--no-instructions"));
            TUNABLE.forEach(setting -> command.add("--set=" + setting));
            try {
                if (Command.run(directory.root(), command) instanceof Outcome.Failed failed) {
                    throw problem(failed.output());
                }
            } finally {
                Files.deleteIfExists(password);
            }
            PrivateFiles.rename(unfinished, directory.cluster());
        }

        private void requireVersion(String ours) throws IOException, DatabaseStartException {
            Path file = directory.cluster().resolve("PG_VERSION");
            String found = Files.exists(file) ? Files.readString(file).strip() : "?";
            if (!found.equals(ours)) {
                throw StartProblems.otherVersion(directory.cluster(), found, ours);
            }
        }

        /** Starts the server and waits until it has recovered and takes connections. */
        private int launch(PostgresBinaries binaries, ServerAccount account)
                throws IOException, DatabaseStartException {
            prepareLog(account);
            int port = rememberedPort().filter(Start::isFree).orElseGet(Start::freePort);
            for (int attempt = 1; ; attempt++) {
                long logged = Files.exists(directory.log()) ? Files.size(directory.log()) : 0;
                if (becomesReady(serverProcess(binaries, account, port))) {
                    PrivateFiles.write(directory.port(), Integer.toString(port));
                    account.own(directory.port());
                    return port;
                }
                String log = logSince(logged);
                if (attempt < ATTEMPTS && log.contains("Address already in use")) {
                    port = freePort();
                } else if (attempt < ATTEMPTS && log.contains("shared memory block")) {
                    // Children of a killed server need a moment to notice and end.
                    pause(500);
                } else {
                    throw log.contains("Address already in use") ? StartProblems.portTaken(port) : problem(log);
                }
            }
        }

        /**
         * The server as our child, without a shell between, in a session of its own: a Ctrl-C in the terminal must reach the
         * service first, which still needs its database to end well.
         */
        private Process serverProcess(PostgresBinaries binaries, ServerAccount account, int port) throws IOException {
            List<String> command = new ArrayList<>(List.of("setsid"));
            command.addAll(account.prefix());
            command.add(binaries.postgres().toString());
            command.addAll(List.of("-D", directory.cluster().toString(), "-p", Integer.toString(port)));
            FIXED.forEach(setting -> command.addAll(List.of("-c", setting)));
            return Command.start(directory.root(), command, directory.log());
        }

        /** Waits for the server, however long it recovers; false when it ended instead. */
        private boolean becomesReady(Process process) throws IOException {
            while (process.isAlive()) {
                Optional<PostmasterFile> file = PostmasterFile.find(directory.cluster());
                if (file.isPresent() && file.get().ready() && file.get().process() == process.pid()) {
                    return true;
                }
                pause(20);
            }
            return false;
        }

        private DatabaseStartException problem(String output) {
            if (output.contains("No space left on device")) {
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
                throw new java.io.UncheckedIOException(noLoopback);
            }
        }

        private void prepareLog(ServerAccount account) throws IOException {
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
                throw new java.io.InterruptedIOException("interrupted while the database started");
            }
        }
    }
}
