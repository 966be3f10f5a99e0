package org.zhengzhao.product.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.product.RunningProduct;

/**
 * PostgreSQL killed (kill -9) under load, while the service lives: requests are refused cleanly and in time, the server is started again,
 * and nothing that was acknowledged is missing. A second node, for which it is an external database, finds it again too.
 */
@Tag("faults")
class DatabaseKillTest {
    /** What everybody may ask for, monitoring too. */
    private static final List<String> PUBLIC =
            List.of("/", "/q/health", "/v1/status-lists", "/v1/offline-bundle", "/v1/trust-anchors");

    private final long seed = Faults.seed();
    private final Random random = new Random(seed);

    @TempDir
    private Path directory;

    @Test
    void database_killedUnderLoad_isStartedAgainAndLosesNothing() throws Exception {
        int kills = (Faults.kills(2) + 1) / 2;
        Faults.say("%d kills of the database, seed %d", kills, seed);
        List<Duration> recovered = new ArrayList<>();
        Duration slowest = Duration.ZERO;
        List<RunningProduct> nodes = new ArrayList<>();
        try (Load load = new Load(Long.toString(seed), directory)) {
            RunningProduct product =
                    RunningProduct.start(directory.resolve("data"), RunningProduct.freePort(), Faults.SETTINGS);
            nodes.add(product);
            Database database = Database.of(product.data());
            load.add(product.base(), "c", Load.CLIENTS, seed, product.secret("market-bureau"));
            if (Faults.isLong()) {
                nodes.add(second(product, database));
                load.add(nodes.getLast().base(), "d", 2, seed + 1, product.secret("market-bureau"));
            }
            Instant up = Instant.now();
            for (int round = 1; round <= kills; round++) {
                load.work();
                load.awaitAnswers(3, Faults.LONG_ENOUGH);
                TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2500));
                load.mayFail(true);
                ProcessHandle server = ProcessHandle.of(database.process()).orElseThrow();
                server.destroyForcibly();
                server.onExit().join();
                for (String path : PUBLIC) {
                    assertThat(product.send(product.request(path)).statusCode())
                            .as(path)
                            .isIn(200, 503);
                }
                // Enough for every client to come through again.
                recovered.add(load.awaitAnswers(3L * (Load.CLIENTS + 2), Faults.LONG_ENOUGH));
                slowest = longer(slowest, load.slowest());
                load.settle();
                load.mayFail(false);
                up = Instant.now();
                Faults.say(
                        "round %d, killed the database: work goes on after %s, %s",
                        round, Faults.seconds(recovered.getLast()), load.log().figures());
            }
            // The service lives, so everybody got an answer, and in time.
            assertThat(load.log().figures().unanswered()).isZero();
            Records records = new Records(database);
            records.judge(load.log().acknowledged());
            records.requireNoOpenIntentSince(up);
            List<Records.Held> held = records.held();
            new Published().await(product, held);
            int faces = new Verified(directory).judge(product, held);
            for (RunningProduct node : nodes) {
                assertThat(node.process().isAlive()).isTrue();
                Faults.requireLogForPeople(node, 40 + 20 * kills);
            }
            assertThat(product.log()).contains("the database server ended", "the database server runs again");
            Faults.say(
                    "FIGURES kills of the database %d, seed %d: work goes on after %s, slowest answer %s,"
                            + " faces verified %d, open intents %d, %s",
                    kills,
                    seed,
                    Faults.medianAndMost(recovered),
                    Faults.seconds(slowest),
                    faces,
                    records.openIntents(),
                    load.log().figures());
        } finally {
            // The one with the database last.
            nodes.reversed().forEach(RunningProduct::close);
        }
    }

    /** Another node on the same keys, for which the database of the first is one that somebody else runs. */
    private RunningProduct second(RunningProduct first, Database database) throws Exception {
        Path data = Files.createDirectories(directory.resolve("second"));
        Path keys = Files.createDirectories(data.resolve("keys"));
        try (Stream<Path> files = Files.list(first.data().resolve("keys"))) {
            for (Path file : files.toList()) {
                Files.copy(file, keys.resolve(file.getFileName()));
            }
        }
        Map<String, String> settings = new HashMap<>(Faults.SETTINGS);
        settings.put("ZHENGZHAO_DATABASE_URL", database.url());
        settings.put("ZHENGZHAO_DATABASE_USERNAME", "zhengzhao");
        settings.put("ZHENGZHAO_DATABASE_PASSWORD", database.password());
        return RunningProduct.start(data, RunningProduct.freePort(), settings);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
