package org.zhengzhao.registry.region;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.text.Bilingual;

/**
 * A region.
 *
 * @param parent the region it lies in; none for the whole country only
 */
public record Region(AreaCode code, Optional<AreaCode> parent, Bilingual name) {
    public Region {
        Objects.requireNonNull(code);
        Objects.requireNonNull(parent);
        Objects.requireNonNull(name);
    }
}
