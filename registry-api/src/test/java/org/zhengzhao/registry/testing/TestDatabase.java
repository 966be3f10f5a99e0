package org.zhengzhao.registry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.zhengzhao.registry.platform.postgres.Claimant;
import org.zhengzhao.registry.platform.postgres.DatabaseCoordinates;
import org.zhengzhao.registry.platform.postgres.DatabaseDirectory;
import org.zhengzhao.registry.platform.postgres.DatabaseStartException;
import org.zhengzhao.registry.platform.postgres.EmbeddedPostgres;

/**
 * One embedded server per test JVM, in a temporary directory. Quarkus loads test resources by several class loaders of one
 * JVM, so the running server is announced through system properties, not through a static field alone.
 */
public final class TestDatabase {
    private static final String PROPERTY = "zhengzhao.testing.database.";

    private TestDatabase() {}

    public static Path data() {
        coordinates();
        return Path.of(System.getProperty(PROPERTY + "data"));
    }

    public static DatabaseCoordinates coordinates() {
        // Interned, hence the same object for every class loader.
        synchronized (PROPERTY.intern()) {
            if (System.getProperty(PROPERTY + "url") == null) {
                start();
            }
            return new DatabaseCoordinates(
                    System.getProperty(PROPERTY + "url"),
                    System.getProperty(PROPERTY + "username"),
                    System.getProperty(PROPERTY + "password"));
        }
    }

    private static void start() {
        try {
            Path data = Files.createTempDirectory("zhengzhao-test-");
            EmbeddedPostgres server = EmbeddedPostgres.start(DatabaseDirectory.claim(data, Claimant.thisProcess()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                delete(data);
            }));
            System.setProperty(PROPERTY + "data", data.toString());
            System.setProperty(PROPERTY + "url", server.coordinates().jdbcUrl());
            System.setProperty(PROPERTY + "username", server.coordinates().username());
            System.setProperty(PROPERTY + "password", server.coordinates().password());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (DatabaseStartException failed) {
            throw new IllegalStateException(failed.text().english(), failed);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException leftBehind) {
            System.err.println("left behind: " + directory);
        }
    }
}
