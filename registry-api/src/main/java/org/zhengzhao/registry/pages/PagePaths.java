package org.zhengzhao.registry.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which requests are a person's with a browser, and which a program's. */
final class PagePaths {
    private static final List<String> FOR_PROGRAMS = List.of("/v1", "/oauth", "/.well-known", "/q");

    private PagePaths() {}

    static boolean forPeople(@Nullable String path) {
        return path == null
                || FOR_PROGRAMS.stream().noneMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
    }

    static boolean wantsPage(@Nullable String path, @Nullable String accept) {
        return forPeople(path) && accept != null && accept.contains("text/html");
    }
}
