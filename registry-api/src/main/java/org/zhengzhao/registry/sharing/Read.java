package org.zhengzhao.registry.sharing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseTypeCode;

/**
 * A read: who asks for what, and why.
 *
 * @param holder whose licenses are asked for; empty where a license is asked for by its identifier
 * @param types of which types licenses are asked for
 * @param moment the time that is asked about; empty where it can only be the present
 */
public record Read(
        Caller caller,
        ReadPurpose purpose,
        ReadOperation operation,
        Optional<HolderCode> holder,
        List<LicenseTypeCode> types,
        Optional<Moment> moment) {
    public Read {
        Objects.requireNonNull(caller);
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(operation);
        Objects.requireNonNull(holder);
        types = List.copyOf(types);
        Objects.requireNonNull(moment);
    }

    /** The operation only: the rest tells of persons and cases. */
    @Override
    public String toString() {
        return "Read[" + operation + "]";
    }
}
