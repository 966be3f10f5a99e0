package org.zhengzhao.registry.sharing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.schema.type.LicenseType;

/**
 * Under what an answer is given, as record and receipt tell it.
 *
 * @param grants those that covered it; none where none was needed, or where nothing is answered
 * @param fields names of what is shown of licenses; {@link #WHOLE} alone for all that they have
 * @param predicates what was answered with yes or no in the place of fields
 */
public record Coverage(List<UUID> grants, List<String> fields, List<String> predicates) {
    /** Everything that a license has. */
    public static final String WHOLE = "*";

    /** For answers that show nothing. */
    public static final Coverage NOTHING = new Coverage(List.of(), List.of(), List.of());

    public Coverage {
        grants = List.copyOf(grants);
        fields = List.copyOf(fields);
        predicates = List.copyOf(predicates);
    }

    /** For an answer that shows parts of a license of one type. */
    static Coverage of(Optional<UUID> grant, Released released, Optional<LicenseType> type) {
        return new Coverage(grant.stream().toList(), names(released, type), List.of());
    }

    private static List<String> names(Released released, Optional<LicenseType> type) {
        return switch (released) {
            case Released.Everything everything -> List.of(WHOLE);
            case Released.Parts parts ->
                type.map(Released::partsOf).orElse(List.of()).stream()
                        .filter(parts::includes)
                        .toList();
        };
    }

    /** The same grants for an answer that shows nothing: there is no such license. */
    Coverage withoutFields() {
        return new Coverage(grants, List.of(), predicates);
    }
}
