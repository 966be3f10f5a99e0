package org.zhengzhao.signing.verify;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;

/**
 * Which authorities may issue which license types, as far as whoever verifies has been told. A certificate says who an
 * authority is, not what it may issue; that is known from elsewhere, or not at all.
 *
 * @param issuers for each type that something is known of, everybody who may issue it
 */
public record TypeRights(Map<LicenseTypeCode, Set<Uscc>> issuers) {
    /** Nothing is known of any type. */
    public static final TypeRights UNKNOWN = new TypeRights(Map.of());

    public TypeRights {
        issuers = issuers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /** Whether an authority may issue a type; empty where nothing is known of the type. */
    public Optional<Boolean> mayIssue(Uscc authority, LicenseTypeCode type) {
        return Optional.ofNullable(issuers.get(type)).map(known -> known.contains(authority));
    }
}
