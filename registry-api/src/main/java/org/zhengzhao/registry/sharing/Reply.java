package org.zhengzhao.registry.sharing;

import java.util.Objects;
import java.util.function.Function;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.SigningKey;

/**
 * How an answer becomes what is sent. It is laid out before the record of the read is written, because the receipt in the record is
 * for its octets.
 *
 * @param key the record key; taken before the transaction, which must not wait for another connection
 * @param body lays out the octets, also of a refusal
 */
public record Reply<T>(SigningKey key, Function<Answer<T>, Bytes> body) {
    public Reply {
        Objects.requireNonNull(key);
        Objects.requireNonNull(body);
    }
}
