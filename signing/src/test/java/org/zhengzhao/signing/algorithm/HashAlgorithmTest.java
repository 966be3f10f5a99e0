package org.zhengzhao.signing.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.timestamp.TimestampRequest;

class HashAlgorithmTest {
    private static final Bytes MESSAGE = Bytes.utf8("证照");

    @ParameterizedTest
    @EnumSource
    void digest_inPartsAndWhole_isOneOfThatLength(HashAlgorithm hash) {
        Bytes whole = hash.digest(TestPki.PROVIDER, MESSAGE);
        assertThat(whole.length()).isEqualTo(hash.length());
        byte[] octets = MESSAGE.toArray();
        assertThat(hash.digest(
                        TestPki.PROVIDER, ByteBuffer.wrap(octets, 0, 2), ByteBuffer.wrap(octets, 2, octets.length - 2)))
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @EnumSource
    void find_ownIdentifier_isTheHash(HashAlgorithm hash) {
        assertThat(HashAlgorithm.find(hash.identifier())).contains(hash);
    }

    @Test
    void find_md5_isNone() {
        assertThat(HashAlgorithm.find(new ASN1ObjectIdentifier("1.2.840.113549.2.5")))
                .isEmpty();
    }

    /** Known to CMS is not known to timestamps. */
    @ParameterizedTest
    @EnumSource(names = {"SHA1", "SHA224", "SHAKE256"})
    void timestampRequest_ofHashThatIsNotForTimestamps_isRefused(HashAlgorithm hash) {
        Bytes imprint = hash.digest(TestPki.PROVIDER, MESSAGE);
        assertThatIllegalArgumentException().isThrownBy(() -> TimestampRequest.of(hash, imprint, new SecureRandom()));
    }
}
