package org.zhengzhao.signing.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.testkit.Corpus;
import org.zhengzhao.signing.testkit.TestPki;

/** SM2 and SM3: the example of GB/T 32918.5 Annex A, and vectors of other implementations. */
class Sm2Test {
    private static final SignatureVerifier VERIFIER = new SignatureVerifier(TestPki.PROVIDER);
    private static final Bytes USER = Bytes.utf8("1234567812345678");
    private static final Bytes MESSAGE = Bytes.utf8("message digest");
    private static final Bytes DIGEST = Bytes.hex("f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640");
    private static final Bytes SIGNATURE = Bytes.hex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
            + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
    private static final PublicKey KEY = key(
            "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020",
            "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");

    @Test
    void verifies_exampleOfTheStandard_holds() {
        assertThat(VERIFIER.verifies(Suite.SM2, SignatureForm.RAW, KEY, MESSAGE, SIGNATURE))
                .isTrue();
        assertThat(VERIFIER.sm2().digest(USER, KEY, MESSAGE)).contains(DIGEST);
        assertThat(VERIFIER.sm2().verifiesDigest(SignatureForm.RAW, KEY, DIGEST, SIGNATURE))
                .isTrue();
        assertThat(VERIFIER.sm2().verifies(SignatureForm.RAW, KEY, USER, MESSAGE, SIGNATURE))
                .isTrue();
    }

    @Test
    void verifies_otherUserOrNoZ_doesNotHold() {
        assertThat(VERIFIER.sm2()
                        .verifies(SignatureForm.RAW, KEY, Bytes.utf8("ALICE123@YAHOO.COM"), MESSAGE, SIGNATURE))
                .isFalse();
        assertThat(VERIFIER.sm2()
                        .verifiesDigest(
                                SignatureForm.RAW, KEY, HashAlgorithm.SM3.digest(TestPki.PROVIDER, MESSAGE), SIGNATURE))
                .isFalse();
    }

    @Test
    void verifies_ownSignatures_holdBothWays() {
        KeyPair pair = new SuiteKeyGenerator(TestPki.PROVIDER, new SecureRandom()).generate(Suite.SM2);
        ProviderKey key = new ProviderKey(Suite.SM2, pair.getPrivate(), pair.getPublic(), TestPki.PROVIDER, VERIFIER);
        Bytes signature = key.sign(SignatureForm.DER, MESSAGE);
        assertThat(VERIFIER.sm2().verifies(SignatureForm.DER, pair.getPublic(), USER, MESSAGE, signature))
                .isTrue();
        assertThat(VERIFIER.sm2().verifies(SignatureForm.DER, pair.getPublic(), USER, DIGEST, signature))
                .isFalse();
    }

    @Test
    void isPrivateScalar_onlyFromOneToOrderLessTwo() {
        BigInteger n = Curve.SM2P256V1.order();
        assertThat(Sm2.isPrivateScalar(BigInteger.ONE)).isTrue();
        assertThat(Sm2.isPrivateScalar(n.subtract(BigInteger.TWO))).isTrue();
        assertThat(List.of(BigInteger.ZERO, n.subtract(BigInteger.ONE), n, n.add(BigInteger.ONE)))
                .noneMatch(Sm2::isPrivateScalar);
    }

    @Test
    void sm3_everyVector_asExpected() throws Exception {
        Path file = Corpus.require("sm2").resolve("sm3.json");
        for (JsonNode test : new ObjectMapper().readTree(file.toFile())) {
            assertThat(HashAlgorithm.SM3
                            .digest(TestPki.PROVIDER, Bytes.hex(test.get("msg").asText()))
                            .toHex())
                    .isEqualTo(test.get("sm3").asText());
        }
    }

    @Test
    void verifies_everyVectorOfOthers_asExpected() throws Exception {
        Path file = Corpus.require("sm2").resolve("signatures.json");
        List<String> wrong = new ArrayList<>();
        for (JsonNode test : new ObjectMapper().readTree(file.toFile())) {
            if (verifies(test) != test.get("expect").asText().equals("ACCEPT")) {
                wrong.add(test.get("id").asText());
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean verifies(JsonNode test) {
        PublicKey key = key(test.get("pub_x").asText(), test.get("pub_y").asText());
        boolean raw = test.has("r");
        SignatureForm form = raw ? SignatureForm.RAW : SignatureForm.DER;
        Bytes signature = Bytes.hex(
                raw
                        ? test.get("r").asText() + test.get("s").asText()
                        : test.get("sig_der_hex").asText());
        return test.has("digest_hex")
                ? VERIFIER.sm2()
                        .verifiesDigest(
                                form, key, Bytes.hex(test.get("digest_hex").asText()), signature)
                : VERIFIER.sm2()
                        .verifies(
                                form,
                                key,
                                Bytes.utf8(test.get("uid").asText()),
                                Bytes.hex(test.get("message_hex").asText()),
                                signature);
    }

    private static PublicKey key(String x, String y) {
        return VERIFIER.sm2().findKey(Bytes.hex(x), Bytes.hex(y)).orElseThrow();
    }
}
