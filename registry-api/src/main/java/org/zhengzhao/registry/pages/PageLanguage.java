package org.zhengzhao.registry.pages;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.text.Language;

/**
 * The language of a page: the one just chosen with {@code ?lang=}, else the one chosen before (a cookie), else what the
 * browser asks for.
 */
@RequestScoped
class PageLanguage {
    static final String PARAMETER = "lang";
    static final String COOKIE = "lang";

    private final RoutingContext context;

    PageLanguage(RoutingContext context) {
        this.context = context;
    }

    Language current() {
        return of(context);
    }

    /** The language that this very request chooses, if it does. */
    static Optional<Language> chosen(RoutingContext context) {
        return find(context.request().getParam(PARAMETER));
    }

    static Language of(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        String asked = context.request().getHeader("Accept-Language");
        return chosen(context)
                .or(() -> cookie == null ? Optional.empty() : find(cookie.getValue()))
                .orElseGet(() -> asked == null ? Language.CHINESE : Language.fromAcceptLanguage(asked));
    }

    private static Optional<Language> find(@Nullable String tag) {
        for (Language language : Language.values()) {
            if (language.tag().equals(tag)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
