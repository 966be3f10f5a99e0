package org.zhengzhao.registry.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.registry.platform.postgres.Command.Outcome;

/**
 * A PostgreSQL server that belongs to this process. It listens on the loopback address only, takes a password from
 * everybody, and writes durably: what was committed survives a kill of everything.
 *
 * <p>Start, and what a crash after each step leaves behind: (1) the claim on the directory, gone with the process; (2) the
 * programs, unpacked under a temporary name; (3) a server whose owner was killed, stopped by the next start; (4) the
 * passwords; (5) the cluster, made under a temporary name; (6) the running server; (7) role and database, made when
 * missing. Every step finds its own leftovers and goes on from there.
 *
 * <p>A server that ends while it is needed is started again by {@link ServerWatch}.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** Programs, an empty cluster, its write-ahead log and room to work. */
    static final long SPACE_FOR_FIRST_START = 500L << 20;

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

    private final DatabaseDirectory directory;
    private final PostgresBinaries binaries;
    private final ServerAccount account;
    private final DatabaseCoordinates coordinates;
    private final ServerWatch watch;
    private boolean open = true;

    private EmbeddedPostgres(
            DatabaseDirectory directory,
            PostgresBinaries binaries,
            ServerAccount account,
            DatabaseCoordinates coordinates,
            ServerWatch watch) {
        this.directory = directory;
        this.binaries = binaries;
        this.account = account;
        this.coordinates = coordinates;
        this.watch = watch;
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

    /** The service is about to end, and the server may end before it is stopped: a service manager may tell both at once. */
    public void letEnd() {
        watch.close();
    }

    /** Stops the server: open transactions are rolled back, everything committed is on disk. May be called twice. */
    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        watch.close();
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
            ServerLauncher launcher = new ServerLauncher(directory, binaries, account);
            ServerLauncher.Running running = launcher.launch();
            int port = running.port();
            DatabaseCoordinates coordinates = new DatabaseCoordinates(
                    ServiceDatabase.url(port, Credentials.SERVICE), Credentials.SERVICE, credentials.servicePassword());
            EmbeddedPostgres server =
                    new EmbeddedPostgres(directory, binaries, account, coordinates, new ServerWatch(launcher, running));
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
                    throw ServerLauncher.problem(failed.output(), directory);
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
    }
}
