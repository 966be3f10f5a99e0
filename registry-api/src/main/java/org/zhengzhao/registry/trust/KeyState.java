package org.zhengzhao.registry.trust;

import java.util.Set;

/** Where a key is in its life. Stored by name. */
public enum KeyState {
    /** There is a key and a request for a certificate; no certificate yet. */
    REQUESTED,
    /** Certified and published, waiting to follow the current one. */
    NEXT,
    /** Signs. There is one at most. */
    CURRENT,
    /** Signs no more. What it has signed stays verifiable: its certificate stays published. */
    RETIRED,
    /**
     * Somebody else may have it: its certificate is no trust anchor any more, stands on the list of its issuer as revoked, and
     * offline bundles name it with the time since when.
     */
    COMPROMISED,
    /** Never signed, never will. */
    DISCARDED;

    /** States in which verifiers are given the certificate. */
    public static final Set<KeyState> PUBLISHED = Set.of(NEXT, CURRENT, RETIRED);
}
