package org.zhengzhao.registry;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.postgres.Claimant;
import org.zhengzhao.registry.platform.postgres.DatabaseCoordinates;
import org.zhengzhao.registry.platform.postgres.DatabaseDirectory;
import org.zhengzhao.registry.platform.postgres.DatabaseStartException;
import org.zhengzhao.registry.platform.postgres.EmbeddedPostgres;
import org.zhengzhao.registry.platform.postgres.PrivateFiles;
import org.zhengzhao.registry.platform.problem.StartRefusedException;
import org.zhengzhao.schema.text.Bilingual;

/**
 * One run of the service: the data directory is claimed, then the port looked at, then the database started, then the
 * framework; everything stops in the opposite order, on SIGTERM too.
 */
final class Launch {
    /** How long the framework may take to let its last requests finish before the database is stopped under it. */
    private static final long SHUTDOWN_SECONDS = 30;

    private static final Logger LOG = Logger.getLogger(Launch.class);

    private final StartSettings settings;
    private final CountDownLatch frameworkEnded = new CountDownLatch(1);

    Launch(StartSettings settings) {
        this.settings = settings;
    }

    /** Runs until the service is told to end; the exit status. */
    int run() throws CannotStartException, DatabaseStartException {
        System.setProperty("zhengzhao.data", settings.data().toString());
        System.setProperty("quarkus.http.port", Integer.toString(settings.port()));
        System.setProperty("quarkus.http.host", settings.host());
        settings.tls().ifPresent(tls -> tls.properties(settings.port()).forEach(System::setProperty));
        Optional<DatabaseCoordinates> external = settings.database();
        if (external.isPresent()) {
            prepareDataDirectory();
            requireFreePort();
            return runFramework(external.get());
        }
        try (EmbeddedPostgres server = startDatabase()) {
            // A signal ends the process without returning from here, so the database has a hook of its own.
            Thread hook = new Thread(() -> stopAfterFramework(server), "database-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            return runFramework(server.coordinates());
        }
    }

    private void prepareDataDirectory() throws CannotStartException {
        Path data = settings.data();
        try {
            PrivateFiles.createDirectory(data);
        } catch (IOException failed) {
            throw new CannotStartException(unusableData(data));
        }
        if (!Files.isWritable(data)) {
            throw new CannotStartException(unusableData(data));
        }
    }

    private static Bilingual unusableData(Path data) {
        return new Bilingual(
                "无法写入数据目录 " + data + "。请修改权限,或用 --data 换一个目录。",
                "The data directory " + data
                        + " cannot be written. Change its permissions, or choose another one with --data DIR.");
    }

    private EmbeddedPostgres startDatabase() throws CannotStartException, DatabaseStartException {
        Claimant claimant =
                settings.fixedPort().isPresent() ? Claimant.thisProcess(settings.port()) : Claimant.thisProcess();
        DatabaseDirectory directory = DatabaseDirectory.claim(settings.data(), claimant);
        boolean portFree = false;
        try {
            requireFreePort();
            portFree = true;
        } finally {
            if (!portFree) {
                directory.close();
            }
        }
        return EmbeddedPostgres.start(directory);
    }

    /** Looked at before anything takes time; the framework itself reports the rare case that it is taken meanwhile. */
    private void requireFreePort() throws CannotStartException {
        if (settings.fixedPort().isEmpty()) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException taken) {
            throw new CannotStartException(portTaken());
        }
    }

    private Bilingual portTaken() {
        int other = settings.port() == 18080 ? 18081 : 18080;
        return new Bilingual(
                "无法在 " + settings.host() + " 上使用端口 " + settings.port()
                        + "(可能已被其他程序占用)。请停止该程序,或用 --port 换一个端口,例如 --port " + other + "。",
                "Port " + settings.port() + " on " + settings.host()
                        + " cannot be used, another program probably has it. Stop that program, or choose another port,"
                        + " for example --port " + other + ".");
    }

    private int runFramework(DatabaseCoordinates database) throws CannotStartException {
        System.setProperty("quarkus.datasource.jdbc.url", database.jdbcUrl());
        System.setProperty("quarkus.datasource.username", database.username());
        System.setProperty("quarkus.datasource.password", database.password());
        AtomicInteger status = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        try {
            // With a handler of our own, because the default one ends the process before the database is stopped.
            Quarkus.run(
                    null,
                    (code, error) -> {
                        status.set(code);
                        failure.set(error);
                    },
                    settings.rest().toArray(String[]::new));
        } finally {
            frameworkEnded.countDown();
        }
        Throwable error = failure.get();
        if (error != null) {
            if (isCausedBy(error, BindException.class)) {
                throw new CannotStartException(portTaken());
            }
            Optional<StartRefusedException> refused = causes(error)
                    .filter(StartRefusedException.class::isInstance)
                    .map(StartRefusedException.class::cast)
                    .findFirst();
            if (refused.isPresent()) {
                throw new CannotStartException(refused.get().text());
            }
            LOG.error("the service did not start", error);
        }
        return status.get();
    }

    private static boolean isCausedBy(Throwable error, Class<? extends Throwable> kind) {
        return causes(error).anyMatch(kind::isInstance);
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause).limit(50);
    }

    private void stopAfterFramework(EmbeddedPostgres server) {
        server.letEnd();
        try {
            boolean ended = frameworkEnded.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                System.err.println("zhengzhao: the service did not end in time, stopping its database");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }

    /** Something outside is in the way. */
    static final class CannotStartException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Bilingual text;

        CannotStartException(Bilingual text) {
            super(text.english());
            this.text = text;
        }

        Bilingual text() {
            return text;
        }
    }
}
