package org.zhengzhao.registry.license;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseDigest;

/**
 * A license as other features see it. What became of it since is in its events.
 *
 * @param id of its row, by which other rows refer to it
 */
public record StoredLicense(UUID id, LicenseContent content, LicenseDigest digest, boolean sample, Instant createdAt) {
    public StoredLicense {
        Objects.requireNonNull(id);
        Objects.requireNonNull(content);
        Objects.requireNonNull(digest);
        Objects.requireNonNull(createdAt);
    }
}
