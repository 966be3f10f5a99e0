package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.CertificatePath;
import org.zhengzhao.signing.trust.MalformedTrustException;
import org.zhengzhao.signing.trust.TrustStore;

/** Trust files: certificates in DER and PEM. Nobody becomes trusted by being there. */
class CertificateFuzzTest {
    private static final CertificateFile FILE = new CertificateFile(TestPki.PROVIDER);
    private static final List<X509Certificate> PUBLISHED = Seeds.PKI.published(Seeds.KEY);
    private static final TrustStore ROOT_ONLY = TrustStore.of(List.of(Seeds.PKI.root()), TestPki.PROVIDER);
    private static final TrustStore NOBODY = TrustStore.of(List.of(), TestPki.PROVIDER);

    static Stream<byte[]> seeds() {
        Stream<byte[]> ours = PUBLISHED.stream().map(CertificateFuzzTest::encoded);
        Stream<byte[]> others = Seeds.files("x509-pkits", 4000, ".crt").limit(80);
        return Stream.concat(Stream.concat(ours, others), PUBLISHED.stream().map(CertificateFuzzTest::pem));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyFile_isCertificatesOrRefused(byte[] octets) {
        try {
            List<X509Certificate> certificates = FILE.read(Bytes.of(octets));

            assertThat(certificates).isNotEmpty();
            TrustStore own = TrustStore.of(certificates, TestPki.PROVIDER);
            for (X509Certificate certificate : certificates.subList(0, Math.min(2, certificates.size()))) {
                KeyIdentifier.of(certificate);
                Optional<Uscc> organisation = RegistryPki.organisationOf(certificate);
                assertThat(organisation).isNotNull();
                assertThat(own.path(certificate, certificates, Samples.NOW)).isNotNull();
                assertThat(NOBODY.path(certificate, certificates, Samples.NOW))
                        .isInstanceOf(CertificatePath.Untrusted.class);
                if (ROOT_ONLY.path(certificate, PUBLISHED, Samples.NOW) instanceof CertificatePath.Trusted) {
                    assertThat(PUBLISHED).contains(certificate);
                }
            }
        } catch (MalformedTrustException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] pem(X509Certificate certificate) {
        return ("-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(encoded(certificate))
                        + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
