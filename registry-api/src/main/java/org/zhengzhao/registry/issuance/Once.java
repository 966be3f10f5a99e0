package org.zhengzhao.registry.issuance;

import java.util.List;
import org.zhengzhao.schema.code.LicenseIdentifier;

/** A request that is carried out once, however often it comes. Both methods are called within a transaction. */
public interface Once {
    /** What the same request issued before; empty where it was not carried out yet. */
    List<LicenseIdentifier> findEarlier();

    /**
     * Writes that the request is carried out, in the transaction that stores its licenses.
     *
     * @throws FasterRequestException where the same request was carried out meanwhile; then nothing is stored
     */
    void record(List<LicenseIdentifier> issued);
}
