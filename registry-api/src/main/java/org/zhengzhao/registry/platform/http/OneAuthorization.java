package org.zhengzhao.registry.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.zhengzhao.registry.platform.problem.ProblemDocument;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/**
 * Refuses requests with more than one {@code Authorization}. A proxy may look at one of them and the registry at another; RFC 9110 §5.3
 * allows one only.
 */
@ApplicationScoped
class OneAuthorization {
    private static final String HEADER = "Authorization";
    /** Behind the name of the request, which the refusal has to say, and before everything that asks who it is from. */
    private static final int BEFORE_AUTHENTICATION = 205;

    private static final Bilingual DETAIL =
            new Bilingual("请只发送一个 Authorization 标头。", "Send one Authorization header only.");

    void register(@Observes Filters filters) {
        filters.register(OneAuthorization::check, BEFORE_AUTHENTICATION);
    }

    private static void check(RoutingContext context) {
        if (context.request().headers().getAll(HEADER).size() > 1) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private static void refuse(RoutingContext context) {
        String header = context.request().getHeader("Accept-Language");
        Language language = header == null ? Language.CHINESE : Language.fromAcceptLanguage(header);
        ProblemType type = ProblemType.TOKEN_INVALID;
        context.response()
                .setStatusCode(type.status())
                .putHeader("WWW-Authenticate", "Bearer")
                .putHeader("Content-Type", ProblemDocument.MEDIA_TYPE)
                .end(new JsonObject()
                        .put("type", type.uri())
                        .put("title", type.title().in(language))
                        .put("status", type.status())
                        .put("detail", DETAIL.in(language))
                        .put("instance", "urn:uuid:" + UUID.randomUUID())
                        .toBuffer());
    }
}
