package org.zhengzhao.registry.timestamp;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.zhengzhao.registry.license.PdfUpgrade.Counts;

/** Says in the health report how timestamps are. Never DOWN: licenses are issued and read without the authority. */
@Readiness
@Singleton
class TimestampHealth implements HealthCheck {
    private final TimestampAuthority authority;
    private final PdfUpgradeWatch watch;

    TimestampHealth(TimestampAuthority authority, PdfUpgradeWatch watch) {
        this.authority = authority;
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        Counts counts = watch.counts();
        TimestampAuthority.Condition condition = authority.condition();
        return HealthCheckResponse.named("timestamps")
                .up()
                .withData("configured", authority.isConfigured())
                .withData("authority", condition.state().name())
                .withData("since", condition.since().toString())
                .withData("pending", counts.pending())
                .withData("failing", counts.failing())
                .withData("givenUp", counts.givenUp())
                .build();
    }
}
