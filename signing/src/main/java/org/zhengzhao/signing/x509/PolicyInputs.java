package org.zhengzhao.signing.x509;

import java.util.Set;

/**
 * What the relying party asks of certificate policies (RFC 5280 §6.1.1 c, e, f, g).
 *
 * @param accepted object identifiers; anyPolicy accepts all
 */
public record PolicyInputs(Set<String> accepted, boolean explicit, boolean inhibitMapping, boolean inhibitAny) {
    /** Policies do not matter unless a certificate says so. */
    public static final PolicyInputs ANY = new PolicyInputs(Set.of(PolicyGraph.ANY), false, false, false);

    public PolicyInputs {
        accepted = Set.copyOf(accepted);
    }
}
