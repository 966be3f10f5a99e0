package org.zhengzhao.registry.identity;

import java.util.Arrays;
import java.util.Optional;
import org.jose4j.jws.AlgorithmIdentifiers;

/**
 * The algorithms that an assertion may be signed with: those of the FAPI 2.0 security profile (§5.4), one for each kind of key, so that a
 * key says which algorithm it is for and an assertion cannot choose.
 */
enum AssertionAlgorithm {
    ES256(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256),
    PS256(AlgorithmIdentifiers.RSA_PSS_USING_SHA256),
    EDDSA(AlgorithmIdentifiers.EDDSA);

    private final String jose;

    AssertionAlgorithm(String jose) {
        this.jose = jose;
    }

    /** Its name in JOSE. */
    String jose() {
        return jose;
    }

    static Optional<AssertionAlgorithm> find(String jose) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.jose.equals(jose))
                .findFirst();
    }
}
