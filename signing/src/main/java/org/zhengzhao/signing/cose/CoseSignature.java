package org.zhengzhao.signing.cose;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.signing.key.Suite;

/** Checks the signature value of a {@link CoseSign1}. */
public final class CoseSignature {
    private CoseSignature() {}

    /** The suite of an algorithm number; empty where it is none of ours. */
    public static Optional<Suite> suiteOf(long algorithm) {
        return Arrays.stream(Suite.values())
                .filter(suite -> suite.coseAlgorithm() == algorithm)
                .findFirst();
    }

    /**
     * Whether the signature is that of the key over the message. False for an unknown algorithm, a key on another curve than
     * the algorithm's, and a signature that is not R‖S of the right length.
     *
     * @param provider Bouncy Castle, made once by the caller
     */
    public static boolean verifies(CoseSign1 message, PublicKey key, Provider provider) {
        Optional<Suite> found = suiteOf(message.algorithm());
        if (found.isEmpty()) {
            return false;
        }
        Suite suite = found.get();
        if (message.signature().length() != suite.rawLength() || !onCurve(key, suite, provider)) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(suite.rawSignature(), provider);
            signature.initVerify(key);
            signature.update(message.toBeSigned().toArray());
            return signature.verify(message.signature().toArray());
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    /** RFC 9053 leaves the curve of ES256 open; ours is fixed, so that no other curve's key is ever tried. */
    private static boolean onCurve(PublicKey key, Suite suite, Provider provider) {
        if (!(key instanceof ECPublicKey ec)) {
            return false;
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC", provider);
            parameters.init(new ECGenParameterSpec(suite.curve()));
            ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
            ECParameterSpec actual = ec.getParams();
            return actual.getCurve().equals(curve.getCurve())
                    && actual.getGenerator().equals(curve.getGenerator())
                    && actual.getOrder().equals(curve.getOrder());
        } catch (GeneralSecurityException unknownCurve) {
            return false;
        }
    }
}
