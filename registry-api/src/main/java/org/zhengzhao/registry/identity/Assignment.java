package org.zhengzhao.registry.identity;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseTypeCode;

/**
 * To what an account is limited inside of its organisation, whatever its roles.
 *
 * @param region it, and what lies in it; empty: everywhere
 * @param types empty: of every type
 */
public record Assignment(Optional<AreaCode> region, Set<LicenseTypeCode> types) {
    /** No further limit. */
    public static final Assignment UNLIMITED = new Assignment(Optional.empty(), Set.of());

    /** More types than that are a role of their own; and a token has to carry them. */
    public static final int MAX_TYPES = 50;

    public Assignment {
        Objects.requireNonNull(region);
        types = Set.copyOf(types);
    }

    public boolean covers(AreaCode area) {
        return region.map(own -> own.covers(area)).orElse(true);
    }

    public boolean covers(LicenseTypeCode type) {
        return types.isEmpty() || types.contains(type);
    }
}
