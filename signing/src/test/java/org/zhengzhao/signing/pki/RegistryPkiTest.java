package org.zhengzhao.signing.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.signing.key.CertificateNotInForceException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.CertificatePath;
import org.zhengzhao.signing.trust.TrustStore;

class RegistryPkiTest {
    private static final Instant NOW = Samples.CEREMONY;
    private static final RegistryPki PKI = new RegistryPki(TestPki.PROVIDER, new SecureRandom());
    private static final RevocationLists LISTS = new RevocationLists(TestPki.PROVIDER);

    @ParameterizedTest
    @EnumSource
    void sealing_everySuite_hasAPathToItsRoot(Suite suite) throws Exception {
        RegistryPki.Issued root = PKI.root(suite, "Test", NOW);
        RegistryPki.Issued issuing = PKI.issuingAuthority(suite, "Test", root, NOW);
        RegistryPki.Issued sealing = PKI.sealing(suite, Samples.AUTHORITY, issuing, NOW);
        RegistryPki.Issued timestamping = PKI.timestamping(suite, "Test", issuing, NOW);
        TrustStore trust = TrustStore.of(List.of(root.certificate()), TestPki.PROVIDER);

        for (RegistryPki.Issued leaf : List.of(sealing, timestamping)) {
            assertThat(trust.path(leaf.certificate(), leaf.chain(), NOW)).isInstanceOf(CertificatePath.Trusted.class);
            assertThat(leaf.chain()).containsExactly(leaf.certificate(), issuing.certificate());
            assertThat(leaf.handle(TestPki.PROVIDER).suite()).isEqualTo(suite);
        }
        assertThat(RegistryPki.organisationOf(sealing.certificate())).contains(Samples.AUTHORITY.code());
        assertThat(sealing.certificate().getExtendedKeyUsage()).isNull();
        assertThat(timestamping.certificate().getExtendedKeyUsage())
                .containsExactly(KeyPurposeId.id_kp_timeStamping.getId());
        assertThat(timestamping.certificate().getCriticalExtensionOIDs()).contains("2.5.29.37");

        assertRevocationsVerify(issuing, sealing);
    }

    private static void assertRevocationsVerify(RegistryPki.Issued issuing, RegistryPki.Issued revoked)
            throws Exception {
        SigningKey issuer = issuing.handle(TestPki.PROVIDER);
        X509CRL list = LISTS.sign(
                issuer,
                BigInteger.TEN,
                NOW,
                NOW.plus(Duration.ofDays(7)),
                List.of(new RevocationLists.Revoked(
                        revoked.certificate().getSerialNumber(), NOW, RevocationReason.KEY_COMPROMISE)));
        list.verify(issuing.certificate().getPublicKey(), TestPki.PROVIDER);
        assertThat(list.isRevoked(revoked.certificate())).isTrue();
        assertThat(list.isRevoked(issuing.certificate())).isFalse();
        assertThat(list.getNonCriticalExtensionOIDs()).contains("2.5.29.20", "2.5.29.35");
        assertThat(list.getNextUpdate().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    }

    @Test
    void sealing_suitesMixed_worksButForSm2() {
        RegistryPki.Issued root = PKI.root(Suite.ES384, "Test", NOW);
        RegistryPki.Issued issuing = PKI.issuingAuthority(Suite.ES256, "Test", root, NOW);
        assertThat(PKI.sealing(Suite.PS256, Samples.AUTHORITY, issuing, NOW)
                        .certificate()
                        .getPublicKey()
                        .getAlgorithm())
                .isEqualTo("RSA");
        assertThatIllegalArgumentException().isThrownBy(() -> PKI.sealing(Suite.SM2, Samples.AUTHORITY, issuing, NOW));
        RegistryPki.Issued chinese = PKI.root(Suite.SM2, "Test", NOW);
        assertThatIllegalArgumentException().isThrownBy(() -> PKI.issuingAuthority(Suite.ES256, "Test", chinese, NOW));
    }

    @Test
    void sealing_issuerNotInForce_refuses() {
        RegistryPki.Issued root = PKI.root("Test", NOW);
        RegistryPki.Issued issuing = PKI.issuingAuthority("Test", root, NOW);
        Instant late = issuing.certificate().getNotAfter().toInstant().plusSeconds(1);
        Instant early = issuing.certificate().getNotBefore().toInstant().minusSeconds(1);
        for (Instant wrong : List.of(late, early)) {
            assertThatExceptionOfType(CertificateNotInForceException.class)
                    .isThrownBy(() -> PKI.sealing(Samples.AUTHORITY, issuing, wrong));
            assertThatExceptionOfType(CertificateNotInForceException.class)
                    .isThrownBy(() -> LISTS.sign(
                            issuing.handle(TestPki.PROVIDER), BigInteger.ONE, wrong, wrong.plusSeconds(60), List.of()));
        }
    }

    @Test
    void sealing_lateInTheIssuersLife_doesNotOutliveIt() {
        RegistryPki.Issued root = PKI.root("Test", NOW);
        RegistryPki.Issued issuing = PKI.issuingAuthority("Test", root, NOW);
        X509Certificate certificate = PKI.sealing(Samples.AUTHORITY, issuing, NOW.plus(Duration.ofDays(3600)))
                .certificate();
        assertThat(certificate.getNotAfter()).isEqualTo(issuing.certificate().getNotAfter());
    }

    @Test
    void sign_keyThatSealsLicenses_makesNoRevocationList() {
        RegistryPki.Issued root = PKI.root("Test", NOW);
        RegistryPki.Issued sealing = PKI.sealing(Samples.AUTHORITY, PKI.issuingAuthority("Test", root, NOW), NOW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LISTS.sign(
                        sealing.handle(TestPki.PROVIDER), BigInteger.ONE, NOW, NOW.plusSeconds(60), List.of()));
    }

    @Test
    void sealing_withAddresses_carriesThem() {
        PublishedAddresses addresses = new PublishedAddresses(
                Optional.of(URI.create("https://registry.example/crl/issuing.crl")),
                Optional.of(URI.create("https://registry.example/ocsp")),
                Optional.of(URI.create("https://registry.example/issuing.crt")),
                Optional.of("1.2.3.4"));
        RegistryPki pki = new RegistryPki(TestPki.PROVIDER, new SecureRandom(), addresses);
        RegistryPki.Issued root = pki.root("Test", NOW);
        RegistryPki.Issued sealing = pki.sealing(Samples.AUTHORITY, pki.issuingAuthority("Test", root, NOW), NOW);

        Set<String> expected = Set.of("2.5.29.31", "2.5.29.32", "1.3.6.1.5.5.7.1.1");
        assertThat(sealing.certificate().getNonCriticalExtensionOIDs()).containsAll(expected);
        assertThat(root.certificate().getNonCriticalExtensionOIDs()).doesNotContainAnyElementsOf(expected);
    }
}
