package org.zhengzhao.registry.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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

    Stream<LicenseHistory> all() {
        return Stream.concat(Stream.of(license), later.stream());
    }
}
