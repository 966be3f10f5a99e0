package org.zhengzhao.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.key.SuiteParameters.SuiteKey;
import org.zhengzhao.signing.testkit.TestPki;

class SuiteTest {
    private static final SignatureVerifier VERIFIER = new SignatureVerifier(TestPki.PROVIDER);
    private static final SuiteKeyGenerator GENERATOR = new SuiteKeyGenerator(TestPki.PROVIDER, new SecureRandom());
    private static final Map<Suite, KeyPair> PAIRS = new EnumMap<>(Suite.class);
    private static final Bytes MESSAGE = Bytes.utf8("证照");

    static {
        for (Suite suite : Suite.values()) {
            PAIRS.put(suite, GENERATOR.generate(suite));
        }
    }

    @Test
    void new_combinationsThatNoStandardGives_areRefused() {
        for (SuiteKey key : new SuiteKey[] {
            new SuiteKey.OnCurve(Curve.P256),
            new SuiteKey.OnCurve(Curve.P384),
            new SuiteKey.OnCurve(Curve.SM2P256V1),
            new SuiteKey.Edwards25519(),
            new SuiteKey.RsaPss(3072)
        }) {
            assertThat(Arrays.stream(HashAlgorithm.values()).filter(hash -> allowed(key, hash)))
                    .as(key.toString())
                    .hasSize(1);
        }
        for (int bits : new int[] {0, 1024, 2048, 3071, 3073, 16384}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new SuiteKey.RsaPss(bits));
        }
    }

    private static boolean allowed(SuiteKey key, HashAlgorithm hash) {
        try {
            return new SuiteParameters(key, hash).hash() == hash;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    @Test
    void coseAlgorithm_ofSm2_isForPrivateUse() {
        assertThat(Suite.SM2.coseAlgorithm()).isLessThan(-65536);
        assertThat(Arrays.stream(Suite.values()).map(Suite::coseAlgorithm)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void sign_everySuite_verifiesWithItsOwnKeyOnly(Suite suite) {
        KeyPair pair = PAIRS.get(suite);
        ProviderKey key = new ProviderKey(suite, pair.getPrivate(), pair.getPublic(), TestPki.PROVIDER, VERIFIER);
        for (SignatureForm form : SignatureForm.values()) {
            Bytes signature = key.sign(form, MESSAGE);
            for (Suite other : Suite.values()) {
                assertThat(VERIFIER.verifies(other, form, PAIRS.get(other).getPublic(), MESSAGE, signature))
                        .isEqualTo(other == suite);
                assertThat(VERIFIER.verifies(other, form, pair.getPublic(), MESSAGE, signature))
                        .isEqualTo(other == suite);
            }
            assertThat(VERIFIER.verifies(suite, form, pair.getPublic(), Bytes.utf8("证昭"), signature))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void verifies_anyBitFlippedOrOctetAdded_doesNotHold(Suite suite) {
        KeyPair pair = PAIRS.get(suite);
        ProviderKey key = new ProviderKey(suite, pair.getPrivate(), pair.getPublic(), TestPki.PROVIDER, VERIFIER);
        for (SignatureForm form : SignatureForm.values()) {
            byte[] signature = key.sign(form, MESSAGE).toArray();
            for (int bit = 0; bit < signature.length * 8; bit++) {
                signature[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(VERIFIER.verifies(suite, form, pair.getPublic(), MESSAGE, Bytes.of(signature)))
                        .as("%s bit %d", form, bit)
                        .isFalse();
                signature[bit / 8] ^= (byte) (1 << bit % 8);
            }
            for (int length : new int[] {0, 1, signature.length - 1, signature.length + 1, 3000}) {
                Bytes other = Bytes.of(Arrays.copyOf(signature, length));
                assertThat(VERIFIER.verifies(suite, form, pair.getPublic(), MESSAGE, other))
                        .isFalse();
            }
        }
    }

    @Test
    void new_keyThatDoesNotFitTheSuite_isRefused() throws Exception {
        KeyPairGenerator curves = KeyPairGenerator.getInstance("EC", TestPki.PROVIDER);
        curves.initialize(new ECGenParameterSpec("secp256k1"));
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA", TestPki.PROVIDER);
        rsa.initialize(2048);
        for (KeyPair pair : new KeyPair[] {curves.generateKeyPair(), rsa.generateKeyPair(), PAIRS.get(Suite.ES256)}) {
            for (Suite suite : Suite.values()) {
                if (suite != Suite.ES256 || pair != PAIRS.get(Suite.ES256)) {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> new ProviderKey(
                                    suite, pair.getPrivate(), pair.getPublic(), TestPki.PROVIDER, VERIFIER));
                }
            }
        }
    }

    @Test
    void verifies_rsaKeyWithSmallExponent_doesNotHold() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA", TestPki.PROVIDER);
        rsa.initialize(new RSAKeyGenParameterSpec(2048, BigInteger.valueOf(3)));
        assertThat(VERIFIER.keys().find(Suite.PS256, rsa.generateKeyPair().getPublic()))
                .isEmpty();
    }

    @Test
    void sign_withThePrivateKeyOfAnother_isNoticed() {
        KeyPair other = GENERATOR.generate(Suite.ES256);
        ProviderKey key = new ProviderKey(
                Suite.ES256, other.getPrivate(), PAIRS.get(Suite.ES256).getPublic(), TestPki.PROVIDER, VERIFIER);
        assertThatExceptionOfType(SigningFailedException.class).isThrownBy(() -> key.sign(SignatureForm.DER, MESSAGE));
    }
}
