package org.zhengzhao.registry.pages;

import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.zhengzhao.schema.text.Language;

/** Turns a template into the response that a browser gets. */
@Singleton
class PageRenderer {
    static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset(StandardCharsets.UTF_8.name());

    private final PageAssets assets;

    PageRenderer(PageAssets assets) {
        this.assets = assets;
    }

    Frame frame(Language language, String place) {
        return new Frame(language, place, assets.version());
    }

    Response page(Language language, TemplateInstance page) {
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.ok(html(language, page), HTML)
                .cacheControl(never)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .build();
    }

    String html(Language language, TemplateInstance page) {
        return page.setLocale(language.locale()).render();
    }
}
