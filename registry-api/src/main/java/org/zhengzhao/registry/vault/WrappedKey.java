package org.zhengzhao.registry.vault;

import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;

/** A data key as it is stored. */
record WrappedKey(int number, MasterKeyRow master, EncryptionSuite suite, Bytes wrapped) {
    WrappedKey {
        Objects.requireNonNull(master);
        Objects.requireNonNull(suite);
        Objects.requireNonNull(wrapped);
    }
}
