package org.zhengzhao.registry.vault;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A value as it is to be stored.
 *
 * @param keyNumber of the data key; null where encryption is switched off and the octets are in clear
 */
public record EncryptedValue(@Nullable Integer keyNumber, Bytes octets) {
    public EncryptedValue {
        Objects.requireNonNull(octets);
    }
}
