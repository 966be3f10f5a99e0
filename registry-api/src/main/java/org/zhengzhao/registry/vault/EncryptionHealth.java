package org.zhengzhao.registry.vault;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says in the health report how encryption stands. DOWN only where this node lacks a master key in service: it can read less than the
 * others, who have it.
 */
@Readiness
@Singleton
class EncryptionHealth implements HealthCheck {
    private final EncryptionWatch watch;
    private final Vault vault;
    private final EncryptionConfig config;

    EncryptionHealth(EncryptionWatch watch, Vault vault, EncryptionConfig config) {
        this.watch = watch;
        this.vault = vault;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        EncryptionWatch.Summary summary = watch.summary();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("encryption")
                .status(summary.refused().isEmpty())
                .withData("enabled", config.enabled())
                .withData("inClear", summary.inClear())
                .withData("underRetiredKeys", summary.underRetiredKeys())
                .withData("unreadable", vault.unreadable());
        summary.refused().ifPresent(text -> answer.withData("masterKey", text.english()));
        return answer.build();
    }
}
