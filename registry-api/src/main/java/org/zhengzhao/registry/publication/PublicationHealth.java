package org.zhengzhao.registry.publication;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says in the health report how publishing stands. Never DOWN: a node that cannot publish still hands out what others have published.
 */
@Readiness
@Singleton
class PublicationHealth implements HealthCheck {
    private final Publisher publisher;

    PublicationHealth(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        Publisher.Standing standing = publisher.standing();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("publication").up().withData("failed", standing.failed());
        standing.lastLook().ifPresent(at -> answer.withData("lastLook", at.toString()));
        standing.lastList().ifPresent(at -> answer.withData("lastList", at.toString()));
        standing.lastBundle().ifPresent(at -> answer.withData("lastBundle", at.toString()));
        standing.oldestDue().ifPresent(at -> answer.withData("oldestDue", at.toString()));
        return answer.build();
    }
}
