package org.zhengzhao.signing.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.x509.Recipe.Made;

class AlgorithmPolicyTest {
    private static final String OLD = "2000-01-01T00:00:00Z";
    private static final String LATER = "2040-01-01T00:00:00Z";
    private static final Instant YEAR_2012 = Instant.parse("2012-06-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "P-256, SHA256withECDSA",
        "P-384, SHA384withECDSA",
        "P-521, SHA512withECDSA",
        "sm2p256v1, SM3withSM2",
        "Ed25519, Ed25519",
        "RSA2048, SHA256withRSA",
        "RSA2048, SHA384withRSA",
        "RSA2048, SHA512withRSA",
        "RSA2048, SHA256withRSAandMGF1",
        "RSA2048, SHA384withRSAandMGF1",
        "RSA2048, SHA512withRSAandMGF1"
    })
    void validate_strongAlgorithms_hold(String key, String algorithm) {
        assertThat(judged(key, algorithm, Recipe.AT)).isEqualTo("VALID");
    }

    @ParameterizedTest
    @CsvSource({
        "RSA2048, SHA1withRSA, ALGORITHM, VALID",
        "P-256, SHA1withECDSA, ALGORITHM, VALID",
        "RSA1024, SHA256withRSA, ALGORITHM, VALID",
        "RSA512, SHA256withRSA, ALGORITHM, ALGORITHM",
        "RSA2048, MD5withRSA, ALGORITHM, ALGORITHM",
        "secp256k1, SHA256withECDSA, ALGORITHM, ALGORITHM",
        "P-192, SHA256withECDSA, ALGORITHM, ALGORITHM",
        "brainpoolP256r1, SHA256withECDSA, ALGORITHM, ALGORITHM"
    })
    void validate_weakAlgorithms_holdAtMostInTheirTime(String key, String algorithm, String now, String then) {
        assertThat(judged(key, algorithm, Recipe.AT)).isEqualTo(now);
        assertThat(judged(key, algorithm, YEAR_2012)).isEqualTo(then);
    }

    @Test
    void validate_modernPolicy_takesNothingOldWhateverTheTime() {
        Made root = Recipe.authority("CN=R").valid(OLD, LATER).make();
        Made end = Recipe.end("CN=E")
                .by(root)
                .valid(OLD, LATER)
                .signed("SHA1withECDSA")
                .make();
        assertThat(judged(root, end, PathRequest.at(YEAR_2012).withAlgorithms(AlgorithmPolicy.MODERN)))
                .isEqualTo("ALGORITHM");
    }

    private static String judged(String key, String algorithm, Instant at) {
        KeyPair keys = key.startsWith("RSA")
                ? Recipe.pair("RSA", Integer.parseInt(key.substring(3)))
                : key.equals("Ed25519") ? Recipe.pair("Ed25519", 0) : Recipe.ec(key);
        Made root = Recipe.authority("CN=R")
                .keys(keys)
                .signed(algorithm)
                .valid(OLD, LATER)
                .make();
        Made end =
                Recipe.end("CN=E").by(root).signed(algorithm).valid(OLD, LATER).make();
        return judged(root, end, PathRequest.at(at));
    }

    private static String judged(Made root, Made end, PathRequest request) {
        PathResult result = new PathValidator(TestPki.PROVIDER)
                .validate(
                        end.certificate(),
                        CertificatePool.of(List.of(root.certificate()), List.of()),
                        List.of(),
                        RevocationEvidence.NONE,
                        request);
        return switch (result) {
            case PathResult.Valid valid -> "VALID";
            case PathResult.Invalid invalid -> invalid.problem().name();
        };
    }
}
