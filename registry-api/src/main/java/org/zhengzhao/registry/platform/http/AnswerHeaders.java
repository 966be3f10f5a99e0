package org.zhengzhao.registry.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The headers that every answer goes out with; pages have some of their own. */
@ApplicationScoped
class AnswerHeaders {
    /** Before everything that may refuse. */
    private static final int BEFORE_EVERYTHING = 300;
    /** An answer for a program: if a browser shows it, it loads and runs nothing, in nobody's frame. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    void register(@Observes Filters filters) {
        filters.register(AnswerHeaders::apply, BEFORE_EVERYTHING);
    }

    private static void apply(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.putHeader("X-Frame-Options", "DENY");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (context.request().isSSL()) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        // What says nothing about copies may be about somebody.
        context.addHeadersEndHandler(sent -> {
            if (!response.headers().contains("Cache-Control")) {
                response.putHeader("Cache-Control", "no-store");
            }
        });
        context.next();
    }
}
