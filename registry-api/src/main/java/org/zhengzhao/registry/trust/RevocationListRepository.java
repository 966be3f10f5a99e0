package org.zhengzhao.registry.trust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hibernate.Session;
import org.zhengzhao.schema.bytes.Bytes;

/** Keeps the lists that were signed. Every method needs a transaction and is one statement. Rows are added only. */
@ApplicationScoped
class RevocationListRepository {
    private final EntityManager entities;

    RevocationListRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** The newest list of an issuer. */
    Optional<IssuedRevocationList> findLatest(Bytes issuer) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select * from revocation_list where issuer = ? order by number desc limit 1")) {
                query.setBytes(1, issuer.toArray());
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(list(row)) : Optional.empty();
                }
            }
        });
    }

    /**
     * Adds a list.
     *
     * @return whether its number was free
     */
    boolean add(IssuedRevocationList list) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into revocation_list (issuer, number, this_update, next_update, listed, octets)
                    values (?, ?, ?, ?, ?, ?) on conflict do nothing
                    """)) {
                insert.setBytes(1, list.issuer().toArray());
                insert.setLong(2, list.number());
                insert.setObject(3, utc(list.thisUpdate()));
                insert.setObject(4, utc(list.nextUpdate()));
                insert.setBytes(5, list.listed().toArray());
                insert.setBytes(6, list.octets().toArray());
                return insert.executeUpdate() == 1;
            }
        });
    }

    private static IssuedRevocationList list(ResultSet row) throws SQLException {
        return new IssuedRevocationList(
                Bytes.of(row.getBytes("issuer")),
                row.getLong("number"),
                row.getObject("this_update", OffsetDateTime.class).toInstant(),
                row.getObject("next_update", OffsetDateTime.class).toInstant(),
                Bytes.of(row.getBytes("listed")),
                Bytes.of(row.getBytes("octets")));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
