package org.zhengzhao.registry.draft;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.draft.DraftStep.Actor;
import org.zhengzhao.registry.identity.Person;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;

/** A step as a row, written once. */
@Entity
@Immutable
@Table(name = "license_draft_step")
class DraftStepEntity {
    @Id
    UUID id;

    @Column(name = "draft_id")
    UUID draftId;

    int position;

    int revision;

    @Enumerated(EnumType.STRING)
    DraftAct act;

    byte[] digest;

    @Column(name = "client_id")
    @Nullable
    String clientId;

    @Nullable
    String person;

    @Nullable
    String reason;

    @Enumerated(EnumType.STRING)
    @Nullable
    ProblemType problem;

    @Nullable
    String license;

    @Column(name = "recorded_at")
    Instant recordedAt;

    @SuppressWarnings("NullAway.Init")
    DraftStepEntity() {}

    static DraftStepEntity of(UUID id, UUID draftId, DraftStep step) {
        DraftStepEntity row = new DraftStepEntity();
        row.id = id;
        row.draftId = draftId;
        row.position = step.position();
        row.revision = step.revision();
        row.act = step.act();
        row.digest = step.digest().toArray();
        row.clientId = step.by().map(Actor::clientId).orElse(null);
        row.person = step.by().map(actor -> actor.person().number()).orElse(null);
        row.reason = step.reason().orElse(null);
        row.problem = step.problem().orElse(null);
        row.license = step.license().map(LicenseIdentifier::value).orElse(null);
        row.recordedAt = step.recordedAt();
        return row;
    }

    DraftStep read() {
        return new DraftStep(
                position,
                revision,
                act,
                Bytes.of(digest),
                clientId == null || person == null
                        ? Optional.empty()
                        : Optional.of(new Actor(clientId, new Person(person))),
                Optional.ofNullable(reason),
                Optional.ofNullable(problem),
                Optional.ofNullable(license).map(DraftEntity::identifier),
                recordedAt);
    }
}
