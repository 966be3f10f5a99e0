package org.zhengzhao.signing.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.zhengzhao.signing.key.SuiteParameters.SuiteKey;

/** Names and parameters of the suites for Java's security providers. They are known nowhere else. */
final class JavaAlgorithms {
    /** The user identifier that GB/T 35276 §10 gives where the parties have agreed on no other. */
    static final byte[] SM2_USER = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

    /** FIPS 186-5 §5.1: greater than 2^16. */
    private static final BigInteger RSA_EXPONENT = RSAKeyGenParameterSpec.F4;

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private JavaAlgorithms() {}

    /** A signature object whose values are DER where the suite has two forms, to be initialised. */
    static Signature signature(Suite suite, Provider provider) throws GeneralSecurityException {
        return switch (suite.key()) {
            case SuiteKey.OnCurve on ->
                switch (on.curve()) {
                    case P256 -> Signature.getInstance("SHA256withECDSA", provider);
                    case P384 -> Signature.getInstance("SHA384withECDSA", provider);
                    case SM2P256V1 -> {
                        Signature signature = Signature.getInstance("SM3withSM2", provider);
                        signature.setParameter(new SM2ParameterSpec(SM2_USER));
                        yield signature;
                    }
                };
            case SuiteKey.Edwards25519 edwards -> Signature.getInstance("Ed25519", provider);
            case SuiteKey.RsaPss rsa -> {
                Signature signature = Signature.getInstance("RSASSA-PSS", provider);
                signature.setParameter(PSS);
                yield signature;
            }
        };
    }

    static KeyPairGenerator generator(Suite suite, Provider provider, SecureRandom random)
            throws GeneralSecurityException {
        return switch (suite.key()) {
            case SuiteKey.OnCurve on -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
                generator.initialize(new ECGenParameterSpec(on.curve().javaName()), random);
                yield generator;
            }
            case SuiteKey.Edwards25519 edwards -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519", provider);
                generator.initialize(255, random);
                yield generator;
            }
            case SuiteKey.RsaPss rsa -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", provider);
                generator.initialize(new RSAKeyGenParameterSpec(rsa.bits(), RSA_EXPONENT), random);
                yield generator;
            }
        };
    }
}
