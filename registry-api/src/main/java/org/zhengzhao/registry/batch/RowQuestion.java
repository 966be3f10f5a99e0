package org.zhengzhao.registry.batch;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.registry.facts.FactsOrder;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;

/** What a row asks: one of the questions that can be asked alone too. */
sealed interface RowQuestion {
    /** Are these facts right? */
    record Facts(FactsOrder order) implements RowQuestion {
        public Facts {
            Objects.requireNonNull(order);
        }
    }

    /** Which licenses of the type has the holder? */
    record Licenses(HolderCode holder, LicenseTypeCode type, Optional<LocalDate> on) implements RowQuestion {
        public Licenses {
            Objects.requireNonNull(holder);
            Objects.requireNonNull(type);
            Objects.requireNonNull(on);
        }
    }

    /** What is this license? */
    record License(LicenseIdentifier identifier, Optional<LocalDate> on) implements RowQuestion {
        public License {
            Objects.requireNonNull(identifier);
            Objects.requireNonNull(on);
        }
    }
}
