package org.zhengzhao.registry.platform.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Tells a person with a browser what was refused before any resource was reached. */
public interface RefusalPages {
    /** The page in HTML with its headers set on the response; empty where a program asks. */
    Optional<String> find(RoutingContext context, int status);
}
