package org.zhengzhao.registry.license;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseDigest;

/**
 * A license as other features see it. What became of it since is in its events.
 *
 * @param id of its row, by which other rows refer to it
 */
public record StoredLicense(UUID id, LicenseContent content, LicenseDigest digest, boolean sample, Instant createdAt) {
    private static final AreaCode WHOLE_COUNTRY = new AreaCode("100000");

    public StoredLicense {
        Objects.requireNonNull(id);
        Objects.requireNonNull(content);
        Objects.requireNonNull(digest);
        Objects.requireNonNull(createdAt);
    }

    /** Where it was issued; an area that nobody knows lies in no region but the whole country. */
    public AreaCode area() {
        return areaOf(content.areaCode());
    }

    /** The same for a license that is to be issued. */
    public static AreaCode areaOf(String areaCode) {
        try {
            return AreaCode.parse(areaCode);
        } catch (MalformedCodeException unknown) {
            return WHOLE_COUNTRY;
        }
    }
}
