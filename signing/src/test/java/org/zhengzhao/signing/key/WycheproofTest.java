package org.zhengzhao.signing.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.Corpus;
import org.zhengzhao.signing.testkit.TestPki;

/** Signatures of the Wycheproof project, each through our own adapter. */
class WycheproofTest {
    private static final SignatureVerifier VERIFIER = new SignatureVerifier(TestPki.PROVIDER);

    @ParameterizedTest
    @CsvSource({
        "ecdsa_secp256r1_sha256_p1363_test.json, ES256, RAW, EC",
        "ecdsa_secp256r1_sha256_test.json, ES256, DER, EC",
        "ecdsa_secp384r1_sha384_p1363_test.json, ES384, RAW, EC",
        "ed25519_test.json, EDDSA, RAW, Ed25519",
        "rsa_pss_2048_sha256_mgf1_32_test.json, PS256, RAW, RSA"
    })
    void verifies_everyVector_asExpected(String file, Suite suite, SignatureForm form, String type) throws Exception {
        Path path = Corpus.require("wycheproof").resolve(file);
        List<String> wrong = new ArrayList<>();
        int run = 0;
        for (JsonNode group : new ObjectMapper().readTree(path.toFile()).get("testGroups")) {
            PublicKey key = key(group, type);
            for (JsonNode test : group.get("tests")) {
                run++;
                boolean verifies = VERIFIER.verifies(suite, form, key, hex(test, "msg"), hex(test, "sig"));
                String expected = test.get("result").asText();
                if (!expected.equals("acceptable") && verifies != expected.equals("valid")) {
                    wrong.add(test.get("tcId") + " " + test.get("comment").asText() + ": expected " + expected);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(run).isGreaterThan(30);
    }

    private static PublicKey key(JsonNode group, String type) throws GeneralSecurityException, IOException {
        byte[] encoded = Bytes.hex(group.get("publicKeyDer").asText()).toArray();
        return KeyFactory.getInstance(type, TestPki.PROVIDER).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static Bytes hex(JsonNode test, String name) {
        return Bytes.hex(test.get(name).asText());
    }
}
