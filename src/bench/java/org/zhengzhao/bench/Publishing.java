package org.zhengzhao.bench;

import java.io.IOException;
import java.security.Provider;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.bundle.BundleReader;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.envelope.TokenClaims;
import org.zhengzhao.signing.envelope.TypedMessage;
import org.zhengzhao.signing.status.StatusList;
import org.zhengzhao.signing.status.StatusListReader;

/**
 * How long a change takes until everybody can see it, with so many licenses of which one in a hundred is not valid. The licenses are
 * rows made by the database; their changes are published by the service as those of any other.
 */
final class Publishing {
    private static final int PLACES = 1 << 20;
    /** Odd, so that it goes through all places of a list. */
    private static final long SPREAD = 387_420_489L;

    private static final int ROUNDS = 12;
    private static final int BUNDLE_ROUNDS = 3;
    private static final int READS = 9;
    private static final String BASE = "https://bench.example/v1/status-lists/";

    private final Report report;
    private final Service service;
    private final BundleReader reader;
    private final Random random = new Random(20261128);

    Publishing(Report report, Provider provider, Service service) {
        this.report = report;
        this.service = service;
        this.reader = new BundleReader(provider);
    }

    void measure(List<Integer> sizes) throws Exception {
        int there = 0;
        for (int size : sizes) {
            measure(there, size);
            there = size;
        }
    }

    private void measure(int there, int size) throws Exception {
        report.heading("PUBLISH with %,d licenses, one in a hundred not valid".formatted(size));
        String id = "publish" + size;
        int lists = (size + PLACES - 1) / PLACES;
        try (Connection connection = Database.of(service.data()).connectAsAdministrator("zhengzhao")) {
            long began = System.nanoTime();
            fill(connection, there, size);
            report.quantity(id + "Fill", "rows made by SQL (not a figure of the service)", since(began), "s");

            began = System.nanoTime();
            changeEvery(connection, lists);
            awaitNothingDue(connection);
            report.quantity(
                    id + "All",
                    "all %d lists published, from the commit of a change in each".formatted(lists),
                    since(began),
                    "s");

            delays(connection, id, size);
            bundle(connection, id, size);
        }
    }

    private static void fill(Connection connection, int there, int size) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Rows that refer to each other are made together here; looking each up would take most of the time.
            statement.execute("set session_replication_role = replica");
            statement.execute(
                    ("insert into status_list (id, number, uri, base, size, next_slot, permutation_key, created_at)"
                                    + " select 'bench-' || k, 1000000 + k, '%s' || 'bench-' || k, 'bench', %d, %d, decode(repeat('00', 16), 'hex'), now()"
                                    + " from generate_series(0, %d) k on conflict do nothing")
                            .formatted(BASE, PLACES, PLACES, (size - 1) / PLACES));
            statement.execute(
                    ("insert into license (id, identifier, type_code, type_version, authority_code, number, version,"
                                    + " valid_from, valid_until, content, digest, sample, created_at, created_by)"
                                    + " select %s, 'bench-' || n, type_code, type_version, authority_code, 'bench-' || n, version,"
                                    + " valid_from, valid_until, '', digest, false, created_at, created_by"
                                    + " from generate_series(%d, %d) n, (select * from license where sample limit 1) s")
                            .formatted(licenseId("n"), there, size - 1));
            statement.execute(("insert into license_state (license_id, events, changed, status_list, status_index)"
                            + " select %s, 1, n %% 100 = 0, 'bench-' || n / %d, (n * %d) %% %d from generate_series(%d::bigint, %d) n")
                    .formatted(licenseId("n"), PLACES, SPREAD, PLACES, there, size - 1));
            statement.execute(
                    ("insert into license_event (id, license_id, position, act, effective_at, recorded_at, recorded_by, signed)"
                                    + " select gen_random_uuid(), %s, 2, case n / 100 %% 3 when 0 then 'SUSPEND' when 1 then 'WITHDRAW' else 'CHANGE' end,"
                                    + " now(), now(), 'bench', '' from generate_series(%d, %d) n where n %% 100 = 0")
                            .formatted(licenseId("n"), there, size - 1));
            statement.execute("set session_replication_role = origin");
            statement.execute("analyze");
            statement.execute("checkpoint");
        }
    }

    private static String licenseId(String number) {
        return "('00000000-0000-7000-8000-' || lpad(to_hex(" + number + "), 12, '0'))::uuid";
    }

    private static void changeEvery(Connection connection, int lists) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into status_change (id, status_list, due_at) select gen_random_uuid(), 'bench-' || k, now()"
                            + " from generate_series(0, " + (lists - 1) + ") k");
        }
    }

    private static void awaitNothingDue(Connection connection) throws Exception {
        try (PreparedStatement due = connection.prepareStatement("select count(*) from status_change")) {
            while (true) {
                try (ResultSet rows = due.executeQuery()) {
                    if (rows.next() && rows.getInt(1) == 0) {
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    /** From the commit of one act to the list that says so, as a client sees it. */
    private void delays(Connection connection, String id, int size) throws Exception {
        List<Double> seconds = new ArrayList<>();
        try (HttpConnection http = new HttpConnection(service.port())) {
            for (int round = 0; round < ROUNDS; round++) {
                // Anywhere between two looks of the service.
                TimeUnit.MILLISECONDS.sleep(random.nextInt(5000));
                long number = suspend(connection, size);
                long began = System.nanoTime();
                while (status(http, number) == 0) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                seconds.add(since(began));
            }
        }
        seconds.sort(Double::compare);
        report.quantity(
                id + "Delay", "change committed until in the published list, median", seconds.get(ROUNDS / 2), "s");
        report.quantity(id + "DelayMost", "the same, at most of " + ROUNDS, seconds.getLast(), "s");
    }

    private void bundle(Connection connection, String id, int size) throws Exception {
        List<Double> seconds = new ArrayList<>();
        OfflineBundle bundle = fetch();
        for (int round = 0; round < BUNDLE_ROUNDS; round++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(5000));
            long number = suspend(connection, size);
            long began = System.nanoTime();
            while (status(bundle, number) == 0) {
                TimeUnit.MILLISECONDS.sleep(200);
                bundle = fetch();
            }
            seconds.add(since(began));
        }
        report.quantity(
                id + "BundleDelay",
                "change committed until in the bundle, at most of " + BUNDLE_ROUNDS,
                seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                "s");
        report.quantity(id + "BundleSize", "bundle", bundle.octets().length() / 1024.0, "KiB");
        report.quantity(
                id + "ListSize",
                "largest status list in it",
                bundle.statusLists().values().stream()
                                .mapToInt(Bytes::length)
                                .max()
                                .orElseThrow()
                        / 1024.0,
                "KiB");
        double[] reads = new double[READS];
        for (int i = 0; i < READS; i++) {
            long began = System.nanoTime();
            reader.read(bundle.octets());
            reads[i] = since(began) * 1000;
        }
        report.quantity(
                id + "BundleRead", "bundle read and its signature checked, in process", Figure.median(reads), "ms");
    }

    /** One that was valid until now; the number of the license. */
    private long suspend(Connection connection, int size) throws SQLException {
        long number = random.nextInt(size / 100) * 100L + 1 + random.nextInt(99);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into license_event (id, license_id, position, act, effective_at, recorded_at, recorded_by, signed)"
                            + " select gen_random_uuid(), " + licenseId(Long.toString(number))
                            + ", 2 + count(*), 'SUSPEND', now(), now(), 'bench', '' from license_event where license_id = "
                            + licenseId(Long.toString(number)));
            statement.execute("update license_state set changed = true, events = events + 1 where license_id = "
                    + licenseId(Long.toString(number)));
            statement.execute("insert into status_change (id, status_list, due_at) values (gen_random_uuid(), 'bench-"
                    + number / PLACES + "', now())");
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
        return number;
    }

    private static int status(HttpConnection http, long number) throws Exception {
        byte[] token = http.get("/v1/status-lists/bench-" + number / PLACES, "Accept: application/statuslist+cwt\r\n")
                .require(200);
        return place(list(Bytes.of(token)), number);
    }

    private static int status(OfflineBundle bundle, long number) throws Exception {
        Bytes token = bundle.statusLists().get(BASE + "bench-" + number / PLACES);
        return token == null ? 0 : place(list(token), number);
    }

    private static StatusList list(Bytes token) throws Exception {
        TypedMessage message = TypedMessage.parse(token);
        return StatusListReader.read(message.message(), TokenClaims.parse(message.payload()))
                .list();
    }

    private static int place(StatusList list, long number) {
        return list.find(number * SPREAD % PLACES).orElseThrow();
    }

    private OfflineBundle fetch() throws Exception {
        try (HttpConnection http = new HttpConnection(service.port())) {
            return reader.read(Bytes.of(http.get("/v1/offline-bundle", "").require(200)));
        } catch (IOException failed) {
            throw new IOException("no bundle; see service.log", failed);
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
