package org.zhengzhao.registry.grant;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.schema.code.AreaCode;

/** Whether a read is covered by a grant. */
public sealed interface Admission {
    /**
     * It is, and has been counted.
     *
     * @param region where licenses must have been issued to be shown
     */
    record Admitted(UUID grant, GrantScope scope, Released released, Optional<AreaCode> region) implements Admission {
        public Admitted {
            Objects.requireNonNull(grant);
            Objects.requireNonNull(scope);
            Objects.requireNonNull(released);
            Objects.requireNonNull(region);
        }
    }

    /** It is not. */
    record Refused(Refusal refusal) implements Admission {
        public Refused {
            Objects.requireNonNull(refusal);
        }
    }
}
