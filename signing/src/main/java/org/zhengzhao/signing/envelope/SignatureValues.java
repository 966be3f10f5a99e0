package org.zhengzhao.signing.envelope;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.algorithm.SignatureScheme;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Suite;

/**
 * Checks signature values of the algorithms that are read: those of our suites by the adapter of the suites. Safe for use by many threads.
 */
final class SignatureValues {
    /** RFC 8230 §6.1. */
    private static final int SHORTEST_RSA = 2048;

    private static final int LONGEST_RSA = 16_384;

    private final Provider provider;
    private final SignatureVerifier suites;

    SignatureValues(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
        this.suites = new SignatureVerifier(provider);
    }

    /**
     * Whether a key is one for an algorithm.
     *
     * @param anyCurve whether each curve goes with each hash, as RFC 9053 §2.1 has it; JOSE and most profiles pair them
     */
    static boolean fits(SignatureAlgorithm algorithm, PublicKey key, boolean anyCurve) {
        return switch (algorithm.family()) {
            case ECDSA ->
                key instanceof ECPublicKey ec
                        && KeyTypes.knownCurve(ec)
                        && (anyCurve || ec.getParams().getOrder().bitLength() == algorithm.pairedOrderBits());
            case EDWARDS -> key instanceof EdECPublicKey;
            case RSA ->
                key instanceof RSAPublicKey rsa
                        && rsa.getModulus().bitLength() >= SHORTEST_RSA
                        && rsa.getModulus().bitLength() <= LONGEST_RSA;
        };
    }

    boolean verifies(SignatureAlgorithm algorithm, PublicKey key, Bytes message, Bytes value) {
        if (!fits(algorithm, key, true)) {
            return false;
        }
        if (key instanceof ECPublicKey ec
                && value.length() != 2 * ((ec.getParams().getOrder().bitLength() + 7) / 8)) {
            return false;
        }
        if (key instanceof RSAPublicKey rsa
                && value.length() != (rsa.getModulus().bitLength() + 7) / 8) {
            return false;
        }
        Optional<Suite> suite = Suite.ofCose(algorithm.cose())
                .filter(known -> suites.keys().find(known, key).isPresent());
        if (suite.isPresent()) {
            return suites.verifies(suite.get(), SignatureForm.RAW, key, message, value);
        }
        try {
            Signature signature = Signature.getInstance(algorithm.javaName(), provider);
            if (algorithm.family() == SignatureAlgorithm.Family.RSA) {
                signature.setParameter(pss(algorithm.hash().orElseThrow()));
            }
            signature.initVerify(key);
            signature.update(message.toArray());
            return signature.verify(value.toArray());
        } catch (GeneralSecurityException | RuntimeException refused) {
            // Bouncy Castle answers some values with unchecked exceptions; what cannot be checked does not verify.
            return false;
        }
    }

    /** RFC 8230 §2: MGF1 with the same hash, a salt as long as it. */
    private static PSSParameterSpec pss(HashAlgorithm hash) {
        return SignatureScheme.pss(hash, hash.length());
    }
}
