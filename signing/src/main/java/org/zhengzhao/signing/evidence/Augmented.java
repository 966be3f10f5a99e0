package org.zhengzhao.signing.evidence;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * A PDF after evidence was to be added.
 *
 * @param pdf as it is now; as it was where nothing could be added
 * @param level that it has reached
 * @param obstacle why it did not reach the level that was wanted, in one line for operators; empty where it did
 */
public record Augmented(Bytes pdf, PadesLevel level, Optional<String> obstacle) {
    public Augmented {
        Objects.requireNonNull(pdf);
        Objects.requireNonNull(level);
        Objects.requireNonNull(obstacle);
    }
}
