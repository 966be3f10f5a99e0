package org.zhengzhao.schema.license;

import java.util.Objects;
import org.zhengzhao.schema.code.HolderCode;

/** A holder (持证主体) of a license: name and code. */
public record Holder(String name, HolderCode code) {
    public Holder {
        Objects.requireNonNull(code);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a holder has a name");
        }
    }

    /** Without the name, which is personal. */
    @Override
    public String toString() {
        return "Holder[" + code + "]";
    }
}
