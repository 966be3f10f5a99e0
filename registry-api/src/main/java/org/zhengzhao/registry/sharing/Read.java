package org.zhengzhao.registry.sharing;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseTypeCode;

/**
 * A read: who asks for what, and why.
 *
 * @param holder whose licenses are asked for; empty where a license is asked for by its identifier
 * @param moment the time that is asked about; empty where it can only be the present
 */
record Read(
        Caller caller,
        ReadPurpose purpose,
        ReadOperation operation,
        Optional<HolderCode> holder,
        LicenseTypeCode type,
        Optional<Moment> moment) {
    Read {
        Objects.requireNonNull(caller);
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(operation);
        Objects.requireNonNull(holder);
        Objects.requireNonNull(type);
        Objects.requireNonNull(moment);
    }

    /** The operation only: the rest tells of persons and cases. */
    @Override
    public String toString() {
        return "Read[" + operation + "]";
    }
}
