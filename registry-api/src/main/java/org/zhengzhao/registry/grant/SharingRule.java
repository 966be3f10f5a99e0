package org.zhengzhao.registry.grant;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.type.SharingClass;

/**
 * The sharing class of a set of fields, or the legal basis of the class of the whole type.
 *
 * @param name chosen by the steward; {@link #WHOLE} for the whole type
 * @param fields the set, as JSON Pointers; empty for the whole type
 * @param dailyCap for grants that come by themselves
 * @param version counts the changes
 */
public record SharingRule(
        LicenseTypeCode type,
        String name,
        Optional<Set<String>> fields,
        SharingClass sharingClass,
        String legalBasis,
        OptionalInt dailyCap,
        int version) {
    /** Name of the rule of the whole type. */
    public static final String WHOLE = "license";

    public SharingRule {
        Objects.requireNonNull(type);
        Objects.requireNonNull(name);
        Objects.requireNonNull(sharingClass);
        Objects.requireNonNull(legalBasis);
        Objects.requireNonNull(dailyCap);
        fields = fields.map(Set::copyOf);
        if (name.equals(WHOLE) == fields.isPresent()) {
            throw new IllegalArgumentException("a set of fields has a name of its own");
        }
    }
}
