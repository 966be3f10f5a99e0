package org.zhengzhao.signing.key;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;

/** A private key of a Java security provider: Bouncy Castle for keys in memory, a token's own for those in a token. */
public final class ProviderKey implements KeyHandle {
    private final Suite suite;
    private final PrivateKey key;
    private final PublicKey publicKey;
    private final Provider owner;
    private final SignatureVerifier verifier;

    /**
     * @param owner the provider that signs with the key
     * @throws IllegalArgumentException if the public key is not one of the suite that signs licenses
     */
    public ProviderKey(Suite suite, PrivateKey key, PublicKey publicKey, Provider owner, SignatureVerifier verifier) {
        this.suite = Objects.requireNonNull(suite);
        this.key = Objects.requireNonNull(key);
        this.publicKey = Objects.requireNonNull(publicKey);
        this.owner = Objects.requireNonNull(owner);
        this.verifier = Objects.requireNonNull(verifier);
        if (!verifier.keys().signsLicenses(suite, publicKey)) {
            throw new IllegalArgumentException("the key is not one of the suite " + suite);
        }
    }

    @Override
    public Suite suite() {
        return suite;
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public Bytes sign(SignatureForm form, Bytes message) {
        Bytes signature = written(form, signed(message));
        if (!verifier.verifies(suite, form, publicKey, message, signature)) {
            throw new SigningFailedException("what the key returned is no signature of its certificate's key");
        }
        return signature;
    }

    private Bytes signed(Bytes message) {
        try {
            Signature signature = JavaAlgorithms.signature(suite, owner);
            signature.initSign(key);
            signature.update(message.toArray());
            return Bytes.of(signature.sign());
        } catch (GeneralSecurityException | ProviderException refused) {
            throw new SigningFailedException("the key did not sign", refused);
        }
    }

    private Bytes written(SignatureForm form, Bytes signature) {
        if (form == SignatureForm.RAW && suite.key() instanceof SuiteParameters.SuiteKey.OnCurve on) {
            return CurveSignature.find(SignatureForm.DER, signature, on.curve())
                    .map(numbers -> numbers.raw(on.curve()))
                    .orElseThrow(() -> new SigningFailedException("what the key returned is no signature"));
        }
        return signature;
    }

    /** The suite only. */
    @Override
    public String toString() {
        return "ProviderKey[" + suite + "]";
    }
}
