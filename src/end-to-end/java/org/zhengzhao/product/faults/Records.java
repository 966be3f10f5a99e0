package org.zhengzhao.product.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.zhengzhao.product.faults.ClientLog.Acknowledged;

/** What the database holds, compared with what clients were told, and with itself. */
final class Records {
    /** Each finds what must not be. */
    private static final Map<String, String> NEVER = never();

    private final Database database;

    Records(Database database) {
        this.database = database;
    }

    /**
     * A license as it is on record.
     *
     * @param acts the acts on it in order, its issue left out
     * @param list the status list in which it has its place
     */
    record Held(String identifier, String digest, List<String> acts, String list, int index, boolean begun) {
        /** What a status list must say: the table of the reference, written down once more. */
        int listed() {
            int value = 0;
            for (String act : acts) {
                value = switch (act) {
                    case "SUSPEND" -> 2;
                    case "RESUME" -> 0;
                    case "CHANGE", "REISSUE" -> 3;
                    // In force on the first day of the next one, years ahead.
                    case "RENEW" -> value;
                    case "WITHDRAW", "ANNUL", "REVOKE_AS_PENALTY", "CANCEL" -> 1;
                    default -> throw new IllegalStateException(act);
                };
            }
            return value;
        }
    }

    private static Map<String, String> never() {
        Map<String, String> never = new LinkedHashMap<>();
        never.put("identifier twice", "select identifier from license group by identifier having count(*) > 1");
        never.put(
                "number twice",
                "select number from license group by type_code, authority_code, number, version having count(*) > 1");
        never.put(
                "license without both faces",
                "select identifier from license l where (select count(distinct kind) from license_face f"
                        + " where f.license_id = l.id and length(octets) > 100) <> 2");
        never.put(
                "license without holder",
                "select identifier from license l where not exists (select from license_holder h where h.license_id = l.id)");
        never.put(
                "license without state or place in a list",
                "select identifier from license l left join license_state s on s.license_id = l.id"
                        + " where s.status_list is null");
        never.put(
                "history with a gap, or another length than the state says",
                "select identifier from license l join license_state s on s.license_id = l.id"
                        + " where s.events is distinct from (select max(position) from license_event e where e.license_id = l.id)"
                        + " or s.events is distinct from (select count(*)::int from license_event e where e.license_id = l.id)"
                        + " or s.changed is distinct from (s.events > 1)"
                        + " or not exists (select from license_event e where e.license_id = l.id and position = 1 and act = 'ISSUE')");
        never.put(
                "event that does not name the digest of the one before it",
                "select e.id::text from license_event e join license_event b on b.license_id = e.license_id"
                        + " and b.position = e.position - 1 where position(convert_to("
                        + "'\"previous\":\"' || encode(sha256(b.signed), 'hex') || '\"', 'UTF8') in e.signed) = 0");
        never.put(
                "license without its one intent, or signed differently",
                "select identifier from license l where (select count(*) from issuance_intent i where i.identifier = l.identifier"
                        + " and i.outcome = 'STORED' and i.license_digest = l.digest) <> 1");
        never.put(
                "intent of a license that is not there",
                "select identifier from issuance_intent i where outcome = 'STORED'"
                        + " and not exists (select from license l where l.identifier = i.identifier)");
        never.put(
                "idempotency key without what it made",
                "select idempotency_key from idempotency_record r"
                        + " where not exists (select from license l where l.identifier = r.identifier)"
                        + " and not exists (select from license_event e where e.id::text = r.identifier)");
        never.put(
                "superseded, but not by one next version",
                "select l.identifier from license l where"
                        + " (select count(*) from license_event e where e.license_id = l.id and act in ('CHANGE', 'RENEW', 'REISSUE'))"
                        + " <> (select count(*) from license n where n.type_code = l.type_code"
                        + " and n.authority_code = l.authority_code and n.number = l.number and n.version = l.version + 1)");
        never.put(
                "next version without a version before",
                "select n.identifier from license n where n.version > 1 and not exists (select from license l"
                        + " where n.type_code = l.type_code and n.authority_code = l.authority_code"
                        + " and n.number = l.number and n.version = l.version + 1)");
        never.put(
                "changed without a note for the lists, nor published since",
                "select identifier from license l join license_state s on s.license_id = l.id"
                        + " join license_event e on e.license_id = l.id and e.position > 1"
                        + " left join status_list_token t on t.status_list = s.status_list"
                        + " where coalesce(t.as_of, to_timestamp(0)) < greatest(e.effective_at, e.recorded_at)"
                        + " and not exists (select from status_change c where c.status_list = s.status_list)");
        return never;
    }

    /** Everything that clients were told is there, nothing that nobody asked for, and nothing half. */
    void judge(List<Acknowledged> told) throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            for (Map.Entry<String, String> rule : NEVER.entrySet()) {
                assertThat(Database.query(connection, rule.getValue(), row -> row.getString(1)))
                        .as(rule.getKey())
                        .isEmpty();
            }
            licenses(connection, told);
            events(connection, told);
        }
    }

    private static void licenses(Connection connection, List<Acknowledged> told) throws SQLException {
        Map<String, String> digests = new HashMap<>();
        Database.query(
                connection,
                "select identifier, encode(digest, 'hex') from license where not sample",
                row -> digests.put(row.getString(1), row.getString(2)));
        Map<String, String> expected = new HashMap<>();
        for (Acknowledged each : told) {
            if (each.request().makesLicense()) {
                assertThat(expected.put(each.made(), each.digest()))
                        .as("told twice: " + each.made())
                        .isNull();
            }
        }
        assertThat(missing(expected.keySet(), digests.keySet()))
                .as("licenses that clients were told of, and are not there")
                .isEmpty();
        assertThat(missing(digests.keySet(), expected.keySet()))
                .as("licenses that are there, and no client was told of")
                .isEmpty();
        assertThat(digests).isEqualTo(expected);
    }

    private static void events(Connection connection, List<Acknowledged> told) throws SQLException {
        // Events by their id and license; of next versions the license before them was acted on.
        Map<String, String> there = new HashMap<>();
        Map<String, String> superseding = new HashMap<>();
        Database.query(
                connection,
                "select e.id, e.act, l.identifier from license_event e join license l on l.id = e.license_id"
                        + " where not l.sample and e.act <> 'ISSUE'",
                row -> Set.of("CHANGE", "RENEW", "REISSUE").contains(row.getString(2))
                        ? superseding.put(row.getString(3), row.getString(2))
                        : there.put(row.getString(1), row.getString(2) + " " + row.getString(3)));
        Map<String, String> expected = new HashMap<>();
        Map<String, String> expectedSuperseding = new HashMap<>();
        for (Acknowledged each : told) {
            if (!each.request().makesLicense()) {
                assertThat(expected.put(
                                each.made(),
                                each.request().act() + " " + each.request().license()))
                        .isNull();
            } else if (!each.request().license().isEmpty()) {
                assertThat(expectedSuperseding.put(
                                each.request().license(), each.request().act()))
                        .isNull();
            }
        }
        assertThat(there)
                .as("acts on record, and acts that clients were told of")
                .isEqualTo(expected);
        assertThat(superseding).as("next versions").isEqualTo(expectedSuperseding);
    }

    private static Set<String> missing(Set<String> wanted, Set<String> there) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(there);
        return missing;
    }

    /** Every intent that nobody ended was recorded before that moment. */
    void requireNoOpenIntentSince(Instant moment) throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            assertThat(Database.query(
                            connection,
                            "select identifier from issuance_intent where outcome is null and recorded_at > '" + moment
                                    + "'",
                            row -> row.getString(1)))
                    .as("intents that nobody ended, since " + moment)
                    .isEmpty();
        }
    }

    long openIntents() throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            return Database.query(
                            connection,
                            "select count(*) from issuance_intent where outcome is null",
                            row -> row.getLong(1))
                    .getFirst();
        }
    }

    /** All licenses, samples too. */
    List<Held> held() throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            Map<String, List<String>> acts = new HashMap<>();
            Database.query(
                    connection,
                    "select l.identifier, e.act from license_event e join license l on l.id = e.license_id"
                            + " where e.position > 1 order by e.license_id, e.position",
                    row -> acts.computeIfAbsent(row.getString(1), identifier -> new ArrayList<>())
                            .add(row.getString(2)));
            return Database.query(
                    connection,
                    "select l.identifier, encode(l.digest, 'hex'), s.status_list, s.status_index,"
                            + " l.valid_from <= (now() at time zone 'Asia/Shanghai')::date"
                            + " from license l join license_state s on s.license_id = l.id",
                    row -> new Held(
                            row.getString(1),
                            row.getString(2),
                            acts.getOrDefault(row.getString(1), List.of()),
                            row.getString(3),
                            row.getInt(4),
                            row.getBoolean(5)));
        }
    }
}
