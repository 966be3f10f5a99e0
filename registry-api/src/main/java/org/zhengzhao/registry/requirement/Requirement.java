package org.zhengzhao.registry.requirement;

import java.util.Objects;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.text.Bilingual;

/**
 * One requirement of a matter.
 *
 * @param code by which answers name it
 * @param title as its author calls it
 * @param typeVersion the version of the type against whose fields the condition was checked
 * @param condition in the language of conditions
 */
public record Requirement(
        String code, Bilingual title, LicenseTypeCode type, int typeVersion, RequirementKind kind, String condition) {
    public Requirement {
        Objects.requireNonNull(code);
        Objects.requireNonNull(title);
        Objects.requireNonNull(type);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(condition);
    }
}
