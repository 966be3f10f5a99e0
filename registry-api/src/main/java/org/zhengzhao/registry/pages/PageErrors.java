package org.zhengzhao.registry.pages;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.zhengzhao.registry.platform.problem.ProblemDocument;
import org.zhengzhao.schema.text.Language;

/** Tells a person with a browser in words what a program is told with a problem document. */
class PageErrors {
    private final PageRenderer renderer;
    private final RoutingContext context;

    PageErrors(PageRenderer renderer, RoutingContext context) {
        this.renderer = renderer;
        this.context = context;
    }

    @ServerResponseFilter
    void inWords(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof ProblemDocument problem
                && PagePaths.wantsPage(context.normalizedPath(), request.getHeaderString(HttpHeaders.ACCEPT))) {
            Language language = PageLanguage.of(context);
            ErrorPage error = ErrorPage.of(problem.status(), problem.instance(), language);
            response.setEntity(
                    renderer.html(language, Pages.error(renderer.frame(language, ""), error)),
                    new Annotation[0],
                    PageRenderer.HTML);
            response.getHeaders().putSingle(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        }
    }
}
