package org.zhengzhao.registry.grant;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;

/** Most reads of one type by one department, whatever its grants allow. */
record DepartmentLimit(UUID id, OptionalInt perMinute, OptionalInt perDay) {
    DepartmentLimit {
        Objects.requireNonNull(id);
        Objects.requireNonNull(perMinute);
        Objects.requireNonNull(perDay);
    }
}
