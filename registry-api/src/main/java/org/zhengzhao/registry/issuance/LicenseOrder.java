package org.zhengzhao.registry.issuance;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;

/**
 * An order as it was sent, not checked yet.
 *
 * @param authority for which it was sent
 * @param predecessor the license whose next version is ordered; empty for a license of its own
 */
public record LicenseOrder(Uscc authority, Optional<LicenseIdentifier> predecessor, JsonValue.Members body) {
    public LicenseOrder {
        Objects.requireNonNull(authority);
        Objects.requireNonNull(predecessor);
        Objects.requireNonNull(body);
    }

    /** Holds personal data. */
    @Override
    public String toString() {
        return "LicenseOrder[" + authority.value() + ", hidden]";
    }
}
