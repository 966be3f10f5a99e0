package org.zhengzhao.registry.issuance;

import java.util.Objects;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.Decision;

/**
 * A next version of a license as it is asked for.
 *
 * @param kind an act that supersedes
 * @param changes members of an order in the place of what the license says now
 */
record VersionOrder(Act kind, Decision decision, JsonValue.Members changes) {
    VersionOrder {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(decision);
        Objects.requireNonNull(changes);
    }
}
