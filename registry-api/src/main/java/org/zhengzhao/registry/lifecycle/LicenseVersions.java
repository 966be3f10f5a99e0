package org.zhengzhao.registry.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhengzhao.schema.code.LicenseIdentifier;

/**
 * A license that is acted on, with the versions after it.
 *
 * @param later oldest first; empty where there is no next version
 */
record LicenseVersions(LicenseHistory license, List<LicenseHistory> later) {
    LicenseVersions {
        Objects.requireNonNull(license);
        later = List.copyOf(later);
    }

    /**
     * Whether each version that another one has taken the place of comes with that one. Versions and their histories are read by statements of
     * their own: a version that was issued between them is known to the history of the one before, and is not in the list.
     */
    boolean complete() {
        Set<LicenseIdentifier> known =
                all().map(each -> each.license().content().identifier()).collect(Collectors.toUnmodifiableSet());
        return all().flatMap(each -> each.successor(Instant.MAX).stream()).allMatch(known::contains);
    }

    Stream<LicenseHistory> all() {
        return Stream.concat(Stream.of(license), later.stream());
    }
}
