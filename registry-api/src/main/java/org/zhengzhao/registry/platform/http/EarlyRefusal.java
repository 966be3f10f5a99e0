package org.zhengzhao.registry.platform.http;

import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.zhengzhao.registry.platform.problem.ProblemDocument;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.schema.text.Language;

/** Refuses a request before any resource is reached: as a page to a person, as a problem document to a program. */
@Singleton
class EarlyRefusal {
    private final RefusalPages pages;

    EarlyRefusal(RefusalPages pages) {
        this.pages = pages;
    }

    /** Answers and asks for the connection to be closed: what is still coming on it is not wanted. */
    void refuse(RoutingContext context, ProblemType type) {
        context.response().setStatusCode(type.status());
        if (context.request().version() != HttpVersion.HTTP_2) {
            // RFC 9113 §8.2.2: HTTP/2 has no such header, and clients refuse an answer with it.
            context.response().putHeader("Connection", "close");
        }
        pages.find(context, type.status())
                .ifPresentOrElse(page -> context.response().end(page), () -> refuseProgram(context, type));
    }

    private static void refuseProgram(RoutingContext context, ProblemType type) {
        String header = context.request().getHeader("Accept-Language");
        Language language = header == null ? Language.CHINESE : Language.fromAcceptLanguage(header);
        context.response()
                .putHeader("Content-Type", ProblemDocument.MEDIA_TYPE)
                .putHeader("Content-Language", language.tag())
                .end(new JsonObject()
                        .put("type", type.uri())
                        .put("title", type.title().in(language))
                        .put("status", type.status())
                        .put("instance", "urn:uuid:" + UUID.randomUUID())
                        .toBuffer());
    }
}
