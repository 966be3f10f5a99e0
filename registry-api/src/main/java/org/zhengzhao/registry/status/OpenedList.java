package org.zhengzhao.registry.status;

import java.util.Objects;

/**
 * A status list that has places.
 *
 * @param uri what credentials call it; it never changes
 * @param size places in it, used or not
 */
public record OpenedList(String id, String uri, int size) {
    public OpenedList {
        Objects.requireNonNull(id);
        Objects.requireNonNull(uri);
    }
}
