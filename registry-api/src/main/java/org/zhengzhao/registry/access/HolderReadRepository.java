package org.zhengzhao.registry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Finds the reads that concerned a holder. Each method is one statement. Holders are known by their keyed hashes. */
@ApplicationScoped
class HolderReadRepository {
    private static final String BETWEEN_ITEMS = "\u001F";

    /**
     * The numbers come from the index of each month, the highest first, and no more records are looked up than are shown. Tables are named
     * in the order in which a month that is removed locks them.
     */
    private static final String PAGE = """
        select h.number, cast(r.id as text), cast(extract(epoch from r.at) * 1000 as bigint), r.authority_code,
            coalesce(d.name_chinese, a.name_chinese, ''), coalesce(d.name_english, a.name_english, ''),
            r.officer, r.purpose, r.matter, m.name_chinese, m.name_english, r.case_number, r.operation, r.outcome,
            coalesce(r.holder_key = :holder, false), array_to_string(r.type_codes, ' '), r.identifiers,
            (select coalesce(string_agg(l.identifier, ' ' order by l.identifier), '')
                from license l join license_holder o on o.license_id = l.id
                where o.holder_key = :holder and l.identifier = any (string_to_array(r.identifiers, ' '))),
            array_to_string(r.fields, chr(31)), array_to_string(r.predicates, chr(31))
        from access_record r
        join (
            select number, record_id from access_record_holder
            where holder_key = :holder and number < :before order by number desc limit :rows
        ) h on h.record_id = r.id
        left join department d on d.code = r.authority_code
        left join authority a on a.code = r.authority_code
        left join matter m on m.department_code = r.authority_code and m.code = r.matter
        order by h.number desc
        """;

    private final EntityManager entities;
    private final TimeOrderedIds ids;
    private final boolean showOfficer;

    HolderReadRepository(EntityManager entities, TimeOrderedIds ids, AccessRecordConfig config) {
        this.entities = entities;
        this.ids = ids;
        this.showOfficer = config.showOfficer();
    }

    HolderCounter counter(Bytes holder) {
        Object[] row = (Object[]) entities.createNativeQuery("""
            select coalesce((select number from access_record_counter where holder_key = :holder), 0),
                coalesce((select number from access_record_forgotten where holder_key = :holder), 0)\
            """, Object[].class)
                .setParameter("holder", holder.toArray())
                .getSingleResult();
        return new HolderCounter(number(row[0]), number(row[1]) + 1);
    }

    /** Reads with numbers below that one, the highest first. */
    List<HolderRead> page(Bytes holder, long before, int rows) {
        return entities.unwrap(Session.class)
                .createNativeQuery(PAGE, Object[].class)
                .setParameter("holder", holder.toArray())
                .setParameter("before", before)
                .setParameter("rows", rows)
                .getResultStream()
                .map(this::read)
                .toList();
    }

    void add(Bytes holder, Looker by, HolderLook.Form form, String requestId, Instant at) {
        entities.createNativeQuery("""
            insert into holder_look (id, at, client_id, authority_code, mandate_id, holder_key, form, request_id)
            values (cast(:id as uuid), cast(:at as timestamptz), :client, nullif(:authority, ''), cast(nullif(:mandate, '') as uuid),
                :holder, :form, :request)\
            """)
                .setParameter("id", ids.next(at).toString())
                .setParameter("at", at)
                .setParameter("client", by.clientId())
                .setParameter("authority", by.authority().map(Uscc::value).orElse(""))
                .setParameter("mandate", by.mandate().map(UUID::toString).orElse(""))
                .setParameter("holder", holder.toArray())
                .setParameter("form", form.name())
                .setParameter("request", requestId)
                .executeUpdate();
    }

    /** The last looks, the newest first. */
    List<HolderLook> looks(Bytes holder, int rows) {
        return entities.unwrap(Session.class)
                .createNativeQuery("""
                    select cast(extract(epoch from at) * 1000 as bigint), client_id, authority_code,
                        cast(mandate_id as text), form
                    from holder_look where holder_key = :holder order by id desc limit :rows\
                    """, Object[].class)
                .setParameter("holder", holder.toArray())
                .setParameter("rows", rows)
                .getResultStream()
                .map(row -> new HolderLook(
                        time(row[0]),
                        new Looker(
                                text(row[1]),
                                Optional.ofNullable(row[2]).map(code -> new Uscc(text(code))),
                                Optional.ofNullable(row[3]).map(id -> UUID.fromString(text(id)))),
                        HolderLook.Form.valueOf(text(row[4]))))
                .toList();
    }

    /**
     * What of a record concerns this holder. Who was asked for sees what was asked; who has a part in a license that was found sees that
     * license, and what was shown of it only where nothing else was.
     */
    private HolderRead read(@Nullable Object[] row) {
        boolean askedFor = Boolean.TRUE.equals(row[14]);
        List<String> all = words(text(row[16]));
        List<String> own = words(text(row[17]));
        boolean alone = askedFor || own.size() == all.size();
        List<LicenseTypeCode> types = askedFor
                ? words(text(row[15])).stream()
                        .flatMap(HolderReadRepository::type)
                        .toList()
                : own.stream().flatMap(HolderReadRepository::typeOf).distinct().toList();
        return new HolderRead(
                number(row[0]),
                UUID.fromString(text(row[1])),
                time(row[2]),
                text(row[3]),
                new Bilingual(text(row[4]), text(row[5])),
                showOfficer ? Optional.of(ShownText.of(text(row[6]))) : Optional.empty(),
                ShownText.of(text(row[7])),
                ShownText.of(text(row[8])),
                row[9] == null ? Optional.empty() : Optional.of(new Bilingual(text(row[9]), text(row[10]))),
                ShownText.of(text(row[11])),
                text(row[12]),
                text(row[13]),
                types,
                own,
                alone ? items(text(row[18])) : List.of(),
                alone ? items(text(row[19])) : List.of());
    }

    private static Stream<LicenseTypeCode> type(String code) {
        try {
            return Stream.of(LicenseTypeCode.parse(code));
        } catch (MalformedCodeException impossible) {
            return Stream.empty();
        }
    }

    private static Stream<LicenseTypeCode> typeOf(String identifier) {
        try {
            return Stream.of(LicenseIdentifier.parse(identifier).type());
        } catch (MalformedCodeException impossible) {
            return Stream.empty();
        }
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }

    private static List<String> items(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(BETWEEN_ITEMS)).map(ShownText::of).collect(Collectors.toList());
    }

    private static String text(@Nullable Object column) {
        return String.valueOf(column);
    }

    private static Instant time(@Nullable Object column) {
        return Instant.ofEpochMilli(number(column));
    }

    private static long number(@Nullable Object column) {
        return column instanceof Number number ? number.longValue() : 0;
    }
}
