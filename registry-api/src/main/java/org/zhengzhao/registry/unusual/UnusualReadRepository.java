package org.zhengzhao.registry.unusual;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;

/** Finds unusual reads of a department and of those below it. One statement for one day, whatever it finds. */
@ApplicationScoped
class UnusualReadRepository {
    /**
     * The day is a range of ids: one partition, and of it what the index by department and id has of that day. Marks have an index of
     * their own. The tree is walked with {@code union}, which ends also where departments stood above one another.
     */
    private static final String FIND = """
        with recursive tree (code) as (
            select cast(:department as varchar) where :department <> ''
            union select a.code from authority a where :department = ''
            union select d.code from department d join tree t on d.parent_code = t.code
        ), hit as (
            select r.id, mark as rule, r.authority_code, r.officer, r.at as first_at, r.at as last_at, 1 as counted
            from tree t join access_record r on r.authority_code = t.code
            cross join lateral unnest(r.marks) as mark
            where r.id >= cast(:firstId as uuid) and r.id < cast(:nextId as uuid) and cardinality(r.marks) > 0
            union all
            select cast(min(cast(r.id as text) collate "C") as uuid), 'MANY_NOT_FOUND', r.authority_code, r.officer,
                min(r.at), max(r.at), count(*)
            from tree t join access_record r on r.authority_code = t.code
            where r.id >= cast(:firstId as uuid) and r.id < cast(:nextId as uuid)
                and r.outcome = 'NOT_FOUND' and r.holder_key is null
            group by r.authority_code, r.officer,
                floor(extract(epoch from r.at - cast(:begin as timestamptz)) / cast(:window as integer))
            having count(*) >= :manyNotFound
            union all
            select cast(min(cast(r.id as text) collate "C") as uuid), 'MANY_HOLDERS', r.authority_code, r.officer,
                min(r.at), max(r.at), count(distinct h.holder_key)
            from tree t join access_record r on r.authority_code = t.code
            join access_record_holder h on h.record_id = r.id
            where r.id >= cast(:firstId as uuid) and r.id < cast(:nextId as uuid)
                and h.record_id >= cast(:firstId as uuid) and h.record_id < cast(:nextId as uuid)
            group by r.authority_code, r.officer,
                floor(extract(epoch from r.at - cast(:begin as timestamptz)) / cast(:window as integer))
            having count(distinct h.holder_key) >= :manyHolders
        )
        select cast(hit.id as text), hit.rule, hit.authority_code, d.name_chinese, d.name_english, hit.officer,
            cast(extract(epoch from hit.first_at) * 1000 as bigint), cast(extract(epoch from hit.last_at) * 1000 as bigint),
            cast(hit.counted as bigint),
            r.purpose, r.matter, r.case_number, r.operation, r.outcome,
            cast(extract(epoch from e.at) * 1000 as bigint), e.explained_by, e.client_id, e.reason
        from hit
        left join department d on d.code = hit.authority_code
        join access_record r on r.id = hit.id
        left join lateral (
            select x.at, x.explained_by, x.client_id, x.reason, x.counted from unusual_read_explanation x
            where x.record_id = hit.id and x.rule = hit.rule order by x.id desc limit 1
        ) e on e.counted = hit.counted
        where (hit.id, hit.rule) < (cast(:beforeId as uuid), :beforeRule)
            and :rule in ('', hit.rule)
            and (not :unexplained or e.at is null)
            and (:one = '' or hit.id = cast(nullif(:one, '') as uuid))
        order by hit.id desc, hit.rule desc
        limit :rows
        """;

    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
    private static final String LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

    private final EntityManager entities;
    private final TimeOrderedIds ids;
    private final UnusualConfig config;

    UnusualReadRepository(EntityManager entities, TimeOrderedIds ids, UnusualConfig config) {
        this.entities = entities;
        this.ids = ids;
        this.config = config;
        if (config.window().compareTo(SHORTEST_WINDOW) < 0) {
            throw new IllegalStateException("zhengzhao.unusual-reads.window is at least " + SHORTEST_WINDOW);
        }
    }

    /**
     * What is looked for.
     *
     * @param department whose reads, and those of all departments below it; empty: of all
     * @param before where the page before ended
     */
    record Question(
            Optional<Uscc> department,
            LocalDate day,
            Optional<UnusualRule> rule,
            boolean unexplained,
            Optional<UnusualRead.Key> before,
            int rows) {}

    /** The newest first. */
    List<UnusualRead> page(Question question) {
        return find(question, "");
    }

    /** One of them, if the department sees it. */
    Optional<UnusualRead> find(Uscc department, LocalDate day, UnusualRead.Key key) {
        Question question =
                new Question(Optional.of(department), day, Optional.of(key.rule()), false, Optional.empty(), 1);
        return find(question, key.record().toString()).stream().findFirst();
    }

    private List<UnusualRead> find(Question question, String one) {
        Instant begin = question.day().atStartOfDay(ValidityPeriod.ZONE).toInstant();
        Instant end =
                question.day().plusDays(1).atStartOfDay(ValidityPeriod.ZONE).toInstant();
        return entities.unwrap(Session.class)
                .createNativeQuery(FIND, Object[].class)
                .setParameter(
                        "department", question.department().map(Uscc::value).orElse(""))
                .setParameter("begin", begin)
                .setParameter("firstId", lowestId(begin))
                .setParameter("nextId", lowestId(end))
                .setParameter("window", (int) config.window().toSeconds())
                .setParameter("manyNotFound", config.manyNotFound())
                .setParameter("manyHolders", config.manyHolders())
                .setParameter(
                        "beforeId",
                        question.before().map(key -> key.record().toString()).orElse(LAST_ID))
                .setParameter(
                        "beforeRule",
                        question.before().map(key -> key.rule().name()).orElse(""))
                .setParameter("rule", question.rule().map(Enum::name).orElse(""))
                .setParameter("unexplained", question.unexplained())
                .setParameter("one", one)
                .setParameter("rows", question.rows())
                .getResultStream()
                .flatMap(row -> read(row).stream())
                .toList();
    }

    /** No identifier that is made from then on is lower; as text, because Java orders them otherwise than the database. */
    private static String lowestId(Instant moment) {
        return new UUID(moment.toEpochMilli() << 16, 0).toString();
    }

    /** Adds an explanation; those before it stay. */
    UUID explain(UnusualRead read, Caller supervisor, String by, String reason, Instant at) {
        UUID id = ids.next(at);
        entities.createNativeQuery("""
            insert into unusual_read_explanation
                (id, record_id, rule, counted, at, client_id, authority_code, explained_by, reason)
            values (cast(:id as uuid), cast(:record as uuid), :rule, :counted, cast(:at as timestamptz), :client,
                :authority, :by, :reason)\
            """)
                .setParameter("id", id.toString())
                .setParameter("record", read.record().toString())
                .setParameter("rule", read.rule().name())
                .setParameter("counted", read.counted())
                .setParameter("at", at)
                .setParameter("client", supervisor.clientId())
                .setParameter("authority", supervisor.authority().value())
                .setParameter("by", by)
                .setParameter("reason", reason)
                .executeUpdate();
        return id;
    }

    /** Empty for a mark of a rule that only a newer node knows. */
    private static Optional<UnusualRead> read(@Nullable Object[] row) {
        return UnusualRule.find(text(row[1])).map(rule -> {
            boolean named = row[3] != null;
            return new UnusualRead(
                    UUID.fromString(text(row[0])),
                    rule,
                    text(row[2]),
                    named ? Optional.of(new Bilingual(text(row[3]), text(row[4]))) : Optional.empty(),
                    text(row[5]),
                    time(row[6]),
                    time(row[7]),
                    number(row[8]),
                    rule.counted()
                            ? Optional.empty()
                            : Optional.of(new UnusualRead.Single(
                                    text(row[9]), text(row[10]), text(row[11]), text(row[12]), text(row[13]))),
                    row[14] == null
                            ? Optional.empty()
                            : Optional.of(new UnusualRead.Explanation(
                                    time(row[14]), text(row[15]), text(row[16]), text(row[17]))));
        });
    }

    private static String text(@Nullable Object column) {
        return String.valueOf(column);
    }

    private static long number(@Nullable Object column) {
        return column instanceof Number number ? number.longValue() : 0;
    }

    private static Instant time(@Nullable Object column) {
        return Instant.ofEpochMilli(number(column));
    }
}
