package org.zhengzhao.registry.pages;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Sha256;

/** Style and script are cached by browsers for long; their address changes when they do. */
@Singleton
class PageAssets {
    private static final int VERSION_LENGTH = 12;

    private final String version;

    PageAssets() {
        this.version = (digest("pages.css") + digest("pages.js"));
    }

    String version() {
        return version;
    }

    private static String digest(String name) {
        try (InputStream in =
                Objects.requireNonNull(PageAssets.class.getResourceAsStream("/META-INF/resources/assets/" + name))) {
            return Sha256.of(in.readAllBytes()).toHex().substring(0, VERSION_LENGTH / 2);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("page asset " + name, unreadable);
        }
    }
}
