package org.zhengzhao.registry.unusual;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.text.Bilingual;

/**
 * A read, or several of one officer within one window, to which a rule applies.
 *
 * @param record the access record; of several the first one
 * @param counted how many reads, or for {@link UnusualRule#MANY_HOLDERS} how many holders
 * @param single what one read was for; empty where there are several
 * @param explanation the last one, if it was for as many reads
 */
record UnusualRead(
        UUID record,
        UnusualRule rule,
        String department,
        Optional<Bilingual> departmentName,
        String officer,
        Instant first,
        Instant last,
        long counted,
        Optional<Single> single,
        Optional<Explanation> explanation) {
    /** What one read was for. */
    record Single(String purpose, String matter, String caseNumber, String operation, String outcome) {}

    /** What a supervisor found out. */
    record Explanation(Instant at, String by, String clientId, String reason) {}

    UnusualRead {
        Objects.requireNonNull(record);
        Objects.requireNonNull(rule);
        Objects.requireNonNull(department);
        Objects.requireNonNull(departmentName);
        Objects.requireNonNull(officer);
        Objects.requireNonNull(first);
        Objects.requireNonNull(last);
        Objects.requireNonNull(single);
        Objects.requireNonNull(explanation);
    }

    Key key() {
        return new Key(record, rule);
    }

    /** Names an unusual read. */
    record Key(UUID record, UnusualRule rule) {
        private static final String SEPARATOR = ".";

        /** As it stands in addresses. */
        String text() {
            return record + SEPARATOR + rule.name();
        }
    }

    /** Without the officer and what was read. */
    @Override
    public String toString() {
        return "UnusualRead[" + key().text() + "]";
    }
}
