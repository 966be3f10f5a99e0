package org.zhengzhao.registry.platform.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import org.zhengzhao.schema.text.Language;

/** The language of the current request, from {@code Accept-Language}. */
@RequestScoped
public class RequestLanguage {
    private final RoutingContext context;

    public RequestLanguage(RoutingContext context) {
        this.context = context;
    }

    public Language current() {
        String header = context.request().getHeader("Accept-Language");
        return header == null ? Language.CHINESE : Language.fromAcceptLanguage(header);
    }
}
