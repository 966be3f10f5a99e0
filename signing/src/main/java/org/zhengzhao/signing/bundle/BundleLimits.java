package org.zhengzhao.signing.bundle;

import java.time.Duration;
import org.zhengzhao.signing.cbor.CborLimits;

/** How much of a bundle is looked at. The limits stand in docs/reference/limits.md. */
public final class BundleLimits {
    /** Octets of a bundle or delta. */
    public static final int MAX_OCTETS = 64 * 1024 * 1024;

    /** Octets of the signed manifest. */
    static final int MAX_MANIFEST = 4 * 1024 * 1024;

    static final int MAX_PARTS = 10_000;
    /** Octets of one part: a status list of a hundred million licenses fits. */
    static final int MAX_PART = 16 * 1024 * 1024;
    /** Octets of a part that is neither a status list nor a revocation list. */
    static final int MAX_SMALL_PART = 2 * 1024 * 1024;

    static final int MAX_REGISTRY_NAME = 200;
    static final int MAX_CERTIFICATES = 5000;
    static final int MAX_TYPES = 20_000;
    static final int MAX_ISSUERS_OF_A_TYPE = 20_000;
    static final int MAX_COMPROMISED = 10_000;
    static final int MAX_SUCCESSIONS = 100;
    /** Nobody needs a bundle that is to be believed for longer. */
    static final Duration LONGEST = Duration.ofDays(3660);

    static final CborLimits FILE = new CborLimits(MAX_OCTETS, 3, 2 * MAX_PARTS + 10);
    static final CborLimits MANIFEST = new CborLimits(MAX_MANIFEST, 4, 5 * MAX_PARTS + 2 * MAX_TYPES + 100);
    static final CborLimits SMALL_PART = new CborLimits(MAX_SMALL_PART, 4, 200_000);

    private BundleLimits() {}
}
