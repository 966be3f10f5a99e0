package org.zhengzhao.registry.license;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.zhengzhao.registry.license.IssuanceIntent.Reason;
import org.zhengzhao.registry.license.IssuanceIntent.State;
import org.zhengzhao.registry.license.IssuanceIntent.Unstored;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.license.LicenseDigest;

/**
 * Keeps intents. Every method needs a transaction, and is one batch of one statement however many licenses there are. Plain
 * JDBC: a row is written three times in its life and read never, but by an operator.
 */
@ApplicationScoped
public class IntentRepository {
    private final EntityManager entities;
    private final Clock clock;

    IntentRepository(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** Records intents; they count once the caller's transaction commits. An identifier that was recorded before fails. */
    public void record(List<IssuanceIntent> intents) {
        String sql = """
            insert into issuance_intent (identifier, license_digest, credential_digest, drawing_digest,
                key_fingerprint, recorded_at, recorded_by, attempt) values (?, ?, ?, ?, ?, ?, ?, ?)
            """;
        batch(sql, intents, (row, intent) -> {
            row.setString(1, intent.identifier().value());
            row.setBytes(2, intent.licenseDigest().value().toArray());
            row.setBytes(3, intent.credentialDigest().toArray());
            row.setBytes(4, intent.drawingDigest().toArray());
            row.setBytes(5, intent.keyFingerprint().toArray());
            row.setObject(6, utc(intent.recordedAt()));
            row.setString(7, intent.recordedBy());
            row.setObject(8, intent.attempt());
        });
    }

    /** What the key is about to sign for the PDF of a license. */
    public record PdfIntent(IssuanceIntent.Key key, Bytes pdfDigest) {}

    /** Records what is about to be signed for PDFs, once for each, where the intent is there and open. */
    public void recordPdf(List<PdfIntent> intents) {
        String sql = """
            update issuance_intent set pdf_digest = ?
            where identifier = ? and attempt = ? and pdf_digest is null and outcome is null
            """;
        batch(sql, intents, (row, intent) -> {
            row.setBytes(1, intent.pdfDigest().toArray());
            row.setString(2, intent.key().identifier().value());
            row.setObject(3, intent.key().attempt());
        });
    }

    /** Ends open intents for which no license will be stored. Intents that ended otherwise are left as they are. */
    public void abandon(List<IssuanceIntent.Key> keys, Reason reason) {
        String sql = """
            update issuance_intent set outcome = 'ABANDONED', reason = ?, ended_at = ?
            where identifier = ? and attempt = ? and outcome is null
            """;
        OffsetDateTime now = utc(clock.instant());
        execute(sql, keys, (row, key) -> {
            row.setString(1, reason.name());
            row.setObject(2, now);
            row.setString(3, key.identifier().value());
            row.setObject(4, key.attempt());
        });
    }

    /**
     * Ends the intents of licenses that are being stored, in the same transaction.
     *
     * @throws IllegalStateException if a license has no open intent, or was signed differently than it was recorded
     */
    void complete(List<NewLicense> licenses) {
        String sql = """
            update issuance_intent set outcome = 'STORED', ended_at = ?
            where identifier = ? and attempt = ?
            and license_digest = ? and credential_digest = ? and pdf_digest = ? and outcome is null
            """;
        OffsetDateTime now = utc(clock.instant());
        batch(sql, licenses, (row, license) -> {
            row.setObject(1, now);
            row.setString(2, license.content().identifier().value());
            row.setObject(3, license.attempt());
            row.setBytes(4, license.signed().licenseDigest().value().toArray());
            row.setBytes(5, license.signed().credentialDigest().toArray());
            row.setBytes(6, license.signed().pdfDigest().toArray());
        });
    }

    /**
     * Intents without a license, oldest first.
     *
     * @param recordedBefore younger ones may still be at work
     * @param after the last one of the page before; empty for the first page
     */
    public List<Unstored> unstored(State state, Instant recordedBefore, Optional<IssuanceIntent.Key> after, int limit) {
        String sql = """
            select * from issuance_intent i
            where %s and recorded_at < ?
            and (?::varchar is null or (recorded_at, identifier, attempt) >
                (select a.recorded_at, a.identifier, a.attempt from issuance_intent a
                 where a.identifier = ? and a.attempt = ?))
            order by recorded_at, identifier, attempt limit ?
            """.formatted(
                        state == State.OPEN
                                ? "outcome is null"
                                : "outcome is not null and outcome <> 'STORED'"); // as the index has it
        return session().doReturningWork(connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                String last = after.map(key -> key.identifier().value()).orElse(null);
                query.setObject(1, utc(recordedBefore));
                query.setString(2, last);
                query.setString(3, last);
                query.setObject(4, after.map(IssuanceIntent.Key::attempt).orElse(IssuanceIntent.FIRST));
                query.setInt(5, limit);
                List<Unstored> found = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(unstored(rows, state));
                    }
                }
                return found;
            }
        });
    }

    /** How many intents recorded before that moment are open. */
    public long countOpen(Instant recordedBefore) {
        return session().doReturningWork(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select count(*) from issuance_intent where outcome is null and recorded_at < ?")) {
                query.setObject(1, utc(recordedBefore));
                try (ResultSet rows = query.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    private static Unstored unstored(ResultSet row, State state) throws SQLException {
        byte[] pdfDigest = row.getBytes("pdf_digest");
        String reason = row.getString("reason");
        try {
            return new Unstored(
                    new IssuanceIntent(
                            LicenseIdentifier.parse(row.getString("identifier")),
                            row.getObject("attempt", UUID.class),
                            new LicenseDigest(Bytes.of(row.getBytes("license_digest"))),
                            Bytes.of(row.getBytes("credential_digest")),
                            Bytes.of(row.getBytes("drawing_digest")),
                            pdfDigest == null ? Optional.empty() : Optional.of(Bytes.of(pdfDigest)),
                            Bytes.of(row.getBytes("key_fingerprint")),
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                            row.getString("recorded_by")),
                    state,
                    reason == null ? Optional.empty() : Optional.of(Reason.valueOf(reason)));
        } catch (MalformedCodeException corrupt) {
            throw new IllegalStateException("a stored identifier is broken", corrupt);
        }
    }

    private interface Binding<T> {
        void bind(PreparedStatement row, T item) throws SQLException;
    }

    /** Every item must have its row, or nothing is written. */
    private <T> void batch(String sql, List<T> items, Binding<T> binding) {
        for (int rows : execute(sql, items, binding)) {
            if (rows != 1) {
                throw new IllegalStateException("an intent is missing, has ended, or says something else");
            }
        }
    }

    private <T> int[] execute(String sql, List<T> items, Binding<T> binding) {
        return session().doReturningWork((Connection connection) -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (T item : items) {
                    binding.bind(statement, item);
                    statement.addBatch();
                }
                return statement.executeBatch();
            }
        });
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
