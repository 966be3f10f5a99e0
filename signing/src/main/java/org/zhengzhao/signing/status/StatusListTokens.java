package org.zhengzhao.signing.status;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * One list in the two forms in which it is published.
 *
 * @param jwt empty where the key's suite has no name in JOSE
 */
public record StatusListTokens(Bytes cwt, Optional<String> jwt) {
    public StatusListTokens {
        Objects.requireNonNull(cwt);
        Objects.requireNonNull(jwt);
    }
}
