package org.zhengzhao.registry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.registry.testing.FreshRegistryTestResource;
import org.zhengzhao.schema.license.ValidityPeriod;

/** The months of the access record: there ahead of time, gone as a whole after theirs. */
@QuarkusTest
@QuarkusTestResource(value = FreshRegistryTestResource.class, restrictToAnnotatedClass = true)
class AccessMonthsTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    AccessMonths months;

    @Inject
    EntityManager entities;

    @Test
    void start_thisMonthAndTheNextThree_areThere() {
        months.look(Instant.now());
        YearMonth now = YearMonth.now(ValidityPeriod.ZONE);
        for (int ahead = 0; ahead <= 3; ahead++) {
            YearMonth month = now.plusMonths(ahead);
            assertThat(partitions()).contains(name(month));
        }
    }

    @Test
    void recordAtTheEdge_liesInItsMonthOfChina() {
        months.look(Instant.now());
        Instant edge = begin(YearMonth.now(ValidityPeriod.ZONE).plusMonths(1));
        UUID before = write(edge.minusMillis(1), holder());
        UUID behind = write(edge, holder());
        assertThat(partitionOf(before)).isEqualTo(name(YearMonth.now(ValidityPeriod.ZONE)));
        assertThat(partitionOf(behind))
                .isEqualTo(name(YearMonth.now(ValidityPeriod.ZONE).plusMonths(1)));
    }

    @Test
    void monthThatIsNotThere_isWrittenAllTheSame_andMovedWhenItIsThere() {
        months.look(Instant.now());
        YearMonth later = YearMonth.now(ValidityPeriod.ZONE).plusMonths(7);
        byte[] holder = holder();
        UUID record = write(begin(later).plusSeconds(86_400), holder);
        UUID inAnotherMonth = write(begin(later.plusMonths(1)).plusSeconds(5), holder);
        assertThat(partitionOf(record)).isEqualTo("access_record_rest");

        months.look(Instant.now());

        assertThat(partitionOf(record)).isEqualTo(name(later));
        assertThat(partitionOf(inAnotherMonth)).isEqualTo(name(later.plusMonths(1)));
        assertThat(numbers(holder)).containsExactly(1L, 2L);
        assertThat(count("access_record_rest")).isZero();
        assertThat(count("access_record_holder_rest")).isZero();
        // Nothing is filed twice by being moved, and the rest still takes what has no month.
        assertThat(count("access_record_holder where record_id = '" + record + "'"))
                .isEqualTo(1);
        UUID muchLater = write(begin(later.plusMonths(24)), holder);
        assertThat(partitionOf(muchLater)).isEqualTo("access_record_rest");
        assertThatThrownBy(() -> run("delete from access_record where id = '" + muchLater + "'"))
                .hasStackTraceContaining("added only");
    }

    @Test
    void threeYears_monthsThatAreOverAreGone_andYoungerOnesAreThere() {
        Instant now = Instant.now();
        YearMonth oldest = YearMonth.now(ValidityPeriod.ZONE).minusMonths(38);
        YearMonth edge = YearMonth.from(now.atZone(ValidityPeriod.ZONE).minus(Period.ofYears(3)));
        byte[] holder = holder();
        UUID gone = write(begin(oldest).plusSeconds(60), holder);
        UUID alsoGone = write(begin(edge).minusMillis(1), holder);
        UUID kept = write(begin(edge), holder);
        UUID young = write(now, holder);

        months.look(now);

        assertThat(count("access_record where id in ('" + gone + "','" + alsoGone + "')"))
                .isZero();
        assertThat(count("access_record where id in ('" + kept + "','" + young + "')"))
                .isEqualTo(2);
        assertThat(partitions()).doesNotContain(name(oldest)).contains(name(edge));
        // That it was done is on record, and the holder can tell it from a removal.
        assertThat(count(
                        "access_month_forgotten where month = '" + oldest.atDay(1) + "' and records = 1 and filed = 1"))
                .isEqualTo(1);
        assertThat(numbers(holder)).containsExactly(3L, 4L);
        assertThat(single("select number from access_record_forgotten where holder_key = decode('" + hex(holder)
                        + "', 'hex')"))
                .isEqualTo(2L);
        assertThat(single("select number from access_record_counter where holder_key = decode('" + hex(holder)
                        + "', 'hex')"))
                .isEqualTo(4L);
        assertThatThrownBy(() -> run("delete from access_month_forgotten")).hasStackTraceContaining("added only");
    }

    @Test
    void severalNodesAtOnce_doItOnce() throws Exception {
        write(begin(YearMonth.now(ValidityPeriod.ZONE).minusMonths(50)), holder());
        List<Future<?>> nodes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                nodes.add(threads.submit(() -> months.look(Instant.now())));
            }
            for (Future<?> node : nodes) {
                node.get();
            }
        }
        assertThat(partitions())
                .contains(name(YearMonth.now(ValidityPeriod.ZONE).plusMonths(3)));
        assertThat(count("access_month_forgotten where month = '"
                        + YearMonth.now(ValidityPeriod.ZONE).minusMonths(50).atDay(1) + "'"))
                .isEqualTo(1);
    }

    @Test
    void records_areAddedOnly() {
        UUID record = write(Instant.now(), holder());
        for (String change : List.of(
                "update access_record set officer = 'x' where id = '" + record + "'",
                "delete from access_record where id = '" + record + "'",
                "update access_record_holder set number = 9 where record_id = '" + record + "'",
                "delete from access_record_holder where record_id = '" + record + "'")) {
            assertThatThrownBy(() -> run(change)).hasStackTraceContaining("added only");
        }
        for (String change : List.of(
                "update access_record_counter set number = number - 1",
                "update access_record_counter set number = number + 2",
                "delete from access_record_counter")) {
            assertThatThrownBy(() -> run(change)).hasStackTraceContaining("counted up only");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P5M", "P181D", "P0D", "P-1Y"})
    void keep_belowSixMonths_isRefused(String keep) {
        assertThatThrownBy(() -> AccessMonths.checked(Period.parse(keep))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P6M", "P184D", "P3Y", "P10Y"})
    void keep_fromSixMonthsOn_isTaken(String keep) {
        assertThatCode(() -> AccessMonths.checked(Period.parse(keep))).doesNotThrowAnyException();
    }

    private UUID write(Instant at, byte[] holder) {
        UUID id = new TimeOrderedIds(Clock.systemUTC(), RANDOM).next(at);
        run(
                "insert into access_record (id, at, client_id, authority_code, officer, purpose, matter, case_number, operation,"
                        + " holder_key, type_codes, outcome, identifiers, grant_ids, receipt) values ('" + id + "', '"
                        + at
                        + "', 'test', '11110000MBFAKE1353', 'zhang.san', 'purpose', 'matter', 'CASE-1', 'BY_HOLDER', decode('"
                        + hex(holder) + "', 'hex'), '{}', 'NOT_FOUND', '', '{}', 'receipt')");
        return id;
    }

    private static byte[] holder() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return key;
    }

    private static String hex(byte[] octets) {
        return java.util.HexFormat.of().formatHex(octets);
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ValidityPeriod.ZONE).toInstant();
    }

    private static String name(YearMonth month) {
        LocalDate first = month.atDay(1);
        return "access_record_%tY_%<tm".formatted(first);
    }

    private List<String> partitions() {
        return list("select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                        + " where i.inhparent = to_regclass('access_record')")
                .stream()
                .map(String::valueOf)
                .toList();
    }

    private String partitionOf(UUID record) {
        return String.valueOf(single(
                "select cast(cast(tableoid as regclass) as text) from access_record where id = '" + record + "'"));
    }

    private List<Long> numbers(byte[] holder) {
        return list("select number from access_record_holder where holder_key = decode('" + hex(holder)
                        + "', 'hex') order by number")
                .stream()
                .map(number -> ((Number) number).longValue())
                .toList();
    }

    private long count(String from) {
        return ((Number) single("select count(*) from " + from)).longValue();
    }

    private Object single(String query) {
        return list(query).getFirst();
    }

    private List<?> list(String query) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(query, Object.class).getResultList());
    }

    private void run(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(statement).executeUpdate());
    }
}
