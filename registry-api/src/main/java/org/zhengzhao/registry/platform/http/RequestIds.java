package org.zhengzhao.registry.platform.http;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;

/**
 * Names requests, so that a record can be found from the log of a caller and the other way round. A caller, or a proxy, may name one
 * in {@code X-Request-Id}, or by its trace (W3C Trace Context); else it gets a name here. Every answer says it.
 */
@ApplicationScoped
public class RequestIds {
    public static final String HEADER = "X-Request-Id";

    private static final String TRACE = "traceparent";
    private static final Pattern GIVEN = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,63}");
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final String KEY = RequestIds.class.getName();

    /** Before the limit on bodies, whose refusal says it too. */
    private static final int BEFORE_EVERYTHING = 210;

    private final CurrentVertxRequest request;
    private final TimeOrderedIds ids;

    RequestIds(CurrentVertxRequest request, TimeOrderedIds ids) {
        this.request = request;
        this.ids = ids;
    }

    void register(@Observes Filters filters) {
        filters.register(this::name, BEFORE_EVERYTHING);
    }

    private void name(RoutingContext context) {
        String id = given(context.request().getHeader(HEADER))
                .or(() -> traced(context.request().getHeader(TRACE)))
                .orElseGet(this::made);
        context.put(KEY, id);
        context.response().putHeader(HEADER, id);
        context.next();
    }

    /** The name of the request that is answered now; a new one where there is none, or it is over. */
    public String current() {
        RoutingContext context = Arc.container().requestContext().isActive() ? request.getCurrent() : null;
        String known = context == null ? null : context.get(KEY);
        return known == null ? made() : known;
    }

    private String made() {
        return ids.next().toString();
    }

    /** What is anything else than a name is not kept: it could be made to say something in a log. */
    private static Optional<String> given(@Nullable String header) {
        return Optional.ofNullable(header).filter(text -> GIVEN.matcher(text).matches());
    }

    private static Optional<String> traced(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(text -> text.length() <= 256)
                .map(TRACEPARENT::matcher)
                .filter(Matcher::matches)
                .map(trace -> trace.group(1));
    }
}
