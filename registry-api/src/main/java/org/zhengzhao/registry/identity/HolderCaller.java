package org.zhengzhao.registry.identity;

import java.util.Objects;
import org.zhengzhao.schema.code.HolderCode;

/**
 * A holder who has logged in. Belongs to no organisation, and may see and do what concerns the holder only.
 *
 * @param clientId names the person in records, and says nothing of the holder
 */
public record HolderCaller(String clientId, HolderCode holder) {
    /** Stands among the roles of a request. No client of an organisation can have it. */
    public static final String ROLE_NAME = "holder";

    public HolderCaller {
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(holder);
    }

    /** Without the holder. */
    @Override
    public String toString() {
        return "HolderCaller[" + clientId + "]";
    }
}
