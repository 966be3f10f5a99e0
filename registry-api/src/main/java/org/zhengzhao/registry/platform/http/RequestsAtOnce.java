package org.zhengzhao.registry.platform.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;
import org.zhengzhao.registry.platform.problem.ProblemType;

/**
 * How many requests a node has under way: beyond that it says so at once, instead of letting all of them wait until none is answered in
 * time. Health and metrics are asked most urgently then, and are always answered.
 */
@ApplicationScoped
class RequestsAtOnce {
    private static final int BEFORE_THE_LIMIT_ON_BODIES = 150;
    private static final String RETRY_AFTER_SECONDS = "2";

    private final HttpConfig config;
    private final EarlyRefusal refusal;
    private final AtomicInteger underWay = new AtomicInteger();

    RequestsAtOnce(HttpConfig config, EarlyRefusal refusal, MeterRegistry meters) {
        this.config = config;
        this.refusal = refusal;
        Gauge.builder("zhengzhao.requests", underWay, AtomicInteger::get)
                .description("Requests under way on this node")
                .register(meters);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_THE_LIMIT_ON_BODIES);
    }

    private void check(RoutingContext context) {
        if (context.normalizedPath() != null && context.normalizedPath().startsWith("/q/")) {
            context.next();
            return;
        }
        if (underWay.incrementAndGet() > config.requests()) {
            underWay.decrementAndGet();
            context.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
            refusal.refuse(context, ProblemType.BUSY);
            return;
        }
        context.addEndHandler(ended -> underWay.decrementAndGet());
        context.next();
    }
}
