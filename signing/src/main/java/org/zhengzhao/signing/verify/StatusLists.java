package org.zhengzhao.signing.verify;

import java.time.Duration;
import java.time.Instant;
import org.zhengzhao.schema.code.LicenseTypeCode;

/** The status lists that whoever verifies has at hand. Nothing is fetched. Implementations are safe for use by many threads. */
public interface StatusLists {
    /** The list of a location. */
    PublishedList find(String uri);

    /** How old the status of a license of that type may be to count. */
    Duration maximumAge(LicenseTypeCode type);

    /** From when on none of the lists says anything, whatever they say themselves. */
    Instant expires();
}
