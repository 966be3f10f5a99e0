package org.zhengzhao.registry.platform.http;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** The address of the next page of a list. */
public final class NextPage {
    private NextPage() {}

    /** Value of {@code Link} (RFC 8288). */
    public static String link(UriInfo uri, String cursor) {
        URI next =
                uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build();
        return "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"";
    }
}
