package org.zhengzhao.registry.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhengzhao.registry.platform.problem.ProblemDocument;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.schema.text.Language;

/**
 * Answers bodies over the limit with a problem document: those that say so in {@code Content-Length} before a byte of them is
 * read (and before the server's own bare answer), chunked ones as soon as the limit is passed.
 */
@ApplicationScoped
class BodyLimit {
    /** Filters of a higher priority run first; the server's own check has priority 2. */
    private static final int BEFORE_THE_SERVERS_OWN = 100;

    private static final Duration DISCARD_FOR = Duration.ofSeconds(5);

    private final long limit;
    private final RefusalPages pages;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit, RefusalPages pages) {
        this.limit = limit.asLongValue();
        this.pages = pages;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_THE_SERVERS_OWN);
    }

    void register(@Observes Router router) {
        router.errorHandler(ProblemType.BODY_TOO_LARGE.status(), this::refuse);
    }

    private void check(RoutingContext context) {
        if (announcedLength(context.request()) > limit) {
            refuse(context);
        } else {
            context.next();
        }
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
        context.response().setStatusCode(ProblemType.BODY_TOO_LARGE.status());
        if (context.request().version() != HttpVersion.HTTP_2) {
            // RFC 9113 §8.2.2: HTTP/2 has no such header, and clients refuse an answer with it.
            context.response().putHeader("Connection", "close");
        }
        pages.find(context, ProblemType.BODY_TOO_LARGE.status())
                .ifPresentOrElse(page -> context.response().end(page), () -> refuseProgram(context));
        discardRest(context);
    }

    private static void refuseProgram(RoutingContext context) {
        String header = context.request().getHeader("Accept-Language");
        Language language = header == null ? Language.CHINESE : Language.fromAcceptLanguage(header);
        ProblemType type = ProblemType.BODY_TOO_LARGE;
        context.response()
                .putHeader("Content-Type", ProblemDocument.MEDIA_TYPE)
                .end(new JsonObject()
                        .put("type", type.uri())
                        .put("title", type.title().in(language))
                        .put("status", type.status())
                        .put("instance", "urn:uuid:" + UUID.randomUUID())
                        .toBuffer());
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
