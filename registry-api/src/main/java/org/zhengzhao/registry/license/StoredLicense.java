package org.zhengzhao.registry.license;

import java.time.Instant;
import java.util.Objects;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseDigest;

/** A license as other features see it. */
public record StoredLicense(LicenseContent content, LicenseDigest digest, boolean sample, Instant createdAt) {
    public StoredLicense {
        Objects.requireNonNull(content);
        Objects.requireNonNull(digest);
        Objects.requireNonNull(createdAt);
    }

    /** The status at an instant, as far as dates decide it. */
    public LicenseStatus statusAt(Instant at) {
        if (at.isBefore(content.validity().start())) {
            return LicenseStatus.NOT_YET_EFFECTIVE;
        }
        return content.validity().end().filter(end -> !at.isBefore(end)).isPresent()
                ? LicenseStatus.EXPIRED
                : LicenseStatus.VALID;
    }
}
