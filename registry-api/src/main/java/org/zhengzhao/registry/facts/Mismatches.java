package org.zhengzhao.registry.facts;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zhengzhao.registry.platform.time.Recurring;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.ValidityPeriod;

/**
 * Counts, exactly and on any number of nodes, how often facts differed: for each department and day by what the question names the
 * license by. A holder code, a number and a name are counted apart, because whoever looks for one of them holds the others fast.
 * What is asked besides does not matter: else each further set of fields would give as many tries again.
 *
 * <p>A question counts before anything is compared, and is taken back where it agreed: of fifty that are asked in one instant no more
 * are compared than may differ. It holds its rows until its transaction ends; questions of one department about one holder
 * come one after the other, others never meet. Rows are taken in the order of their keys, so that none wait for one another in a ring.
 *
 * <p>Rows name nobody: keys are keyed hashes.
 */
@ApplicationScoped
class Mismatches {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration FORGOTTEN_EVERY = Duration.ofHours(6);
    private static final int DAYS_KEPT = 7;

    private final EntityManager entities;
    private final FactsConfig config;
    private final SecretKeySpec key;
    private final Clock clock;

    Mismatches(EntityManager entities, FactsConfig config, KeyRing keys, Clock clock) {
        this.entities = entities;
        this.config = config;
        this.key = new SecretKeySpec(keys.holderLookupKey().toArray(), ALGORITHM);
        this.clock = clock;
        if (config.mismatches() < 1 || config.mismatchesOfName() < 1) {
            throw new IllegalStateException("zhengzhao.facts: at least 1");
        }
    }

    void start(@Observes StartupEvent started, Recurring recurring) {
        recurring.every(
                "removal of old counts of facts that differed",
                FORGOTTEN_EVERY,
                () -> QuarkusTransaction.requiringNew().run(() -> forget(today().minusDays(DAYS_KEPT))));
    }

    /** What was counted for a question; empty where one of its counts was full. */
    record Taken(LocalDate day, Collection<UUID> anchors, boolean all) {
        Taken {
            anchors = List.copyOf(anchors);
        }
    }

    /** Counts a question by each of the things that it names the license by: one statement. */
    Taken take(Uscc department, GivenFacts facts) {
        Map<UUID, Integer> mosts = new LinkedHashMap<>();
        facts.holder()
                .ifPresent(code -> mosts.put(
                        anchor(department, "holder", code.type().code() + code.value()), config.mismatches()));
        facts.number().ifPresent(number -> mosts.put(anchor(department, "number", number), config.mismatches()));
        facts.holderName().ifPresent(name -> mosts.put(anchor(department, "name", name), config.mismatchesOfName()));
        List<JsonValue> rows = new ArrayList<>();
        mosts.forEach((anchor, most) -> rows.add(new JsonValue.Members(
                Map.of("anchor", new JsonValue.Text(anchor.toString()), "most", new JsonValue.Whole(most)))));
        LocalDate day = today();
        List<?> raised = entities.createNativeQuery("""
            insert into fact_mismatch (anchor, day, differed)
            select anchor, cast(:day as date), 1
            from jsonb_to_recordset(cast(:rows as jsonb)) as asked (anchor uuid, most integer) order by anchor
            on conflict (anchor, day) do update set differed = fact_mismatch.differed + 1
            where fact_mismatch.differed <
                (select most from jsonb_to_recordset(cast(:rows as jsonb)) as asked (anchor uuid, most integer)
                where asked.anchor = excluded.anchor)
            returning anchor\
            """, UUID.class)
                .setParameter("day", day)
                .setParameter("rows", CanonicalJson.text(new JsonValue.Items(rows)))
                .getResultList();
        List<UUID> anchors = raised.stream().map(UUID.class::cast).toList();
        return new Taken(day, anchors, anchors.size() == mosts.size());
    }

    /** Takes back what was counted for a question that did not differ, or was not answered. */
    void giveBack(Taken taken) {
        if (!taken.anchors().isEmpty()) {
            entities.createNativeQuery(
                            "update fact_mismatch set differed = differed - 1 where day = :day and anchor in (:anchors)")
                    .setParameter("day", taken.day())
                    .setParameter("anchors", taken.anchors())
                    .executeUpdate();
        }
    }

    private void forget(LocalDate before) {
        entities.createNativeQuery("delete from fact_mismatch where day < :before")
                .setParameter("before", before)
                .executeUpdate();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ValidityPeriod.ZONE);
    }

    /** Half of a keyed hash is enough for a key of rows that live for a week. */
    private UUID anchor(Uscc department, String kind, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(
                    ("facts:" + department.value() + ":" + kind + ":" + value).getBytes(StandardCharsets.UTF_8));
            ByteBuffer first = ByteBuffer.wrap(hash);
            return new UUID(first.getLong(), first.getLong());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
