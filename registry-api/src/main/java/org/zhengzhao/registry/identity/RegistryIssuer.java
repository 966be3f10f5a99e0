package org.zhengzhao.registry.identity;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address by which clients name this registry (RFC 8414 §2). It comes from settings, never from a request: an assertion that
 * somebody else was given would otherwise be good here under their name.
 */
@Singleton
class RegistryIssuer {
    static final String TOKEN_PATH = "/oauth/token";

    private final String address;

    RegistryIssuer(
            TokenConfig config,
            @ConfigProperty(name = "zhengzhao.public-host") Optional<String> publicHost,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "quarkus.http.insecure-requests", defaultValue = "enabled")
                    String insecureRequests) {
        String scheme = insecureRequests.equals("disabled") ? "https://" : "http://";
        this.address = config.issuer()
                .or(() -> publicHost.map(name -> "https://" + name))
                .orElseGet(() -> scheme + host + ":" + port)
                .replaceAll("/+$", "");
    }

    String address() {
        return address;
    }

    /** What an assertion may be for: the registry, or its token endpoint. */
    Set<String> audiences() {
        return Set.of(address, address + TOKEN_PATH);
    }
}
