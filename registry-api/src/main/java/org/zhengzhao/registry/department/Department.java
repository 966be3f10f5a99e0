package org.zhengzhao.registry.department;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/**
 * An authority as one that asks.
 *
 * @param parent the department above it
 * @param region where it works
 */
public record Department(Uscc code, Optional<Uscc> parent, AreaCode region, Bilingual name) {
    public Department {
        Objects.requireNonNull(code);
        Objects.requireNonNull(parent);
        Objects.requireNonNull(region);
        Objects.requireNonNull(name);
    }
}
