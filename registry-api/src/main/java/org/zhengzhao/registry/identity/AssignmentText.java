package org.zhengzhao.registry.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;

/** The limits of an account as they stand in a row and in a token. */
final class AssignmentText {
    private AssignmentText() {}

    static @Nullable String region(Assignment assignment) {
        return assignment.region().map(AreaCode::value).orElse(null);
    }

    static List<String> types(Assignment assignment) {
        return assignment.types().stream().map(LicenseTypeCode::value).sorted().toList();
    }

    /** One text for a row; none where it is limited to none. */
    static @Nullable String typesInOne(Assignment assignment) {
        return assignment.types().isEmpty() ? null : String.join(" ", types(assignment));
    }

    static Assignment ofRow(@Nullable String region, @Nullable String types) {
        try {
            return parse(Optional.ofNullable(region), types == null ? List.of() : Arrays.asList(types.split(" ", -1)));
        } catch (MalformedCodeException corrupt) {
            throw new IllegalStateException("the limits of an account are broken", corrupt);
        }
    }

    /**
     * Reads limits. What cannot be read is never taken for no limit.
     *
     * @throws MalformedCodeException if one of them is broken
     */
    static Assignment parse(Optional<String> region, Collection<String> types) throws MalformedCodeException {
        Optional<AreaCode> area = region.isPresent() ? Optional.of(AreaCode.parse(region.get())) : Optional.empty();
        Set<LicenseTypeCode> codes = new HashSet<>();
        for (String type : types) {
            codes.add(LicenseTypeCode.parse(type));
        }
        return new Assignment(area, codes);
    }
}
