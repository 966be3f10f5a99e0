package org.zhengzhao.registry.sharing;

import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * An answer as it is sent.
 *
 * @param body its octets
 * @param receipt the registry's signature under what was asked and these octets, as compact JWS; it is in the access record
 */
public record Answered<T>(Answer<T> answer, Bytes body, String receipt) {
    public Answered {
        Objects.requireNonNull(answer);
        Objects.requireNonNull(body);
        Objects.requireNonNull(receipt);
    }
}
