package org.zhengzhao.registry.policy;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;

/** What something is done to, as far as it matters for who may. */
public sealed interface Target {
    /** A case, a batch, a receipt, a grant: something of an organisation. */
    record Owned(Uscc organisation) implements Target {
        public Owned {
            Objects.requireNonNull(organisation);
        }
    }

    /**
     * A license, issued or to be issued, or a draft of one.
     *
     * @param area where it is issued; empty before it is known: whoever looks it up decides again
     */
    record License(Uscc authority, LicenseTypeCode type, Optional<AreaCode> area) implements Target {
        public License {
            Objects.requireNonNull(authority);
            Objects.requireNonNull(type);
            Objects.requireNonNull(area);
        }
    }

    /** A license type, or all licenses of it, whoever issued them. */
    record OfType(LicenseTypeCode type) implements Target {
        public OfType {
            Objects.requireNonNull(type);
        }
    }

    /**
     * A key.
     *
     * @param authority that seals with it; empty for the registry's own
     */
    record Key(Optional<Uscc> authority) implements Target {
        public Key {
            Objects.requireNonNull(authority);
        }
    }

    /**
     * In whose name something is done.
     *
     * @param officer as the request names them
     * @param own by which name the person whose account it is may be an officer; empty for a system's
     */
    record InName(String officer, Optional<String> own) implements Target {
        public InName {
            Objects.requireNonNull(officer);
            Objects.requireNonNull(own);
        }
    }
}
