package org.zhengzhao.registry.trust;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says in the health report which keys come to their end. Never DOWN: a node whose keys have ended still answers questions, and
 * taking it out of service would help nobody.
 */
@Readiness
@Singleton
class KeyHealth implements HealthCheck {
    private final KeyWatch watch;

    KeyHealth(KeyWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        KeyWatch.Summary summary = watch.summary();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("keys").up().withData("inServiceOrNext", summary.keys());
        for (KeyWarning warning : KeyWarning.values()) {
            answer.withData(warning.name(), summary.warnings().getOrDefault(warning, 0));
        }
        return answer.build();
    }
}
