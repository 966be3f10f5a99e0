package org.zhengzhao.product.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.product.RunningProduct;

/**
 * The service killed (kill -9) while several clients issue, change, suspend and revoke; sometimes its database with it, sometimes once
 * more while it starts. After each restart clients send again what was not answered, and then record, lists, bundle and faces are
 * held against what the clients were told.
 */
@Tag("faults")
class KillTest {
    private final long seed = Faults.seed();
    private final Random random = new Random(seed);
    private final int port = RunningProduct.freePort();
    private final List<Duration> ready = new ArrayList<>();
    private final List<Duration> listed = new ArrayList<>();
    private final List<Duration> bundled = new ArrayList<>();
    private final Set<String> verified = new HashSet<>();
    private int faces;
    private int serviceOnly;
    private int withDatabase;
    private int duringStart;

    @TempDir
    private Path directory;

    @Test
    void service_killedUnderLoad_losesAndInventsNothing() throws Exception {
        int kills = Faults.kills(2);
        Faults.say("%d kills of the service, seed %d", kills, seed);
        RunningProduct product = RunningProduct.start(directory.resolve("data"), port, Faults.SETTINGS);
        Records records = new Records(Database.of(product.data()));
        Published published = new Published();
        Verified faced = new Verified(directory);
        try (Load load = new Load(Long.toString(seed), directory)) {
            load.add(product.base(), "c", Load.CLIENTS, seed, product.secret("market-bureau"));
            for (int round = 1; serviceOnly + withDatabase + duringStart < kills; round++) {
                load.work();
                load.awaitAnswers(Faults.isLong() ? 15 : 3, Faults.LONG_ENOUGH);
                awaitMoment(product, published);
                load.mayFail(true);
                boolean database = kill(product, round);
                load.pause();
                product = startAgain(product, kills);
                Instant restarted = Instant.now();
                load.settle();
                load.mayFail(false);
                judge(load, product, records, published, faced);
                records.requireNoOpenIntentSince(restarted);
                Faults.say(
                        "round %d, killed the service%s: ready again after %s, %s",
                        round,
                        database ? " and its database" : "",
                        Faults.seconds(ready.getLast()),
                        load.log().figures());
            }
            faces += faced.judge(product, records.held());
            figures(load, records, published);
        } finally {
            product.close();
        }
    }

    /** Any moment within some seconds of load; bundles are looked at meanwhile. */
    private void awaitMoment(RunningProduct product, Published published) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500 + random.nextInt(3000));
        while (System.nanoTime() < end) {
            published.bundle(product);
            TimeUnit.MILLISECONDS.sleep(Math.min(300, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
        }
    }

    private boolean kill(RunningProduct product, int round) {
        // The tests have both kinds; a long run mixes them.
        boolean database = Faults.isLong() ? random.nextInt(3) == 0 : round == 2;
        if (database) {
            product.kill();
            withDatabase++;
        } else {
            product.process().destroyForcibly();
            product.process().onExit().join();
            serviceOnly++;
        }
        return database;
    }

    private RunningProduct startAgain(RunningProduct killed, int kills) throws InterruptedException {
        RunningProduct.Place place =
                new RunningProduct.Place(List.of(), killed.data().toString(), killed.data());
        if (Faults.isLong() && random.nextInt(5) == 0 && serviceOnly + withDatabase + duringStart < kills) {
            RunningProduct starting = RunningProduct.begin(place, port, Faults.SETTINGS);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(5000));
            starting.process().destroyForcibly();
            starting.process().onExit().join();
            duringStart++;
        }
        long began = System.nanoTime();
        RunningProduct again = RunningProduct.begin(place, port, Faults.SETTINGS);
        again.awaitReady();
        ready.add(Duration.ofNanos(System.nanoTime() - began));
        return again;
    }

    private void judge(Load load, RunningProduct product, Records records, Published published, Verified faced)
            throws Exception {
        records.judge(load.log().acknowledged());
        List<Records.Held> held = records.held();
        List<Duration> waits = published.await(product, held);
        listed.add(waits.getFirst());
        bundled.add(waits.getLast());
        List<Records.Held> fresh = held.stream()
                .filter(license -> verified.add(license.identifier()))
                .toList();
        faces += faced.judge(product, fresh);
        Faults.requireLogForPeople(product, 60);
    }

    private void figures(Load load, Records records, Published published) throws Exception {
        ClientLog.Figures figures = load.log().figures();
        Faults.say(
                "FIGURES kills %d (service %d, with database %d, while starting %d), seed %d",
                serviceOnly + withDatabase + duringStart, serviceOnly, withDatabase, duringStart, seed);
        Faults.say(
                "FIGURES requests %d, acknowledged %d, sent again %d, of which had been done %d, without answer %d, refused 409 %d",
                figures.sent(),
                figures.acknowledged(),
                figures.repeated(),
                figures.replayed(),
                figures.unanswered(),
                figures.refused());
        Faults.say("FIGURES ready again after a kill %s", Faults.medianAndMost(ready));
        Faults.say(
                "FIGURES published after the last answer: lists %s, bundle %s (looked at every 1 s and 2 s)",
                Faults.medianAndMost(listed), Faults.medianAndMost(bundled));
        Faults.say(
                "FIGURES licenses %d, faces verified %d, bundles seen %d, open intents %d",
                verified.size(), faces, published.bundles(), records.openIntents());
        assertThat(figures.acknowledged()).isPositive();
        assertThat(records.openIntents()).isLessThanOrEqualTo(figures.unanswered());
    }
}
