package org.zhengzhao.registry.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * Keeps master keys, as names and proofs, and data keys, as they are wrapped. Every method needs a transaction and is one statement.
 * Plain JDBC: a look-up of a key in the middle of a request must not make the mapper write what it holds.
 */
@ApplicationScoped
class EncryptionKeyRepository {
    private static final String MASTER = """
            select m.id as master_id, m.place, m.name, m.proof, m.state as master_state, m.created_at as master_created_at,
                (select count(*) from data_key c where c.master_id = m.id) as data_keys from master_key m
            """;
    private static final String WRAPPED = """
            select d.number, d.suite, d.wrapped, m.id as master_id, m.place, m.name, m.proof, m.state as master_state,
                m.created_at as master_created_at, 0 as data_keys
            from data_key d join master_key m on m.id = d.master_id
            """;

    private final EntityManager entities;
    private final Clock clock;

    EncryptionKeyRepository(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    Optional<MasterKeyRow> findCurrentMaster() {
        return query(MASTER + " where m.state = 'CURRENT'", row -> {}, EncryptionKeyRepository::master).stream()
                .findFirst();
    }

    /** The current one and those that still wrap data keys. */
    List<MasterKeyRow> mastersInUse() {
        return query(
                MASTER + " where m.state = 'CURRENT' or exists (select 1 from data_key d where d.master_id = m.id)",
                row -> {},
                EncryptionKeyRepository::master);
    }

    List<MasterKeyRow> masters() {
        return query(MASTER + " order by m.id", row -> {}, EncryptionKeyRepository::master);
    }

    /**
     * The current one, which stays the current one until the transaction ends. Several may hold it so at a time; whoever changes it waits
     * for all of them.
     */
    Optional<MasterKeyRow> holdCurrentMaster() {
        return query(MASTER + " where m.state = 'CURRENT' for share of m", row -> {}, EncryptionKeyRepository::master)
                .stream()
                .findFirst();
    }

    /** The current one, for whoever changes it. */
    Optional<MasterKeyRow> lockCurrentMaster() {
        return query(MASTER + " where m.state = 'CURRENT' for update of m", row -> {}, EncryptionKeyRepository::master)
                .stream()
                .findFirst();
    }

    void addMaster(UUID id, MasterKeyPlace place, String name, Bytes proof, String clientId) {
        update(
                "insert into master_key (id, place, name, proof, state, created_at, created_by)"
                        + " values (?, ?, ?, ?, 'CURRENT', ?, ?)",
                row -> {
                    row.setObject(1, id);
                    row.setString(2, place.name());
                    row.setString(3, name);
                    row.setBytes(4, proof.toArray());
                    row.setObject(5, now());
                    row.setString(6, clientId);
                });
    }

    void retireMaster(UUID id) {
        update("update master_key set state = 'RETIRED', retired_at = ? where id = ?", row -> {
            row.setObject(1, now());
            row.setObject(2, id);
        });
    }

    int nextDataKeyNumber() {
        return query("select nextval('data_key_number')", row -> {}, row -> row.getInt(1))
                .getFirst();
    }

    void addDataKey(int number, UUID master, EncryptionSuite suite, Bytes wrapped) {
        update(
                "insert into data_key (number, master_id, suite, wrapped, state, created_at)"
                        + " values (?, ?, ?, ?, 'ACTIVE', ?)",
                row -> {
                    row.setInt(1, number);
                    row.setObject(2, master);
                    row.setString(3, suite.name());
                    row.setBytes(4, wrapped.toArray());
                    row.setObject(5, now());
                });
    }

    Optional<WrappedKey> findDataKey(int number) {
        return query(WRAPPED + " where d.number = ?", row -> row.setInt(1, number), EncryptionKeyRepository::wrapped)
                .stream()
                .findFirst();
    }

    /** All of them, each with the master key that wraps it. */
    List<WrappedKey> dataKeys() {
        return query(WRAPPED + " order by d.number", row -> {}, EncryptionKeyRepository::wrapped);
    }

    /** Puts data keys under another master key: one batch. */
    void rewrap(UUID master, List<WrappedKey> keys) {
        session().doWork(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("update data_key set master_id = ?, wrapped = ? where number = ?")) {
                for (WrappedKey key : keys) {
                    statement.setObject(1, master);
                    statement.setBytes(2, key.wrapped().toArray());
                    statement.setInt(3, key.number());
                    statement.addBatch();
                }
                for (int rows : statement.executeBatch()) {
                    if (rows != 1) {
                        throw new IllegalStateException("a data key is gone");
                    }
                }
            }
        });
    }

    /** Nobody is to write with the data keys of now any more, and what they have encrypted is to be encrypted anew. */
    int retireDataKeys() {
        return update(
                "update data_key set state = 'RETIRED', retired_at = ? where state = 'ACTIVE'",
                row -> row.setObject(1, now()));
    }

    boolean isActive(int number) {
        return query(
                        "select exists (select 1 from data_key where number = ? and state = 'ACTIVE')",
                        row -> row.setInt(1, number),
                        row -> row.getBoolean(1))
                .getFirst();
    }

    List<Integer> retiredDataKeys() {
        return query(
                "select number from data_key where state = 'RETIRED' order by number", row -> {}, row -> row.getInt(1));
    }

    long countActive() {
        return query("select count(*) from data_key where state = 'ACTIVE'", row -> {}, row -> row.getLong(1))
                .getFirst();
    }

    /** How many values are in clear. */
    long countClear(EncryptedColumn column) {
        return query(column.countClear(), row -> {}, row -> row.getLong(1)).getFirst();
    }

    /** How many values are under one of these keys. */
    long countUnder(EncryptedColumn column, List<Integer> keys) {
        return query(
                        column.countUnder(),
                        row -> row.setArray(1, row.getConnection().createArrayOf("integer", keys.toArray())),
                        row -> row.getLong(1))
                .getFirst();
    }

    /**
     * Some values that are in clear or under one of these keys. Rows that somebody else is at are passed over.
     *
     * @param but rows that are left out
     */
    List<OutdatedValue> outdated(EncryptedColumn column, List<Integer> keys, List<UUID> but, int limit) {
        return query(
                column.selectOutdated(),
                row -> {
                    Connection connection = row.getConnection();
                    row.setArray(1, connection.createArrayOf("integer", keys.toArray()));
                    row.setArray(2, connection.createArrayOf("uuid", but.toArray()));
                    row.setInt(3, limit);
                },
                row -> {
                    int number = row.getInt(4);
                    Optional<Integer> key = row.wasNull() ? Optional.empty() : Optional.of(number);
                    return new OutdatedValue(
                            row.getObject(1, UUID.class), key, Bytes.of(row.getBytes(key.isEmpty() ? 2 : 3)));
                });
    }

    /** Puts values in the place of those that were outdated: one batch. */
    void replace(EncryptedColumn column, List<NewValue> values) {
        session().doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(column.update())) {
                for (NewValue each : values) {
                    statement.setBytes(1, each.value().octets().toArray());
                    statement.setObject(2, each.value().keyNumber(), Types.INTEGER);
                    statement.setObject(3, each.row());
                    statement.addBatch();
                }
                for (int rows : statement.executeBatch()) {
                    if (rows != 1) {
                        throw new IllegalStateException("a row that was locked is gone");
                    }
                }
            }
        });
    }

    /** A value that is in clear, where it has no key, or under one that is retired. */
    record OutdatedValue(UUID row, Optional<Integer> key, Bytes stored) {}

    /** What comes in its place. */
    record NewValue(UUID row, EncryptedValue value) {}

    private static MasterKeyRow master(ResultSet row) throws SQLException {
        return new MasterKeyRow(
                row.getObject("master_id", UUID.class),
                MasterKeyPlace.valueOf(row.getString("place")),
                row.getString("name"),
                Bytes.of(row.getBytes("proof")),
                row.getString("master_state").equals("CURRENT"),
                row.getObject("master_created_at", OffsetDateTime.class).toInstant(),
                row.getLong("data_keys"));
    }

    private static WrappedKey wrapped(ResultSet row) throws SQLException {
        return new WrappedKey(
                row.getInt("number"),
                master(row),
                EncryptionSuite.valueOf(row.getString("suite")),
                Bytes.of(row.getBytes("wrapped")));
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Binding binding, Reading<T> reading) {
        return session().doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binding.bind(statement);
                List<T> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(reading.read(rows));
                    }
                }
                return found;
            }
        });
    }

    private int update(String sql, Binding binding) {
        return session().doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binding.bind(statement);
                return statement.executeUpdate();
            }
        });
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
