package org.zhengzhao.registry.pages;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.zhengzhao.registry.platform.http.RefusalPages;
import org.zhengzhao.registry.platform.problem.ProblemDocument;
import org.zhengzhao.schema.text.Language;

/** Tells a person with a browser in words what a program is told with a problem document. */
@Singleton
class PageErrors implements RefusalPages {
    private final PageRenderer renderer;

    PageErrors(PageRenderer renderer) {
        this.renderer = renderer;
    }

    @ServerResponseFilter
    void inWords(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        if (response.getEntity() instanceof ProblemDocument problem && wantsPage(context)) {
            Language language = PageLanguage.of(context);
            response.setEntity(
                    page(language, problem.status(), problem.instance()), new Annotation[0], PageRenderer.HTML);
            response.getHeaders().putSingle(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        }
    }

    @Override
    public Optional<String> find(RoutingContext context, int status) {
        if (!wantsPage(context)) {
            return Optional.empty();
        }
        Language language = PageLanguage.of(context);
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, PageRenderer.HTML.toString())
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return Optional.of(page(language, status, ""));
    }

    private static boolean wantsPage(RoutingContext context) {
        return PagePaths.wantsPage(context.normalizedPath(), context.request().getHeader(HttpHeaders.ACCEPT));
    }

    private String page(Language language, int status, String instance) {
        ErrorPage error = ErrorPage.of(status, instance, language);
        return renderer.html(language, Pages.error(renderer.frame(language, ""), error));
    }
}
