package org.zhengzhao.registry.license;

import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.evidence.PadesLevel;

/**
 * The PDF of a license as it is now.
 *
 * @param upgradePending whether it is about to get a timestamp or validation data
 */
public record StoredPdf(Bytes octets, PadesLevel level, boolean upgradePending) {
    public StoredPdf {
        Objects.requireNonNull(octets);
        Objects.requireNonNull(level);
    }
}
