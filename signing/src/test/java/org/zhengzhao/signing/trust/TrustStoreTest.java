package org.zhengzhao.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.MalformedTrustException.Reason;

class TrustStoreTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final X509Certificate SIGNER = KEY.certificate();
    private static final X509Certificate ISSUER = PKI.issuer().certificate();

    @Test
    void path_fromSignerToRoot_namesAllCertificates() {
        assertThat(store(PKI.root(), ISSUER, SIGNER).path(SIGNER, List.of(), Samples.NOW))
                .isEqualTo(new CertificatePath.Trusted(List.of(SIGNER, ISSUER, PKI.root())));
        assertThat(store(PKI.root()).path(SIGNER, List.of(ISSUER), Samples.NOW))
                .isInstanceOf(CertificatePath.Trusted.class);
    }

    @Test
    void path_withoutTheCertificateBetween_isUntrusted() {
        assertThat(store(PKI.root()).path(SIGNER, List.of(), Samples.NOW))
                .isInstanceOf(CertificatePath.Untrusted.class);
    }

    @Test
    void path_toAnIssuerWhoseOwnIssuerIsNotThere_isTrusted() {
        assertThat(store(ISSUER).path(SIGNER, List.of(), Samples.NOW)).isInstanceOf(CertificatePath.Trusted.class);
        assertThat(store(SIGNER).path(SIGNER, List.of(), Samples.NOW)).isInstanceOf(CertificatePath.Trusted.class);
    }

    @Test
    void with_whatStandsAbove_aCertificateThatWasAnAnchorByItselfIsNoneAnyMore() {
        TrustStore alone = store(SIGNER);
        assertThat(alone.path(SIGNER, List.of(), Samples.NOW)).isEqualTo(new CertificatePath.Trusted(List.of(SIGNER)));

        assertThat(alone.with(List.of(PKI.root()), List.of(ISSUER)).path(SIGNER, List.of(), Samples.NOW))
                .isEqualTo(new CertificatePath.Trusted(List.of(SIGNER, ISSUER, PKI.root())));
        // One of the same name that has issued nothing of it changes nothing.
        TestPki namesake = new TestPki(Samples.CEREMONY);
        assertThat(alone.with(
                                List.of(namesake.root()),
                                List.of(namesake.issuer().certificate()))
                        .path(SIGNER, List.of(), Samples.NOW))
                .isEqualTo(new CertificatePath.Trusted(List.of(SIGNER)));
    }

    @Test
    void path_givenRootOfTheDocumentItself_isNeverAnAnchor() {
        TestPki foreign = new TestPki(Samples.CEREMONY);
        assertThat(store(foreign.root()).path(SIGNER, List.of(ISSUER, PKI.root()), Samples.NOW))
                .isInstanceOf(CertificatePath.Untrusted.class);
    }

    @Test
    void path_outsideOfValidity_saysWhichCertificate() {
        Instant late = Samples.CEREMONY.plus(Duration.ofDays(365 * 4));
        Instant early = Samples.CEREMONY.minus(Duration.ofDays(2));
        TrustStore store = store(PKI.root(), ISSUER, SIGNER);
        assertThat(store.path(SIGNER, List.of(), late)).isEqualTo(new CertificatePath.Expired(SIGNER));
        assertThat(store.path(SIGNER, List.of(), early)).isEqualTo(new CertificatePath.NotYetValid(SIGNER));
        assertThat(store(SIGNER).path(SIGNER, List.of(), late)).isEqualTo(new CertificatePath.Expired(SIGNER));
    }

    @Test
    void path_foundBefore_isJudgedAnewForEachTime() {
        TrustStore store = store(PKI.root(), ISSUER, SIGNER);
        CertificatePath first = store.path(SIGNER, List.of(), Samples.NOW);
        assertThat(first).isInstanceOf(CertificatePath.Trusted.class);
        assertThat(store.path(SIGNER, List.of(), Samples.NOW)).isEqualTo(first);
        assertThat(store.path(SIGNER, List.of(), Samples.CEREMONY.plus(Duration.ofDays(365 * 4))))
                .isEqualTo(new CertificatePath.Expired(SIGNER));
        assertThat(store.path(SIGNER, List.of(), Samples.CEREMONY.minus(Duration.ofDays(2))))
                .isEqualTo(new CertificatePath.NotYetValid(SIGNER));
    }

    @Test
    void path_foundByACertificateOfTheDocument_isNotKept() {
        TrustStore store = store(PKI.root());
        assertThat(store.path(SIGNER, List.of(ISSUER), Samples.NOW)).isInstanceOf(CertificatePath.Trusted.class);
        assertThat(store.path(SIGNER, List.of(), Samples.NOW)).isInstanceOf(CertificatePath.Untrusted.class);
    }

    @Test
    void isEmpty_withoutCertificates_isTrueAndNothingIsTrusted() {
        assertThat(store().isEmpty()).isTrue();
        assertThat(store().path(SIGNER, List.of(ISSUER, PKI.root()), Samples.NOW))
                .isInstanceOf(CertificatePath.Untrusted.class);
    }

    @Test
    void withKey_identifierOfASigner_findsItOnly() {
        TrustStore store = store(PKI.root(), ISSUER, SIGNER);
        assertThat(store.withKey(KeyIdentifier.of(SIGNER))).containsExactly(SIGNER);
        assertThat(store.withKey(new KeyIdentifier(Bytes.of(new byte[8])))).isEmpty();
    }

    @Test
    void read_pemWithSeveralAndComments_readsAll() throws Exception {
        String pem = "# root\n" + pem(PKI.root()) + "\nissuer\n" + pem(ISSUER) + pem(SIGNER);
        assertThat(read(Bytes.utf8(pem))).containsExactly(PKI.root(), ISSUER, SIGNER);
        assertThat(read(Bytes.of(SIGNER.getEncoded()))).containsExactly(SIGNER);
    }

    @Test
    void read_fileThatIsNoCertificate_isRefusedWithItsReason() throws Exception {
        refused(Bytes.utf8(""), Reason.NO_CERTIFICATE);
        refused(Bytes.utf8("hello"), Reason.NO_CERTIFICATE);
        refused(Bytes.utf8("-----BEGIN CERTIFICATE-----\nMII"), Reason.BROKEN_CERTIFICATE);
        refused(Bytes.utf8("-----BEGIN CERTIFICATE-----END CERTIFICATE-----"), Reason.BROKEN_CERTIFICATE);
        refused(Bytes.utf8("-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----"), Reason.BROKEN_CERTIFICATE);
        refused(Bytes.utf8(pem(SIGNER) + "-----BEGIN PRIVATE KEY-----\n"), Reason.PRIVATE_KEY);
        refused(Bytes.of(new byte[CertificateFile.MAX_OCTETS + 1]), Reason.TOO_LARGE);
        byte[] trailing = java.util.Arrays.copyOf(SIGNER.getEncoded(), SIGNER.getEncoded().length + 1);
        refused(Bytes.of(trailing), Reason.BROKEN_CERTIFICATE);
    }

    /** Found by the fuzzer: it took Bouncy Castle seconds. */
    @Test
    void read_timeInAnotherForm_isRefused() throws Exception {
        String der = new String(PKI.root().getEncoded(), StandardCharsets.ISO_8859_1);
        byte[] other = der.replaceFirst("\u0017\r([0-9]{8})[0-9]{4}Z", "\u0017\r$1+1200")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(other).isNotEqualTo(PKI.root().getEncoded());

        refused(Bytes.of(other), Reason.BROKEN_CERTIFICATE);
    }

    /** Found by the fuzzer: the exception came when somebody asked who had signed. */
    @Test
    void read_nameThatIsNoUtf8_isRefused() throws Exception {
        String der = new String(PKI.root().getEncoded(), StandardCharsets.ISO_8859_1);
        byte[] other = der.replace("Root CA", "Root C\u00FF").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(other).isNotEqualTo(PKI.root().getEncoded());

        refused(Bytes.of(other), Reason.BROKEN_CERTIFICATE);
    }

    private static void refused(Bytes file, Reason reason) {
        assertThatExceptionOfType(MalformedTrustException.class)
                .isThrownBy(() -> read(file))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static List<X509Certificate> read(Bytes file) throws MalformedTrustException {
        return new CertificateFile(TestPki.PROVIDER).read(file);
    }

    private static String pem(X509Certificate certificate) throws java.security.cert.CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static TrustStore store(X509Certificate... certificates) {
        return TrustStore.of(List.of(certificates), TestPki.PROVIDER);
    }
}
