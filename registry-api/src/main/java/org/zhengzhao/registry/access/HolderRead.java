package org.zhengzhao.registry.access;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.text.Bilingual;

/**
 * A read as a holder sees it whom it concerned.
 *
 * @param number counts the reads of this holder
 * @param officer account of the officer; empty where the operator shows the department only
 * @param types types that were asked for, as far as they concern this holder
 * @param licenses licenses of this holder that were asked for or found; those of others are left out
 * @param fields what was shown; empty where the read concerned others too and it cannot be told apart
 */
record HolderRead(
        long number,
        UUID record,
        Instant at,
        String department,
        Bilingual departmentName,
        Optional<String> officer,
        String purpose,
        String matter,
        Optional<Bilingual> matterName,
        String caseNumber,
        String operation,
        String outcome,
        List<LicenseTypeCode> types,
        List<String> licenses,
        List<String> fields,
        List<String> predicates) {
    HolderRead {
        Objects.requireNonNull(record);
        Objects.requireNonNull(at);
        Objects.requireNonNull(departmentName);
        Objects.requireNonNull(officer);
        Objects.requireNonNull(matterName);
        types = List.copyOf(types);
        licenses = List.copyOf(licenses);
        fields = List.copyOf(fields);
        predicates = List.copyOf(predicates);
    }

    /** The number only: the rest tells of persons and cases. */
    @Override
    public String toString() {
        return "HolderRead[" + number + "]";
    }
}
