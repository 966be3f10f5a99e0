package org.zhengzhao.signing.x509;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

/** The name constraints of one certificate (RFC 5280 §4.2.1.10). */
record NameConstraintSet(List<AlternativeName> permitted, List<AlternativeName> excluded) {
    NameConstraintSet {
        permitted = List.copyOf(permitted);
        excluded = List.copyOf(excluded);
    }

    static NameConstraintSet of(NameConstraints constraints) throws UnusableCertificateException {
        NameConstraintSet set = new NameConstraintSet(
                subtrees(constraints.getPermittedSubtrees()), subtrees(constraints.getExcludedSubtrees()));
        if (set.permitted.isEmpty() && set.excluded.isEmpty()) {
            throw new UnusableCertificateException(PathProblem.MALFORMED, "name constraints");
        }
        return set;
    }

    private static List<AlternativeName> subtrees(GeneralSubtree @Nullable [] subtrees)
            throws UnusableCertificateException {
        if (subtrees == null) {
            return List.of();
        }
        if (subtrees.length > X509Limits.MAX_ITEMS) {
            throw new UnusableCertificateException(PathProblem.LIMIT, "name constraints");
        }
        List<AlternativeName> bases = new ArrayList<>();
        for (GeneralSubtree subtree : subtrees) {
            if (subtree.getMinimum().signum() != 0 || subtree.getMaximum() != null) {
                // §4.2.1.10: minimum is zero and maximum absent; whoever cannot honour others refuses.
                throw new UnusableCertificateException(PathProblem.MALFORMED, "name constraints");
            }
            AlternativeName base = AlternativeName.of(subtree.getBase());
            if (base instanceof AlternativeName.Address address && !isRange(address)) {
                throw new UnusableCertificateException(PathProblem.MALFORMED, "name constraints");
            }
            bases.add(base);
        }
        return bases;
    }

    /** Address and mask in the manner of RFC 4632: ones, then zeros. */
    private static boolean isRange(AlternativeName.Address address) {
        int length = address.octets().length();
        if (length != 8 && length != 32) {
            return false;
        }
        boolean zeros = false;
        for (int bit = length * 4; bit < length * 8; bit++) {
            boolean set = (address.octets().at(bit / 8) & (0x80 >>> (bit % 8))) != 0;
            if (set && zeros) {
                return false;
            }
            zeros = zeros || !set;
        }
        return true;
    }
}
