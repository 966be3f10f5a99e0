package org.zhengzhao.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.collect.DocumentReader;
import org.zhengzhao.signing.collect.FactCollector;
import org.zhengzhao.signing.key.UnusableKeyStoreException.Reason;
import org.zhengzhao.signing.pki.CertificateKind;
import org.zhengzhao.signing.pki.CertificateRequest;
import org.zhengzhao.signing.pki.IssuedChain;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.testkit.ForeignProgram;
import org.zhengzhao.signing.testkit.Issued;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;
import org.zhengzhao.signing.verify.Verifier;

/**
 * Keys in SoftHSM2. Where it keeps its tokens is said by the environment variable SOFTHSM2_CONF, which must be there before
 * Java starts; the build sets it.
 */
class Pkcs11TokenTest {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final Instant NOW = Samples.CEREMONY;
    private static final RegistryPki PKI = new RegistryPki(TestPki.PROVIDER, new SecureRandom());

    @BeforeAll
    static void initialise() throws IOException {
        String configuration = System.getenv("SOFTHSM2_CONF");
        if (configuration == null || !Files.exists(LIBRARY)) {
            String message = "NOT TESTED: no SoftHSM2 here; src/scripts/install-checkers.sh installs it";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(message);
            }
            System.err.println(message);
            Assumptions.abort(message);
            return;
        }
        Path file = Path.of(configuration);
        Path tokens = file.resolveSibling("softhsm-tokens");
        delete(tokens);
        Files.createDirectories(tokens);
        Files.writeString(
                file,
                "directories.tokendir = " + tokens.toAbsolutePath()
                        + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        ForeignProgram.Run made = ForeignProgram.require("softhsm2-util", tokens)
                .run("--init-token", "--free", "--label", "zhengzhao", "--pin", "1234", "--so-pin", "567890");
        assertThat(made.exit()).as(made.output()).isZero();
    }

    @AfterAll
    static void cleanUp() throws IOException {
        String configuration = System.getenv("SOFTHSM2_CONF");
        if (configuration != null) {
            delete(Path.of(configuration).resolveSibling("softhsm-tokens"));
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "ES384", "PS256"})
    void install_keyMadeInTheToken_sealsALicense(Suite suite) throws Exception {
        RegistryPki.Issued root = PKI.root(suite, "Outside " + suite, NOW);
        RegistryPki.Issued issuing = PKI.issuingAuthority(suite, "Outside " + suite, root, NOW);
        String alias = "sealing-" + suite;
        try (Pkcs11Token token = open()) {
            KeyHandle key = token.generate(alias, suite, new SecureRandom(), NOW);
            assertThat(CertificateRequest.of(key, Samples.AUTHORITY).pem())
                    .startsWith("-----BEGIN CERTIFICATE REQUEST");
            List<X509Certificate> certificates = new ArrayList<>(PKI.certify(
                    key.publicKey(),
                    new CertificateKind.Sealing(Samples.AUTHORITY),
                    issuing.handle(TestPki.PROVIDER),
                    NOW));
            certificates.add(root.certificate());
            token.install(
                    alias,
                    IssuedChain.require(certificates, key, Samples.AUTHORITY, NOW, TestPki.PROVIDER)
                            .path());
        }
        // Opened again: the key is in the token, not in the process.
        try (Pkcs11Token token = open()) {
            assertThat(token.aliases()).contains(alias);
            SigningKey key = token.find(alias).orElseThrow();
            assertThat(key.chain()).hasSize(2);
            TrustStore trust = TrustStore.of(
                    List.of(root.certificate(), issuing.certificate(), key.certificate()), TestPki.PROVIDER);
            Issued license = Issued.of(SampleTypes.find("food-business-permit").orElseThrow(), key, 17);
            for (Bytes face : List.of(license.pdf(), license.credential())) {
                assertThat(Verifier.judge(
                                new FactCollector(trust, TestPki.PROVIDER).collect(new DocumentReader().read(face)),
                                TrustPolicy.of(trust),
                                Samples.NOW))
                        .isInstanceOf(Verdict.Valid.class);
            }
        }
    }

    /** A token finds what stands above a certificate by its name alone. */
    @Test
    void find_twoIssuersOfOneName_neverGivesTheWrongOne() throws Exception {
        try (Pkcs11Token token = open()) {
            for (String alias : List.of("first", "second")) {
                RegistryPki.Issued root = PKI.root("Namesake", NOW);
                RegistryPki.Issued issuing = PKI.issuingAuthority("Namesake", root, NOW);
                KeyHandle key = token.generate(alias, Suite.ES256, new SecureRandom(), NOW);
                token.install(
                        alias,
                        PKI.certify(
                                key.publicKey(),
                                new CertificateKind.Sealing(Samples.AUTHORITY),
                                issuing.handle(TestPki.PROVIDER),
                                NOW));
            }
            for (String alias : List.of("first", "second")) {
                List<X509Certificate> chain = token.find(alias).orElseThrow().chain();
                for (int i = 1; i < chain.size(); i++) {
                    chain.get(i - 1).verify(chain.get(i).getPublicKey(), TestPki.PROVIDER);
                }
                assertThat(RegistryPki.organisationOf(chain.getFirst())).contains(Samples.AUTHORITY.code());
            }
        }
    }

    @Test
    void generate_suiteThatJavaDoesNotReachInTokens_saysSo() throws Exception {
        try (Pkcs11Token token = open()) {
            for (Suite suite : List.of(Suite.SM2, Suite.EDDSA)) {
                refused(() -> token.generate("none", suite, new SecureRandom(), NOW), Reason.UNSUPPORTED_SUITE);
            }
            assertThat(token.find("none")).isEmpty();
        }
    }

    @Test
    void generate_sameNameTwice_isRefused() throws Exception {
        try (Pkcs11Token token = open()) {
            token.generate("twice", Suite.ES256, new SecureRandom(), NOW);
            refused(() -> token.generate("twice", Suite.ES256, new SecureRandom(), NOW), Reason.SEVERAL_KEYS);
        }
    }

    @Test
    void install_certificateOfAnotherKey_isRefused() throws Exception {
        try (Pkcs11Token token = open()) {
            token.generate("other", Suite.ES256, new SecureRandom(), NOW);
            SigningKey stranger = new TestPki(NOW).sealing(Samples.AUTHORITY, NOW);
            refused(() -> token.install("other", stranger.chain()), Reason.KEY_MISMATCH);
        }
    }

    @Test
    void open_wrongPinOrLibraryOrSlot_isRefused() {
        refused(() -> Pkcs11Token.open(LIBRARY, 0, "4321".toCharArray(), TestPki.PROVIDER), Reason.WRONG_PIN);
        refused(
                () -> Pkcs11Token.open(Path.of("/nowhere.so"), 0, "1234".toCharArray(), TestPki.PROVIDER),
                Reason.NO_TOKEN);
        refused(() -> Pkcs11Token.open(LIBRARY, 99, "1234".toCharArray(), TestPki.PROVIDER), Reason.NO_TOKEN);
    }

    private static Pkcs11Token open() throws UnusableKeyStoreException {
        return Pkcs11Token.open(LIBRARY, 0, "1234".toCharArray(), TestPki.PROVIDER);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable action, Reason reason) {
        assertThatExceptionOfType(UnusableKeyStoreException.class)
                .isThrownBy(action)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
