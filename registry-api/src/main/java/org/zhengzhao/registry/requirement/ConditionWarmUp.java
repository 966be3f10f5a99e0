package org.zhengzhao.registry.requirement;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.zhengzhao.registry.requirement.condition.RefusedConditionException;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.type.LicenseType;

/**
 * Loads the library for conditions once requests are answered, so that neither the start nor the first check waits for it: beside the start it
 * would take processors from it.
 */
@ApplicationScoped
class ConditionWarmUp {
    private static final String ANY = "today >= date('2026-01-01')";

    void start(@ObservesAsync HttpServerStart started, Conditions conditions) {
        Thread.ofPlatform().daemon().name("condition-library").start(() -> compile(conditions));
    }

    private static void compile(Conditions conditions) {
        LicenseType type = SampleTypes.all().getFirst().type();
        try {
            conditions.compile(ANY, type);
        } catch (RefusedConditionException impossible) {
            throw new IllegalStateException("a condition that looks at no license is one for every type", impossible);
        }
    }
}
