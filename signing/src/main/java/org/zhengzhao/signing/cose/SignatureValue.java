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
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.Suite;

/** Checks signature values. A key on another curve than the suite's never verifies anything. */
public final class SignatureValue {
    private final Provider provider;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public SignatureValue(Provider provider) {
        this.provider = provider;
    }

    /** The suite of a COSE algorithm number; empty where it is none of ours. */
    public static Optional<Suite> suiteOf(long coseAlgorithm) {
        return Arrays.stream(Suite.values())
                .filter(suite -> suite.coseAlgorithm() == coseAlgorithm)
                .findFirst();
    }

    /** Whether the message's signature, R‖S of the suite's length, is that of the key. False for an unknown algorithm. */
    public boolean verifies(CoseSign1 message, PublicKey key) {
        return suiteOf(message.algorithm())
                .filter(suite -> message.signature().length() == suite.rawLength())
                .filter(suite -> verifies(
                        suite, suite.rawSignature(), key, message.toBeSigned().toArray(), message.signature()))
                .isPresent();
    }

    /** The same for a signature in DER, as CMS has it. */
    public boolean verifiesDer(Suite suite, PublicKey key, byte[] message, Bytes signature) {
        return verifies(suite, suite.derSignature(), key, message, signature);
    }

    private boolean verifies(Suite suite, String algorithm, PublicKey key, byte[] message, Bytes value) {
        if (!onCurve(key, suite)) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(algorithm, provider);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(value.toArray());
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    /** RFC 9053 leaves the curve of ES256 open; ours is fixed, so that no other curve's key is ever tried. */
    private boolean onCurve(PublicKey key, Suite suite) {
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
