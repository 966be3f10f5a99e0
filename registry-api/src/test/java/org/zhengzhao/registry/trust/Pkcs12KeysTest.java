package org.zhengzhao.registry.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Suite;

class Pkcs12KeysTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    @ParameterizedTest
    @EnumSource(Suite.class)
    void create_whereAnotherNodeWasFaster_answersWithItsKey_whichSigns(Suite suite, @TempDir Path directory) {
        PublicKey first = keys(directory).create("record", suite);
        PublicKey second = keys(directory).create("record", suite);

        assertThat(second.getEncoded()).isEqualTo(first.getEncoded());
        KeyHandle found = keys(directory).find("record", suite, second).orElseThrow();
        byte[] message = {1, 2, 3};
        assertThat(new SignatureVerifier(PROVIDER)
                        .verifies(
                                suite,
                                SignatureForm.DER,
                                second,
                                Bytes.of(message),
                                found.sign(SignatureForm.DER, Bytes.of(message))))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void find_ofAnotherPublicKey_isNotThere(Suite suite, @TempDir Path directory) {
        keys(directory).create("record", suite);
        PublicKey another = keys(directory).create("another", suite);

        assertThat(keys(directory).find("record", suite, another)).isEmpty();
    }

    private static Pkcs12Keys keys(Path directory) {
        return new Pkcs12Keys(KeyFiles.open(directory, Optional.empty(), RANDOM, PROVIDER), PROVIDER, RANDOM);
    }
}
