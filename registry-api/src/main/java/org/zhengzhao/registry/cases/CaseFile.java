package org.zhengzhao.registry.cases;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.code.Uscc;

/** A case of a department. */
public record CaseFile(
        UUID id, Uscc department, String matter, String caseNumber, Instant openedAt, Optional<Instant> closedAt) {
    public CaseFile {
        Objects.requireNonNull(id);
        Objects.requireNonNull(department);
        Objects.requireNonNull(matter);
        Objects.requireNonNull(caseNumber);
        Objects.requireNonNull(openedAt);
        Objects.requireNonNull(closedAt);
    }
}
