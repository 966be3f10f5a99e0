package org.zhengzhao.registry.trust;

import org.zhengzhao.signing.key.Suite;

/** What a key of this registry is for. Stored by name. */
public enum KeyPurpose {
    /** Issues certificates for the keys of the registry. */
    ISSUING,
    /** Seals the licenses of one authority. */
    SEALING,
    /** Signs the status lists. */
    STATUS,
    /** Signs the offline bundles. Verifiers know it by pinning, and its successors by their succession. */
    BUNDLE,
    /** Signs the records of the registry: what was done to a license, and by whom. */
    RECORD;

    /** Whether such a key belongs to an authority, not to the registry as a whole. */
    public boolean ofAuthority() {
        return this == SEALING;
    }

    /**
     * Whether keys for it may be of that suite. What the registry signs in its own name is read by everybody's libraries, and JOSE has
     * no algorithm for SM2.
     */
    public boolean takes(Suite suite) {
        return switch (this) {
            case ISSUING, SEALING -> true;
            case STATUS, BUNDLE, RECORD -> suite != Suite.SM2;
        };
    }
}
