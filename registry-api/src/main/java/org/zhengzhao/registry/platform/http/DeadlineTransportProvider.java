package org.zhengzhao.registry.platform.http;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;

/** Puts deadlines on requests; found through {@code META-INF/services} when the server's engine is made. */
public final class DeadlineTransportProvider implements VertxServiceProvider {
    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new DeadlineTransport(builder.findTransport()));
    }
}
