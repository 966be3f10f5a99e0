package org.zhengzhao.signing.x509;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.jspecify.annotations.Nullable;

/** Reasons for revoking (RFC 5280 §4.2.1.13, §5.3.1). */
enum Reasons {
    KEY_COMPROMISE(ReasonFlags.keyCompromise),
    CA_COMPROMISE(ReasonFlags.cACompromise),
    AFFILIATION_CHANGED(ReasonFlags.affiliationChanged),
    SUPERSEDED(ReasonFlags.superseded),
    CESSATION_OF_OPERATION(ReasonFlags.cessationOfOperation),
    CERTIFICATE_HOLD(ReasonFlags.certificateHold),
    PRIVILEGE_WITHDRAWN(ReasonFlags.privilegeWithdrawn),
    AA_COMPROMISE(ReasonFlags.aACompromise);

    static final String REMOVED = "removeFromCRL";

    private static final List<String> WORDS = List.of(
            "unspecified",
            "keyCompromise",
            "cACompromise",
            "affiliationChanged",
            "superseded",
            "cessationOfOperation",
            "certificateHold",
            "unknown",
            REMOVED,
            "privilegeWithdrawn",
            "aACompromise");

    private final int flag;

    Reasons(int flag) {
        this.flag = flag;
    }

    /** Which reasons a list or distribution point covers: all, where nothing is said. */
    static Set<Reasons> of(@Nullable ReasonFlags flags) {
        EnumSet<Reasons> covered = EnumSet.noneOf(Reasons.class);
        for (Reasons reason : values()) {
            if (flags == null || (flags.intValue() & reason.flag) != 0) {
                covered.add(reason);
            }
        }
        return covered;
    }

    static String word(BigInteger code) {
        return code.signum() >= 0 && code.compareTo(BigInteger.valueOf(WORDS.size())) < 0
                ? WORDS.get(code.intValue())
                : "unknown";
    }
}
