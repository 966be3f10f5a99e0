package org.zhengzhao.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.UnusableKeyStoreException.Reason;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.testkit.ForeignProgram;
import org.zhengzhao.signing.testkit.Pem;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;

class Pkcs12FileTest {
    private static final RegistryPki PKI = new RegistryPki(TestPki.PROVIDER, new SecureRandom());
    private static final RegistryPki.Issued ROOT = PKI.root("Test", Samples.CEREMONY);
    private static final RegistryPki.Issued ISSUING = PKI.issuingAuthority("Test", ROOT, Samples.CEREMONY);
    private static final RegistryPki.Issued SEALING = PKI.sealing(Samples.AUTHORITY, ISSUING, Samples.CEREMONY);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void open_everySuite_givesTheKeyBack(Suite suite) throws Exception {
        RegistryPki.Issued root = PKI.root(suite, "Test", Samples.CEREMONY);
        RegistryPki.Issued issuing = PKI.issuingAuthority(suite, "Test", root, Samples.CEREMONY);
        RegistryPki.Issued sealing = PKI.sealing(suite, Samples.AUTHORITY, issuing, Samples.CEREMONY);

        SigningKey key = open(Pkcs12File.encode(sealing.key(), sealing.chain(), password()));

        assertThat(key.suite()).isEqualTo(suite);
        assertThat(key.chain()).isEqualTo(sealing.chain());
        assertThat(key.toString()).doesNotContainIgnoringCase("private").contains(suite.name());
    }

    @Test
    void open_fileMadeByOpenssl_givesTheKeyBackWithoutTheRoot() throws Exception {
        ForeignProgram openssl = ForeignProgram.require("openssl", folder);
        Files.writeString(folder.resolve("key.pem"), Pem.of(SEALING.key()));
        Files.writeString(folder.resolve("leaf.pem"), Pem.of(SEALING.certificate()));
        Files.writeString(folder.resolve("above.pem"), Pem.of(ISSUING.certificate()) + Pem.of(ROOT.certificate()));
        openssl.run(
                "pkcs12",
                "-export",
                "-inkey",
                "key.pem",
                "-in",
                "leaf.pem",
                "-certfile",
                "above.pem",
                "-passout",
                "pass:correct horse",
                "-out",
                "theirs.p12");

        SigningKey key = new Pkcs12File(folder.resolve("theirs.p12"), TestPki.PROVIDER).open(password());

        assertThat(key.chain()).containsExactly(SEALING.certificate(), ISSUING.certificate());
    }

    @Test
    void open_wrongPassword_saysSo() {
        refused(good(), "wrong".toCharArray(), Reason.WRONG_PASSWORD);
        refused(good(), new char[0], Reason.WRONG_PASSWORD);
    }

    @Test
    void open_noFile_isNoticedOnlyThen() {
        Pkcs12File file = new Pkcs12File(folder.resolve("nowhere.p12"), TestPki.PROVIDER);
        assertThatExceptionOfType(UnusableKeyStoreException.class)
                .isThrownBy(() -> file.open(password()))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_FILE));
    }

    @Test
    void open_brokenFile_isRefused() {
        byte[] octets = good().toArray();
        refused(Bytes.of(new byte[0]), password(), Reason.BROKEN);
        refused(Bytes.utf8("not a key store"), password(), Reason.BROKEN);
        refused(Bytes.of(Arrays.copyOf(octets, octets.length / 2)), password(), Reason.BROKEN);
        refused(Bytes.of(new byte[Pkcs12File.MAX_OCTETS + 1]), password(), Reason.TOO_LARGE);
    }

    @Test
    void open_anyOctetChanged_givesTheKeyOrTheOneException() throws IOException {
        byte[] octets = good().toArray();
        for (int i = 0; i < octets.length; i += 11) {
            octets[i] ^= 0x40;
            try {
                assertThat(open(Bytes.of(octets)).chain()).isEqualTo(SEALING.chain());
            } catch (UnusableKeyStoreException refused) {
                assertThat(refused.reason()).isNotNull();
            }
            octets[i] ^= 0x40;
        }
    }

    @Test
    void open_severalOrNoKeys_isRefused() throws Exception {
        KeyStore none = store();
        none.setCertificateEntry("root", ROOT.certificate());
        refused(written(none), password(), Reason.NO_KEY);

        KeyStore two = store();
        two.setKeyEntry("a", SEALING.key(), password(), chain(SEALING));
        two.setKeyEntry("b", ISSUING.key(), password(), chain(ISSUING));
        refused(written(two), password(), Reason.SEVERAL_KEYS);
    }

    @Test
    void open_keyOfAnotherCertificate_isNoticed() {
        refused(Pkcs12File.encode(ISSUING.key(), SEALING.chain(), password()), password(), Reason.KEY_MISMATCH);
    }

    private static Certificate[] chain(RegistryPki.Issued issued) {
        return issued.chain().toArray(Certificate[]::new);
    }

    private static KeyStore store() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password());
        return store;
    }

    private static Bytes written(KeyStore store) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        store.store(octets, password());
        return Bytes.of(octets.toByteArray());
    }

    private static Bytes good() {
        return Pkcs12File.encode(SEALING.key(), SEALING.chain(), password());
    }

    private static char[] password() {
        return "correct horse".toCharArray();
    }

    private SigningKey open(Bytes octets) throws IOException, UnusableKeyStoreException {
        Path file = folder.resolve("key.p12");
        Files.write(file, octets.toArray());
        return new Pkcs12File(file, TestPki.PROVIDER).open(password());
    }

    private void refused(Bytes octets, char[] password, Reason reason) {
        Path file = folder.resolve("key.p12");
        assertThatExceptionOfType(UnusableKeyStoreException.class)
                .isThrownBy(() -> {
                    Files.write(file, octets.toArray());
                    new Pkcs12File(file, TestPki.PROVIDER).open(password);
                })
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
