package org.zhengzhao.schema.license;

import java.util.Objects;
import org.zhengzhao.schema.code.Uscc;

/** An authority as a license names it: its USCC and its name in full. */
public record Authority(Uscc code, String name) {
    public Authority {
        Objects.requireNonNull(code);
        if (name.isBlank()) {
            throw new IllegalArgumentException("an authority has a name");
        }
    }
}
