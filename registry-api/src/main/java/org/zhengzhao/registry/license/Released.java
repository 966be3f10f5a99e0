package org.zhengzhao.registry.license;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.zhengzhao.schema.type.LicenseType;

/**
 * What of a license an answer may show. Parts are named by JSON Pointers into the license as the API shows it, for example
 * {@code /holders} or {@code /fields/businessItems}.
 *
 * <p>Which license it is, of which type, by whom and in what status, and which versions stand beside it, is always told. The license digest belongs to the whole: from
 * it somebody could guess a short value that was withheld.
 */
public sealed interface Released {
    /** Members besides the fields that can be granted one by one. */
    List<String> MEMBERS =
            List.of("/number", "/holders", "/issuedOn", "/validFrom", "/validUntil", "/areaCode", "/statusReason");

    /** The whole license, and its faces. */
    record Everything() implements Released {}

    /**
     * Some parts.
     *
     * @param withheld the parts that the type has besides, whether this license has them or not
     */
    record Parts(Set<String> granted, List<String> withheld) implements Released {
        public Parts {
            granted = Set.copyOf(granted);
            withheld = List.copyOf(withheld);
        }
    }

    default boolean includes(String pointer) {
        return switch (this) {
            case Everything everything -> true;
            case Parts parts -> parts.granted().contains(pointer);
        };
    }

    /** Every part that licenses of a type have. */
    static List<String> partsOf(LicenseType type) {
        List<String> parts = new ArrayList<>(MEMBERS);
        type.fields().names().forEach(name -> parts.add("/fields/" + name));
        return parts;
    }

    /** Those parts of a type that are in {@code granted}. */
    static Released of(LicenseType type, Set<String> granted) {
        List<String> withheld =
                partsOf(type).stream().filter(part -> !granted.contains(part)).toList();
        return withheld.isEmpty() ? new Everything() : new Parts(granted, withheld);
    }
}
