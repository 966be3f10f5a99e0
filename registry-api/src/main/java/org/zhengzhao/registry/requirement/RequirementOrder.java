package org.zhengzhao.registry.requirement;

import java.util.Objects;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.text.Bilingual;

/**
 * A requirement as somebody wants it saved.
 *
 * @param type checked against the version in force
 */
public record RequirementOrder(
        String code, Bilingual title, LicenseTypeCode type, RequirementKind kind, String condition) {
    public RequirementOrder {
        Objects.requireNonNull(code);
        Objects.requireNonNull(title);
        Objects.requireNonNull(type);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(condition);
    }

    Requirement checkedAgainst(int typeVersion) {
        return new Requirement(code, title, type, typeVersion, kind, condition);
    }
}
