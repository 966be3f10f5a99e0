package org.zhengzhao.registry.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;
import org.zhengzhao.registry.vault.TokenMasterKey;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.signing.key.CertifiedKey;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.CertificateKind;
import org.zhengzhao.signing.pki.CertificateRequest;
import org.zhengzhao.signing.pki.RegistryPki;

/** Keys in a token, with SoftHSM standing in for a hardware security module. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Pkcs11KeysTest {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String PIN = "4711-fake";
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    static Path directory;

    @BeforeAll
    static void token() throws Exception {
        String configuration = System.getenv("SOFTHSM2_CONF");
        if (!Files.exists(LIBRARY) || configuration == null) {
            String missing =
                    "SoftHSM is not installed, or SOFTHSM2_CONF is not set: run src/scripts/install-checkers.sh";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(missing);
            }
            System.err.println("NOT TESTED: " + missing);
            throw new TestAbortedException(missing);
        }
        Path tokens = Files.createDirectories(directory.resolve("tokens"));
        Files.createDirectories(Path.of(configuration).toAbsolutePath().getParent());
        Files.writeString(
                Path.of(configuration),
                "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        Process made = new ProcessBuilder(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "zhengzhao-test",
                        "--pin",
                        PIN,
                        "--so-pin",
                        PIN)
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Suite.class,
            names = {"ES256", "ES384", "PS256"})
    void create_keyStaysInTheToken_andSigns(Suite suite) throws Exception {
        String label = "sealing-" + suite;
        PublicKey made = open().create(label, suite);

        KeyHandle found = open().find(label, suite, made).orElseThrow();

        Bytes message = Bytes.utf8("message");
        for (SignatureForm form : SignatureForm.values()) {
            assertThat(new SignatureVerifier(PROVIDER).verifies(suite, form, made, message, found.sign(form, message)))
                    .isTrue();
        }
    }

    @Test
    void create_key_cannotBeRead() throws Exception {
        open().create("unreadable", Suite.ES256);
        var token = Security.getProvider("SunPKCS11")
                .configure("--name = reader\nlibrary = " + LIBRARY + "\nslotListIndex = 0\n");
        KeyStore store = KeyStore.getInstance("PKCS11", token);
        store.load(null, PIN.toCharArray());
        var key = store.getKey("unreadable", null);
        assertThat(key).isNotNull();
        assertThat(key.getEncoded()).isNull();
        assertThat(key.getFormat()).isNull();
    }

    @Test
    void createSecret_wrapsDataKeysInTheToken_andCannotBeRead() throws Exception {
        TokenSecret made = open().createSecret("master-test");
        Bytes dataKey = Bytes.of(RANDOM.generateSeed(32));
        TokenMasterKey first = new TokenMasterKey(made.key(), made.provider());
        Bytes wrapped = first.wrap(dataKey);
        Bytes proof = first.proof();

        TokenSecret found = open().findSecret("master-test").orElseThrow();
        TokenMasterKey again = new TokenMasterKey(found.key(), found.provider());

        assertThat(found.key().getEncoded()).isNull();
        assertThat(again.unwrap(wrapped)).isEqualTo(dataKey.toHex());
        assertThat(again.made(proof)).isTrue();
        byte[] changed = wrapped.toArray();
        changed[changed.length - 1] ^= 1;
        assertThat(again.unwrap(Bytes.of(changed))).isEqualTo("NOT_AUTHENTIC");
        TokenSecret other = open().createSecret("master-other");
        assertThat(new TokenMasterKey(other.key(), other.provider()).made(proof))
                .isFalse();
        assertThat(open().findSecret("master-unknown")).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> open().createSecret("master-test"));
    }

    @Test
    void keyInToken_isCertifiedAndSeals() throws Exception {
        Instant now = Instant.parse("2026-11-20T00:00:00Z");
        Authority authority = new Authority(new Uscc("12310000MBFAKE047Y"), "虚构市档案馆");
        RegistryPki pki = new RegistryPki(PROVIDER, RANDOM);
        RegistryPki.Issued root = pki.root("Test", now);
        RegistryPki.Issued issuing = pki.issuingAuthority("Test", root, now);
        PublicKey made = open().create("certified", Suite.ES256);
        KeyHandle handle = open().find("certified", Suite.ES256, made).orElseThrow();

        CertifiedKey key = new CertifiedKey(
                handle, pki.certify(made, new CertificateKind.Sealing(authority), issuing.handle(PROVIDER), now));

        assertThat(key.chain()).hasSize(2);
        assertThat(key.signDer(new byte[] {1}).length()).isPositive();
        assertThat(CertificateRequest.of(handle, authority).pem()).startsWith("-----BEGIN CERTIFICATE REQUEST-----");
    }

    @Test
    void create_labelTaken_isRefused() throws Exception {
        Pkcs11Keys keys = open();
        keys.create("taken", Suite.ES256);
        assertThatExceptionOfType(SigningFailedException.class).isThrownBy(() -> keys.create("taken", Suite.ES256));
    }

    @Test
    void create_suiteThatTheTokenDoesNotMake_isRefused() throws Exception {
        Pkcs11Keys keys = open();
        assertThatExceptionOfType(SigningFailedException.class).isThrownBy(() -> keys.create("sm2", Suite.SM2));
    }

    @Test
    void find_unknownLabel_isEmpty() throws Exception {
        PublicKey made = open().create("known", Suite.ES256);
        assertThat(open().find("unknown", Suite.ES256, made)).isEqualTo(Optional.empty());
    }

    /** Before anybody has logged in: a token asks a process for the PIN once. */
    @Test
    @Order(1)
    void open_wrongPinOrLibrary_saysSoWithoutThePin() throws Exception {
        Path wrong = directory.resolve("wrong-pin");
        Files.writeString(wrong, "secret-pin-0815\n");
        assertThatIllegalStateException()
                .isThrownBy(() -> Pkcs11Keys.open(LIBRARY, 0, wrong, PROVIDER, RANDOM, Clock.systemUTC()))
                .withMessageContaining("PIN")
                .satisfies(refused -> {
                    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                        assertThat(String.valueOf(cause.getMessage())).doesNotContain("0815");
                    }
                });
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Pkcs11Keys.open(Path.of("/no/such/library.so"), 0, wrong, PROVIDER, RANDOM, Clock.systemUTC()))
                .withMessageContaining("zhengzhao.keys.pkcs11");
    }

    private static Pkcs11Keys open() throws IOException {
        Path pin = directory.resolve("pin");
        Files.writeString(pin, PIN + "\n");
        return Pkcs11Keys.open(LIBRARY, 0, pin, PROVIDER, RANDOM, Clock.systemUTC());
    }
}
