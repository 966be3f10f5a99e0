package org.zhengzhao.registry.requirement;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.zhengzhao.registry.requirement.condition.RefusedConditionException;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.type.LicenseType;

/** Loads the library for conditions beside the start, so that neither the start nor the first check waits for it. */
@ApplicationScoped
class ConditionWarmUp {
    private static final String ANY = "today >= date('2026-01-01')";

    void start(@Observes StartupEvent started, Conditions conditions) {
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
