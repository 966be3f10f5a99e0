package org.zhengzhao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The service's own database, reached past the service: what a row costs without anything around it. */
record Database(int port, String administratorPassword, String servicePassword) {
    /** As wide as an access record, and with as many indexes. */
    private static final String SCRATCH_TABLE = """
            create table bench_record (
                id uuid primary key, at timestamptz not null, client_id varchar(64) not null,
                authority_code varchar(18) not null, officer text not null, purpose text not null,
                matter varchar(64) not null, case_number varchar(64) not null, identifiers text not null);
            create index bench_record_by_time on bench_record (at)""";

    private static final String INSERT = "insert into bench_record values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static Database of(Path data) throws IOException {
        Path folder = data.resolve("postgresql");
        List<String> passwords = Files.readAllLines(folder.resolve("credentials"));
        return new Database(
                Integer.parseInt(Files.readString(folder.resolve("port")).strip()),
                passwords.getFirst(),
                passwords.getLast());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/zhengzhao", "zhengzhao", servicePassword);
    }

    /** As the role that may change settings. */
    Connection connectAsAdministrator() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", administratorPassword);
    }

    /** The same in another database. */
    Connection connectAsAdministrator(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", administratorPassword);
    }

    void makeScratchTable() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(SCRATCH_TABLE);
        }
    }

    void dropScratchTable() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table bench_record");
        }
    }

    /** One row inserted and committed, synchronously. */
    Load insertAndCommit() {
        return number -> {
            Connection connection = connect();
            PreparedStatement insert = connection.prepareStatement(INSERT);
            return worker(connection, () -> {
                insert.setObject(
                        1,
                        new UUID(System.nanoTime(), ThreadLocalRandom.current().nextLong()));
                insert.setObject(2, OffsetDateTime.now(ZoneOffset.UTC));
                insert.setString(3, "commerce-bureau");
                insert.setString(4, "11110000MBFAKE1353");
                insert.setString(5, "zhang.san");
                insert.setString(6, "餐饮服务许可审批");
                insert.setString(7, "000131015000");
                insert.setString(8, "BENCH-2026-000001");
                insert.setString(
                        9, "1.2.156.3005.2.11100000MB0341032Y901.11110000MBFAKE039R.20261101ABCDEFGHIJKL.001.X");
                insert.executeUpdate();
            });
        };
    }

    /** One license read by its identifier. */
    Load readRow(List<String> identifiers) {
        return number -> {
            Connection connection = connect();
            PreparedStatement read =
                    connection.prepareStatement("select id, content, digest, sample, created_at, type_code, number,"
                            + " valid_from, valid_until from license where identifier = ?");
            return worker(
                    connection,
                    () -> read(read, identifiers.get(ThreadLocalRandom.current().nextInt(identifiers.size()))));
        };
    }

    private static byte[] read(PreparedStatement read, String identifier) throws SQLException {
        read.setString(1, identifier);
        try (ResultSet rows = read.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("no license " + identifier);
            }
            return rows.getBytes("content");
        }
    }

    private interface Query {
        void run() throws SQLException;
    }

    private static Load.Worker worker(Connection connection, Query query) {
        return new Load.Worker() {
            @Override
            public void once() throws SQLException {
                query.run();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    @Override
    public String toString() {
        return "Database[" + port + "]";
    }
}
