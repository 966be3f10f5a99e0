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
import org.zhengzhao.registry.identity.Person;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.lifecycle.Act;

/** A draft as a row. It is changed by {@link DraftRepository#move} only, never through the mapper. */
@Entity
@Immutable
@Table(name = "license_draft")
class DraftEntity {
    @Id
    UUID id;

    @Column(name = "authority_code")
    String authorityCode;

    @Column(name = "type_code")
    String typeCode;

    @Column(name = "type_version")
    int typeVersion;

    @Enumerated(EnumType.STRING)
    Act kind;

    @Nullable
    String predecessor;

    @Enumerated(EnumType.STRING)
    DraftState state;

    int steps;

    int revision;

    byte[] digest;

    String maker;

    @Nullable
    String reviewer;

    @Nullable
    String approver;

    @Column(name = "made_at")
    Instant madeAt;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    @Nullable
    String license;

    @Column(name = "area_code")
    @Nullable
    String areaCode;

    @SuppressWarnings("NullAway.Init")
    DraftEntity() {}

    static DraftEntity of(Draft draft) {
        DraftEntity row = new DraftEntity();
        row.id = draft.id();
        row.authorityCode = draft.authority().value();
        row.typeCode = draft.type().value();
        row.typeVersion = draft.typeVersion();
        row.kind = draft.kind();
        row.predecessor = draft.predecessor().map(LicenseIdentifier::value).orElse(null);
        row.state = draft.state();
        row.steps = draft.steps();
        row.revision = draft.revision();
        row.digest = draft.digest().toArray();
        row.maker = draft.maker().number();
        row.reviewer = draft.reviewer().map(Person::number).orElse(null);
        row.approver = draft.approver().map(Person::number).orElse(null);
        row.madeAt = draft.madeAt();
        row.changedAt = draft.changedAt();
        row.dueAt = draft.dueAt().orElse(null);
        row.license = draft.license().map(LicenseIdentifier::value).orElse(null);
        row.areaCode = draft.area().map(AreaCode::value).orElse(null);
        return row;
    }

    Draft read() {
        return new Draft(
                id,
                new Uscc(authorityCode),
                type(typeCode),
                typeVersion,
                kind,
                Optional.ofNullable(predecessor).map(DraftEntity::identifier),
                state,
                steps,
                revision,
                Bytes.of(digest),
                new Person(maker),
                Optional.ofNullable(reviewer).map(Person::new),
                Optional.ofNullable(approver).map(Person::new),
                madeAt,
                changedAt,
                Optional.ofNullable(dueAt),
                Optional.ofNullable(license).map(DraftEntity::identifier),
                Optional.ofNullable(areaCode).map(AreaCode::new));
    }

    private static LicenseTypeCode type(String stored) {
        try {
            return LicenseTypeCode.parse(stored);
        } catch (MalformedCodeException corrupt) {
            throw new IllegalStateException("a stored type code is broken", corrupt);
        }
    }

    static LicenseIdentifier identifier(String stored) {
        try {
            return LicenseIdentifier.parse(stored);
        } catch (MalformedCodeException corrupt) {
            throw new IllegalStateException("a stored identifier is broken", corrupt);
        }
    }
}
