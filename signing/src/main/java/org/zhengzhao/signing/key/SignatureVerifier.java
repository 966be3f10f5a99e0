package org.zhengzhao.signing.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.SuiteParameters.SuiteKey;

/**
 * Checks signature values: the only place where one is compared with a key. The key must be one of the suite, the value must
 * be in its one form. Safe for use by many threads.
 */
public final class SignatureVerifier {
    private static final int EDWARDS_LENGTH = 64;
    /** Order of the base point of Ed25519 (RFC 8032 §5.1). */
    private static final BigInteger EDWARDS_ORDER =
            new BigInteger("1000000000000000000000000000000014DEF9DEA2F79CD65812631A5CF5D3ED", 16);

    private final Provider provider;
    private final SuiteKeys keys;
    private final Sm2 sm2;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public SignatureVerifier(Provider provider) {
        this.provider = provider;
        this.keys = new SuiteKeys(provider);
        this.sm2 = new Sm2(keys);
    }

    /** Which keys belong to a suite. */
    public SuiteKeys keys() {
        return keys;
    }

    /** SM2 with other user identifiers, or over hash values. */
    public Sm2 sm2() {
        return sm2;
    }

    /** Whether the signature over the message is that of the key. */
    public boolean verifies(Suite suite, SignatureForm form, PublicKey key, Bytes message, Bytes signature) {
        Optional<PublicKey> known = keys.find(suite, key);
        if (known.isEmpty()) {
            return false;
        }
        return switch (suite.key()) {
            case SuiteKey.OnCurve on ->
                CurveSignature.find(form, signature, on.curve())
                        .filter(numbers -> verifies(suite, known.get(), message, numbers.der()))
                        .isPresent();
            case SuiteKey.Edwards25519 edwards ->
                canonicalEdwards(signature) && verifies(suite, known.get(), message, signature);
            case SuiteKey.RsaPss rsa ->
                known.get() instanceof RSAPublicKey found
                        && canonicalRsa(found, signature)
                        && verifies(suite, known.get(), message, signature);
        };
    }

    private boolean verifies(Suite suite, PublicKey key, Bytes message, Bytes signature) {
        try {
            Signature verification = JavaAlgorithms.signature(suite, provider);
            verification.initVerify(key);
            verification.update(message.toArray());
            return verification.verify(signature.toArray());
        } catch (GeneralSecurityException | RuntimeException refused) {
            // Bouncy Castle answers some values with unchecked exceptions; a value that cannot be checked does not
            // verify.
            return false;
        }
    }

    /** RFC 8032 §5.1.7: S is less than the order, else the signature could be changed into another that verifies too. */
    private static boolean canonicalEdwards(Bytes signature) {
        if (signature.length() != EDWARDS_LENGTH) {
            return false;
        }
        byte[] s = new byte[EDWARDS_LENGTH / 2];
        for (int i = 0; i < s.length; i++) {
            s[i] = signature.at(EDWARDS_LENGTH - 1 - i);
        }
        return new BigInteger(1, s).compareTo(EDWARDS_ORDER) < 0;
    }

    /** RFC 8017 §8.1.2: as long as the modulus, and less than it. */
    private static boolean canonicalRsa(RSAPublicKey key, Bytes signature) {
        return signature.length() == (key.getModulus().bitLength() + 7) / 8
                && new BigInteger(1, signature.toArray()).compareTo(key.getModulus()) < 0;
    }
}
