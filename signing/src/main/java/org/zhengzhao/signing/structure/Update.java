package org.zhengzhao.signing.structure;

import java.util.Objects;
import java.util.Set;

/**
 * One incremental update (ISO 32000-2 §7.5.6): what was written behind a document.
 *
 * @param written the numbers of the objects that were written, those in object streams among them
 * @param containers the numbers of object streams and of the cross-reference stream
 * @param changed the numbers whose object is another than before, or is there no more
 */
record Update(
        DocumentState before,
        DocumentState after,
        Set<Integer> written,
        Set<Integer> containers,
        Set<Integer> changed) {
    Update {
        Objects.requireNonNull(before);
        Objects.requireNonNull(after);
        written = Set.copyOf(written);
        containers = Set.copyOf(containers);
        changed = Set.copyOf(changed);
    }
}
