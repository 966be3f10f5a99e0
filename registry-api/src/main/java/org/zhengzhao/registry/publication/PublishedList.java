package org.zhengzhao.registry.publication;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A status list as it is published.
 *
 * @param version one more with each publication
 * @param asOf when its statuses were computed
 * @param jwt empty where the key's suite has no name in JOSE
 */
record PublishedList(
        String id, String uri, int size, long version, Instant asOf, Instant expires, Bytes cwt, Optional<String> jwt) {
    PublishedList {
        Objects.requireNonNull(id);
        Objects.requireNonNull(uri);
        Objects.requireNonNull(asOf);
        Objects.requireNonNull(expires);
        Objects.requireNonNull(cwt);
        Objects.requireNonNull(jwt);
    }
}
