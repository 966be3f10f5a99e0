package org.zhengzhao.signing.x509;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate says of policies (RFC 5280 §4.2.1.4, .5, .11, .14).
 *
 * @param policies empty where there is no such extension
 * @param mappings issuer's policy to the subject's equivalents
 */
record PolicyExtensions(
        Optional<Set<String>> policies,
        Map<String, Set<String>> mappings,
        OptionalInt requireExplicit,
        OptionalInt inhibitMapping,
        OptionalInt inhibitAny) {

    static PolicyExtensions of(
            @Nullable CertificatePolicies policies,
            @Nullable ASN1Sequence mappings,
            @Nullable PolicyConstraints constraints,
            @Nullable ASN1Integer inhibitAny)
            throws UnusableCertificateException {
        OptionalInt explicit =
                constraints == null ? OptionalInt.empty() : count(constraints.getRequireExplicitPolicyMapping());
        OptionalInt mapping = constraints == null ? OptionalInt.empty() : count(constraints.getInhibitPolicyMapping());
        return new PolicyExtensions(
                policies == null ? Optional.empty() : Optional.of(policies(policies)),
                mappings == null ? Map.of() : mappings(mappings),
                explicit,
                mapping,
                inhibitAny == null ? OptionalInt.empty() : count(inhibitAny.getValue()));
    }

    private static Set<String> policies(CertificatePolicies policies) throws UnusableCertificateException {
        PolicyInformation[] all = policies.getPolicyInformation();
        if (all.length == 0) {
            throw new UnusableCertificateException(PathProblem.MALFORMED, "policies");
        }
        Set<String> identifiers = new LinkedHashSet<>();
        for (PolicyInformation policy : all) {
            if (!identifiers.add(policy.getPolicyIdentifier().getId())) {
                // §4.2.1.4: not more than once.
                throw new UnusableCertificateException(PathProblem.MALFORMED, "policies");
            }
        }
        return limited(identifiers);
    }

    private static Map<String, Set<String>> mappings(ASN1Sequence pairs) throws UnusableCertificateException {
        if (pairs.size() == 0) {
            throw new UnusableCertificateException(PathProblem.MALFORMED, "policy mappings");
        }
        if (pairs.size() > X509Limits.MAX_POLICIES) {
            throw new UnusableCertificateException(PathProblem.LIMIT, "policy mappings");
        }
        Map<String, Set<String>> mappings = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            ASN1Sequence pair = ASN1Sequence.getInstance(pairs.getObjectAt(i));
            if (pair.size() != 2) {
                throw new UnusableCertificateException(PathProblem.MALFORMED, "policy mappings");
            }
            mappings.computeIfAbsent(
                            CertPolicyId.getInstance(pair.getObjectAt(0)).getId(), none -> new LinkedHashSet<>())
                    .add(CertPolicyId.getInstance(pair.getObjectAt(1)).getId());
        }
        return mappings;
    }

    private static Set<String> limited(Set<String> identifiers) throws UnusableCertificateException {
        if (identifiers.size() > X509Limits.MAX_POLICIES) {
            throw new UnusableCertificateException(PathProblem.LIMIT, "policies");
        }
        return identifiers;
    }

    /** A number of certificates to skip; more than a path can have is as good as the most. */
    private static OptionalInt count(@Nullable BigInteger value) throws UnusableCertificateException {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value.signum() < 0) {
            throw new UnusableCertificateException(PathProblem.MALFORMED, "count of certificates");
        }
        return OptionalInt.of(value.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue());
    }
}
