package org.zhengzhao.product.judges;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.signing.evidence.PadesLevel;
import org.zhengzhao.signing.key.Suite;

/** Where somebody cannot follow, and why. Whatever is not named here is judged as it is. */
enum Limit {
    /** Reads containers, not PDFs. */
    OPENSSL_UPDATES(
            "openssl",
            "is given the octets that the byte range names, and never sees what stands behind them",
            Set.of(Suite.values()),
            Set.of(PadesLevel.values()),
            Set.of(Damage.APPENDED)),
    OPENSSL_CUT_UPDATES(
            "openssl",
            "does not see that a later update is cut: the octets that the byte range names are all there",
            Set.of(Suite.values()),
            Set.of(PadesLevel.B_T, PadesLevel.B_LT, PadesLevel.B_LTA),
            Set.of(Damage.TRUNCATED)),
    OPENSSL_EDDSA(
            "openssl",
            "version 3.0 takes no digest with Ed25519 and so no CMS with signed attributes (RFC 8419)",
            Set.of(Suite.EDDSA),
            Set.of(PadesLevel.values()),
            Set.of(Damage.values())),
    OPENSSL_SM2(
            "openssl",
            "version 3.0 verifies no CMS with SM2, under the names of GB/T 35275 or others",
            Set.of(Suite.SM2),
            Set.of(PadesLevel.values()),
            Set.of(Damage.values())),
    PDFSIG_EDDSA(
            "pdfsig",
            "its library (NSS) verifies no CMS with Ed25519",
            Set.of(Suite.EDDSA),
            Set.of(PadesLevel.values()),
            Set.of(Damage.values())),
    PDFSIG_SM2(
            "pdfsig",
            "its library (NSS) knows no SM2",
            Set.of(Suite.SM2),
            Set.of(PadesLevel.values()),
            Set.of(Damage.values())),
    PDFSIG_VALIDATION_DATA(
            "pdfsig",
            "says that the document is not signed as a whole where validation data are the last update",
            Set.of(Suite.ES256, Suite.ES384, Suite.PS256),
            Set.of(PadesLevel.B_LT),
            Set.of(Damage.NONE)),
    DSS_UPDATES(
            "EU DSS",
            "passes a note that an update puts on a certified page",
            Set.of(Suite.values()),
            Set.of(PadesLevel.values()),
            Set.of(Damage.APPENDED)),
    DSS_CUT_UPDATES(
            "EU DSS",
            "repairs a file whose last update is cut, and judges what stood there before",
            Set.of(Suite.values()),
            Set.of(PadesLevel.B_T, PadesLevel.B_LT, PadesLevel.B_LTA),
            Set.of(Damage.TRUNCATED)),
    DSS_SM2(
            "EU DSS",
            "reads no certificate with SM2",
            Set.of(Suite.SM2),
            Set.of(PadesLevel.values()),
            Set.of(Damage.values()));

    private final String judge;
    private final String reason;
    private final Set<Suite> suites;
    private final Set<PadesLevel> levels;
    private final Set<Damage> damages;

    Limit(String judge, String reason, Set<Suite> suites, Set<PadesLevel> levels, Set<Damage> damages) {
        this.judge = judge;
        this.reason = reason;
        this.suites = suites;
        this.levels = levels;
        this.damages = damages;
    }

    static Optional<Limit> find(String judge, Suite suite, PadesLevel level, Damage damage) {
        return Arrays.stream(values())
                .filter(limit -> limit.judge.equals(judge)
                        && limit.suites.contains(suite)
                        && limit.levels.contains(level)
                        && limit.damages.contains(damage))
                // Who cannot read a suite at all cannot do anything else with it either.
                .max((one, other) -> Integer.compare(one.damages.size(), other.damages.size()));
    }

    /** Whether nothing of such a file can be judged, the good one included. */
    boolean isTotal() {
        return damages.size() == Damage.values().length;
    }

    String judge() {
        return judge;
    }

    String reason() {
        return reason;
    }
}
