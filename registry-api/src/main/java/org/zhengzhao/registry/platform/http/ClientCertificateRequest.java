package org.zhengzhao.registry.platform.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks clients for a certificate in the handshake, where the operator wants it. Whoever has none goes on without. */
@Singleton
class ClientCertificateRequest implements HttpServerOptionsCustomizer {
    private final boolean asked;

    ClientCertificateRequest(
            @ConfigProperty(name = "zhengzhao.tls.client-certificates", defaultValue = "false") boolean asked) {
        this.asked = asked;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (asked) {
            options.setClientAuth(ClientAuth.REQUEST);
        }
    }
}
