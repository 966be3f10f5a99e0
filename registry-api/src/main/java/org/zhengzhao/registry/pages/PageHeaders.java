package org.zhengzhao.registry.pages;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.zhengzhao.schema.text.Language;

/** The headers that pages, their style and their script go out with, and the cookie that remembers a chosen language. */
@ApplicationScoped
class PageHeaders {
    /** Nothing inline, nothing from elsewhere, in nobody's frame. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; base-uri 'none'; object-src 'none'; " + "form-action 'self'; frame-ancestors 'none'";

    /** Before the limit on bodies, whose refusal is a page too. */
    private static final int BEFORE_EVERYTHING = 200;

    private static final long COOKIE_SECONDS = Duration.ofDays(365).toSeconds();

    void register(@Observes Filters filters) {
        filters.register(PageHeaders::apply, BEFORE_EVERYTHING);
    }

    private static void apply(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (PagePaths.forPeople(context.normalizedPath())) {
            response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
            response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
            PageLanguage.chosen(context).ifPresent(language -> response.addCookie(remember(language)));
        }
        context.next();
    }

    private static Cookie remember(Language language) {
        return Cookie.cookie(PageLanguage.COOKIE, language.tag())
                .setPath("/")
                .setMaxAge(COOKIE_SECONDS)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX);
    }
}
