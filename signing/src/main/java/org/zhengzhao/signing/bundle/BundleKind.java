package org.zhengzhao.signing.bundle;

import java.util.Arrays;
import java.util.Optional;

/** What a part of a bundle is. The numbers are the wire format: add, never change. */
public enum BundleKind {
    /** A trust anchor: a certificate in DER. */
    ANCHOR(1),
    /** A certificate of a signer, or of what stands between it and an anchor, in DER. */
    CERTIFICATE(2),
    /** A certificate revocation list in DER. */
    REVOCATION_LIST(3),
    /** Names of license types. */
    CATALOGUE(4),
    /** Which authorities may issue which license types. */
    RIGHTS(5),
    /** A status list token in its form as CWT; its name is the location of the list. */
    STATUS_LIST(6),
    /** Certificates whose keys may be known to others, and since when. */
    COMPROMISED_KEYS(7),
    /** A statement that the bundles of a registry are signed by another key from now on. */
    SUCCESSION(8);

    private final int number;

    BundleKind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The kind of a number; empty for one that this reader does not know. */
    public static Optional<BundleKind> of(long number) {
        return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
    }

    /** Whether a bundle has one such part at most. */
    boolean single() {
        return switch (this) {
            case CATALOGUE, RIGHTS, COMPROMISED_KEYS -> true;
            case ANCHOR, CERTIFICATE, REVOCATION_LIST, STATUS_LIST, SUCCESSION -> false;
        };
    }
}
