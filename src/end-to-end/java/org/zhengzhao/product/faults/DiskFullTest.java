package org.zhengzhao.product.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.product.RunningProduct;

/**
 * The disk of the data directory full under load, then once more so that not even the log of the database can grow, then at a start. Requests
 * are refused cleanly, all goes on by itself when there is space again, and nothing that was acknowledged is missing.
 */
@Tag("faults")
class DiskFullTest {
    private final long seed = Faults.seed();
    private final int port = RunningProduct.freePort();

    @TempDir
    private Path directory;

    @Test
    void disk_fullUnderLoad_refusesAndGoesOnWhenThereIsSpace() throws Exception {
        Faults.say("disk full, seed %d", seed);
        Path mountPoint = Files.createDirectories(directory.resolve("disk"));
        try (SmallDisk disk = SmallDisk.require(mountPoint);
                Load load = new Load(Long.toString(seed), directory)) {
            RunningProduct product = RunningProduct.begin(disk.place(), port, Faults.SETTINGS);
            try {
                product.awaitReady();
                Database database = Database.of(product.data());
                load.add(product.base(), "c", Load.CLIENTS, seed, product.secret("market-bureau"));

                Duration first = fullAndFree(disk, load, database, false);
                Duration second = fullAndFree(disk, load, database, true);
                load.settle();
                load.mayFail(false);
                assertThat(load.log().figures().unanswered()).isZero();
                Records records = new Records(database);
                records.judge(load.log().acknowledged());
                List<Records.Held> held = records.held();
                new Published().await(product, held);
                int faces = new Verified(directory).judge(product, held);
                assertThat(product.process().isAlive()).isTrue();
                assertThat(product.log()).contains("disk", "is full");
                Faults.requireLogForPeople(product, 120);

                product.kill();
                disk.fill();
                String refusal = refusedStart(disk);
                disk.free();
                if (Faults.isLong()) {
                    product = RunningProduct.begin(disk.place(), port, Faults.SETTINGS);
                    product.awaitReady();
                    records.judge(load.log().acknowledged());
                }
                Faults.say("start refused: %s", refusal.strip());
                Faults.say(
                        "FIGURES disk full, seed %d: work goes on %s and %s after there is space, faces verified %d, %s",
                        seed,
                        Faults.seconds(first),
                        Faults.seconds(second),
                        faces,
                        load.log().figures());
            } finally {
                product.close();
            }
        }
    }

    /** How long it takes until work goes on, after there is space again. */
    private static Duration fullAndFree(SmallDisk disk, Load load, Database database, boolean logToo) throws Exception {
        load.work();
        load.awaitAnswers(10, Faults.LONG_ENOUGH);
        load.mayFail(true);
        long unavailable = load.log().figures().unavailable();
        disk.fill();
        if (logToo) {
            switchLog(database);
        }
        Instant end = Instant.now().plus(Faults.LONG_ENOUGH);
        while (load.log().figures().unavailable() < unavailable + 10) {
            load.requireSound();
            assertThat(Instant.now()).as("refusals on a full disk").isBefore(end);
            disk.fill();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        // Long enough to be tried again in vain.
        TimeUnit.SECONDS.sleep(4);
        disk.free();
        Duration recovered = load.awaitAnswers(3L * Load.CLIENTS, Faults.LONG_ENOUGH);
        Faults.say(
                "disk full%s: work goes on %s after there is space, %d MB free",
                logToo ? ", also for the database's own log" : "", Faults.seconds(recovered), disk.freeMegabytes());
        return recovered;
    }

    /** The write-ahead log wants a new file at once, which there is no room for: the server cannot go on at all. */
    private static void switchLog(Database database) throws Exception {
        try (Connection connection = database.connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 10; i++) {
                statement.execute("select pg_logical_emit_message(true, 'faults', 'x'), pg_switch_wal()");
            }
        } catch (SQLException gone) {
            // As it should be.
            return;
        }
    }

    private String refusedStart(SmallDisk disk) throws Exception {
        RunningProduct refused = RunningProduct.begin(disk.place(), port, Faults.SETTINGS);
        try {
            assertThat(refused.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(refused.process().exitValue()).isEqualTo(12);
            assertThat(refused.log()).contains("full").doesNotContain("\tat ");
            return refused.log();
        } finally {
            refused.process().destroyForcibly();
        }
    }
}
