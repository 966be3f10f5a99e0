package org.zhengzhao.registry.identity;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A provider.
 *
 * @param keysAddress where its keys are; empty where it has to be asked
 */
record OpenIdProvider(String issuer, String audience, Set<String> authorizedParties, Optional<URI> keysAddress) {
    OpenIdProvider {
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(audience);
        Objects.requireNonNull(keysAddress);
        authorizedParties = Set.copyOf(authorizedParties);
    }
}
