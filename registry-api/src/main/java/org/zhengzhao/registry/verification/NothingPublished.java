package org.zhengzhao.registry.verification;

import java.time.Duration;
import java.time.Instant;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.signing.verify.PublishedList;
import org.zhengzhao.signing.verify.StatusLists;

/** Before the first bundle is made: the status of no license is known, which is not the same as that nobody asks for it. */
enum NothingPublished implements StatusLists {
    INSTANCE;

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    @Override
    public PublishedList find(String uri) {
        return new PublishedList.Absent();
    }

    @Override
    public Duration maximumAge(LicenseTypeCode type) {
        return Duration.ZERO;
    }

    @Override
    public Instant expires() {
        return NEVER;
    }
}
