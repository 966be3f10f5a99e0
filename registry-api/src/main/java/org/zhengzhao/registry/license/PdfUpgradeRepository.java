package org.zhengzhao.registry.license;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.license.PdfUpgrade.Claimed;
import org.zhengzhao.registry.license.PdfUpgrade.Counts;
import org.zhengzhao.registry.license.PdfUpgrade.Problem;
import org.zhengzhao.registry.license.PdfUpgrade.Result;
import org.zhengzhao.registry.license.PdfUpgrade.State;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.registry.vault.EncryptedColumn;
import org.zhengzhao.registry.vault.EncryptedValue;
import org.zhengzhao.registry.vault.Vault;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.signing.evidence.PadesLevel;

/**
 * The queue of PDFs that are to get a timestamp. Every method needs a transaction, and is one statement but {@link #finish}, which is
 * up to three.
 *
 * <p>An upgrade takes seconds, so no row stays locked meanwhile: a worker claims it for a time, and whoever is not heard of again
 * loses it. Two that think they have it cannot both store: the claim is part of the statement that stores.
 */
@ApplicationScoped
public class PdfUpgradeRepository {
    private final EntityManager entities;
    private final TimeOrderedIds ids;
    private final Vault vault;
    private final Clock clock;
    private final boolean wanted;

    /**
     * @param authority where there is none nothing is queued
     */
    PdfUpgradeRepository(
            EntityManager entities,
            TimeOrderedIds ids,
            Vault vault,
            Clock clock,
            @ConfigProperty(name = "zhengzhao.timestamp.authority") Optional<URI> authority) {
        this.entities = entities;
        this.ids = ids;
        this.vault = vault;
        this.clock = clock;
        this.wanted = authority.isPresent();
    }

    /** Queues the PDF of a license that is being stored, where upgrades are wanted. */
    void add(UUID licenseId) {
        if (wanted) {
            PdfUpgradeEntity row = new PdfUpgradeEntity();
            row.licenseId = licenseId;
            row.level = PadesLevel.B_B;
            row.queuedAt = clock.instant();
            row.nextAttemptAt = row.queuedAt;
            entities.persist(row);
        }
    }

    /**
     * Queues licenses that are not in the queue: issued before upgrades were wanted, or by a node that knows no queue.
     *
     * @param after only licenses after this one
     * @return the last license that was looked at; empty where there are no more
     */
    public Optional<UUID> addMissing(UUID after, int limit) {
        String sql = """
                with seen as (select id from license where id > ? order by id limit ?),
                added as (
                    insert into pdf_upgrade (license_id, level, attempts, queued_at, next_attempt_at)
                    select id, 'B_B', 0, ?, ? from seen
                    where not exists (select 1 from pdf_upgrade u where u.license_id = seen.id)
                    on conflict do nothing)
                select id from seen order by id desc limit 1
                """;
        return query(
                        sql,
                        query -> {
                            query.setObject(1, after);
                            query.setInt(2, limit);
                            query.setObject(3, utc(clock.instant()));
                            query.setObject(4, utc(clock.instant()));
                        },
                        row -> row.getObject(1, UUID.class))
                .stream()
                .findFirst();
    }

    /** Whether there is something to do. */
    public boolean due() {
        return query(
                        "select exists (select 1 from pdf_upgrade where next_attempt_at <= ?)",
                        query -> query.setObject(1, utc(clock.instant())),
                        row -> row.getBoolean(1))
                .getFirst();
    }

    /**
     * Claims the upgrade that has waited longest. Of two that ask at once each gets another one.
     *
     * @param until when somebody else may have it, should we not come back
     */
    public Optional<Claimed> claim(Instant until) {
        String sql = """
                update pdf_upgrade u set claim = ?, attempts = attempts + 1, last_attempt_at = ?, next_attempt_at = ?
                where u.license_id = (select d.license_id from pdf_upgrade d where d.next_attempt_at <= ?
                    order by d.next_attempt_at limit 1 for update skip locked)
                returning u.license_id, u.level, u.attempts,
                    (select l.identifier from license l where l.id = u.license_id) identifier,
                    (select f.octets from license_face f where f.license_id = u.license_id and f.kind = 'PDF') octets,
                    (select f.octets_key from license_face f where f.license_id = u.license_id and f.kind = 'PDF') octets_key
                """;
        UUID claim = ids.next();
        return query(
                        sql,
                        query -> {
                            query.setObject(1, claim);
                            query.setObject(2, utc(clock.instant()));
                            query.setObject(3, utc(until));
                            query.setObject(4, utc(clock.instant()));
                        },
                        row -> claimed(row, claim))
                .stream()
                .findFirst()
                .flatMap(found -> found);
    }

    /** Empty where the stored PDF cannot be decrypted: it is given up, so that it does not come first for ever. */
    private Optional<Claimed> claimed(ResultSet row, UUID claim) throws SQLException {
        UUID licenseId = row.getObject("license_id", UUID.class);
        try {
            return Optional.of(
                    new Claimed(licenseId, claim, identifier(row), level(row), row.getInt("attempts"), pdf(row)));
        } catch (RegistryException unreadable) {
            if (unreadable.type() != ProblemType.STORED_DATA_UNREADABLE) {
                throw unreadable;
            }
            update(
                    "update pdf_upgrade set problem = 'PDF_UNUSABLE', next_attempt_at = null, claim = null"
                            + " where license_id = ?",
                    lost -> lost.setObject(1, licenseId));
            return Optional.empty();
        }
    }

    /**
     * Ends an attempt, and stores the new PDF where there is one: both or neither.
     *
     * @return whether the claim was still ours; if not nothing is written
     * @throws IllegalStateException if the stored PDF is not the one that was claimed
     */
    public boolean finish(Claimed claimed, Result result, Optional<Bytes> pdf) {
        String sql = """
                update pdf_upgrade set level = ?, problem = ?, next_attempt_at = ?, claim = null
                where license_id = ? and claim = ?
                """;
        int ours = update(sql, row -> {
            row.setString(1, result.level().name());
            row.setString(2, result.problem().map(Problem::name).orElse(null));
            row.setObject(
                    3, result.nextAttemptAt().map(PdfUpgradeRepository::utc).orElse(null));
            row.setObject(4, claimed.licenseId());
            row.setObject(5, claimed.claim());
        });
        if (ours == 1 && pdf.isPresent()) {
            replace(claimed, pdf.get());
        }
        return ours == 1;
    }

    /** Compared in clear: what is stored may have been encrypted anew since, and is locked from now on. */
    private void replace(Claimed claimed, Bytes pdf) {
        List<Bytes> stored = query(
                "select license_id, octets, octets_key from license_face where license_id = ? and kind = 'PDF'"
                        + " for no key update",
                row -> row.setObject(1, claimed.licenseId()),
                this::pdf);
        if (!stored.equals(List.of(claimed.pdf()))) {
            throw new IllegalStateException("the stored PDF is not the one that was lifted");
        }
        EncryptedValue encrypted = vault.encrypt(EncryptedColumn.LICENSE_PDF, claimed.licenseId(), pdf);
        update("update license_face set octets = ?, octets_key = ? where license_id = ? and kind = 'PDF'", row -> {
            row.setBytes(1, encrypted.octets().toArray());
            row.setObject(2, encrypted.keyNumber(), Types.INTEGER);
            row.setObject(3, claimed.licenseId());
        });
    }

    /** The PDF of a license with its level. */
    Optional<StoredPdf> findPdf(LicenseIdentifier identifier) {
        String sql = """
                select f.license_id, f.octets, f.octets_key, coalesce(u.level, 'B_B') as level, u.next_attempt_at is not null as pending
                from license l join license_face f on f.license_id = l.id and f.kind = 'PDF'
                left join pdf_upgrade u on u.license_id = l.id where l.identifier = ?
                """;
        return query(
                        sql,
                        query -> query.setString(1, identifier.value()),
                        row -> new StoredPdf(pdf(row), level(row), row.getBoolean("pending")))
                .stream()
                .findFirst();
    }

    /**
     * Upgrades in a state, in the order in which their licenses were issued.
     *
     * @param after the last one of the page before; empty for the first page
     */
    public List<PdfUpgrade> page(State state, Optional<LicenseIdentifier> after, int limit) {
        // Each implies the condition of the index pdf_upgrade_open.
        String condition = switch (state) {
            case PENDING -> "u.next_attempt_at is not null and u.problem is null";
            case FAILING -> "u.next_attempt_at is not null and u.problem is not null";
            case GIVEN_UP -> "u.next_attempt_at is null and u.problem is not null";
        };
        String sql = """
                select u.*, l.identifier from pdf_upgrade u join license l on l.id = u.license_id
                where %s and (?::varchar is null or u.license_id > (select a.id from license a where a.identifier = ?))
                order by u.license_id limit ?
                """.formatted(condition);
        String last = after.map(LicenseIdentifier::value).orElse(null);
        return query(
                sql,
                query -> {
                    query.setString(1, last);
                    query.setString(2, last);
                    query.setInt(3, limit);
                },
                PdfUpgradeRepository::upgrade);
    }

    public Counts counts() {
        String sql = """
                select count(*) filter (where next_attempt_at is not null and problem is null),
                    count(*) filter (where next_attempt_at is not null and problem is not null),
                    count(*) filter (where next_attempt_at is null and problem is not null)
                from pdf_upgrade where next_attempt_at is not null or problem is not null
                """;
        return query(sql, query -> {}, row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3)))
                .getFirst();
    }

    private Bytes pdf(ResultSet row) throws SQLException {
        return vault.decrypt(
                EncryptedColumn.LICENSE_PDF,
                row.getObject("license_id", UUID.class),
                row.getObject("octets_key", Integer.class),
                row.getBytes("octets"));
    }

    private static PdfUpgrade upgrade(ResultSet row) throws SQLException {
        return new PdfUpgrade(
                identifier(row),
                level(row),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("problem")).map(Problem::valueOf),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("last_attempt_at", OffsetDateTime.class)),
                instant(row.getObject("next_attempt_at", OffsetDateTime.class)));
    }

    private static PadesLevel level(ResultSet row) throws SQLException {
        return PadesLevel.valueOf(row.getString("level"));
    }

    private static LicenseIdentifier identifier(ResultSet row) throws SQLException {
        try {
            return LicenseIdentifier.parse(row.getString("identifier"));
        } catch (MalformedCodeException corrupt) {
            throw new IllegalStateException("a stored identifier is broken", corrupt);
        }
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Binding binding, Reading<T> reading) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
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
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binding.bind(statement);
                return statement.executeUpdate();
            }
        });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
