package org.zhengzhao.registry.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhengzhao.registry.platform.problem.ProblemType;

/**
 * Answers bodies over the limit with a problem document: those that say so in {@code Content-Length} before a byte of them is
 * read (and before the server's own bare answer), chunked ones as soon as the limit is passed.
 */
@ApplicationScoped
class BodyLimit {
    /** Filters of a higher priority run first; the server's own check has priority 2. */
    private static final int BEFORE_THE_SERVERS_OWN = 100;

    private static final Duration DISCARD_FOR = Duration.ofSeconds(5);

    /** After the server's own check, which writes its limit over ours. */
    private static final int AFTER_THE_SERVERS_OWN = 1;

    /** Where files are sent, and many questions at once. */
    private static final List<String> UPLOADS =
            List.of("/verify", "/v1/verifications", "/v1/file-verifications", "/v1/batches");

    private static final String FORMS = "/oauth/";
    static final long MAX_JSON = 2 * 1024 * 1024;
    static final long MAX_FORM = 32 * 1024;

    private final long limit;
    private final EarlyRefusal refusal;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit, EarlyRefusal refusal) {
        this.limit = limit.asLongValue();
        this.refusal = refusal;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_THE_SERVERS_OWN);
        // Bodies that do not say how long they are, are counted as they are read, up to this.
        filters.register(
                context -> {
                    context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit(context));
                    context.next();
                },
                AFTER_THE_SERVERS_OWN);
    }

    void register(@Observes Router router) {
        router.errorHandler(ProblemType.BODY_TOO_LARGE.status(), this::refuse);
    }

    private void check(RoutingContext context) {
        if (announcedLength(context.request()) > limit(context)) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private long limit(RoutingContext context) {
        String path = context.normalizedPath();
        if (path == null || UPLOADS.contains(path)) {
            return limit;
        }
        return Math.min(limit, path.startsWith(FORMS) ? MAX_FORM : MAX_JSON);
    }

    private static long announcedLength(HttpServerRequest request) {
        String header = request.getHeader("Content-Length");
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException notANumber) {
            return 0; // the server refuses such a request itself
        }
    }

    private void refuse(RoutingContext context) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        refusal.refuse(context, ProblemType.BODY_TOO_LARGE);
        discardRest(context);
    }

    /**
     * Many clients read the answer only when they have sent everything: what they still send is thrown away for a moment,
     * then the connection is closed whatever comes.
     */
    private static void discardRest(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        request.handler(ignored -> {});
        request.endHandler(ended -> request.connection().close());
        request.resume();
        context.vertx()
                .setTimer(DISCARD_FOR.toMillis(), late -> request.connection().close());
    }
}
