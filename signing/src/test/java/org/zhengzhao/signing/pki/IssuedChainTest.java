package org.zhengzhao.signing.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.key.ProviderKey;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.key.SuiteContentSigner;
import org.zhengzhao.signing.key.SuiteKeyGenerator;
import org.zhengzhao.signing.pki.RejectedChainException.Reason;
import org.zhengzhao.signing.testkit.ForeignProgram;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;

/** A request to a certification authority outside, and what may come back. */
class IssuedChainTest {
    private static final Instant NOW = Samples.CEREMONY;
    private static final RegistryPki PKI = new RegistryPki(TestPki.PROVIDER, new SecureRandom());
    private static final RegistryPki.Issued ROOT = PKI.root("Outside", NOW);
    private static final RegistryPki.Issued ISSUING = PKI.issuingAuthority("Outside", ROOT, NOW);
    private static final KeyHandle KEY = key(Suite.ES256);
    private static final X509Certificate LEAF = certify(new CertificateKind.Sealing(Samples.AUTHORITY));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void of_everySuite_isSignedAndNamesTheAuthority(Suite suite) throws Exception {
        KeyHandle key = key(suite);
        CertificateRequest request = CertificateRequest.of(key, Samples.AUTHORITY);
        PKCS10CertificationRequest read =
                new PKCS10CertificationRequest(request.der().toArray());
        assertThat(read.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .setProvider(TestPki.PROVIDER)
                        .build(key.publicKey())))
                .isTrue();
        assertThat(read.getSubject().toString())
                .contains("NTRCN-" + Samples.AUTHORITY.code().value());
    }

    @Test
    void pem_readByOpenssl_verifies() throws Exception {
        ForeignProgram openssl = ForeignProgram.require("openssl", folder);
        Files.writeString(
                folder.resolve("request.pem"),
                CertificateRequest.of(KEY, Samples.AUTHORITY).pem());
        assertThat(openssl.run("req", "-in", "request.pem", "-verify", "-noout").output())
                .contains("verify OK");
    }

    @Test
    void require_certificatesInAnyOrder_areOrdered() throws Exception {
        IssuedChain chain = require(List.of(ROOT.certificate(), LEAF, ISSUING.certificate()));
        assertThat(chain.path()).containsExactly(LEAF, ISSUING.certificate());
        assertThat(chain.root()).isEqualTo(ROOT.certificate());
        SigningKey handle = chain.handle(KEY);
        assertThat(handle.certificate()).isEqualTo(LEAF);
    }

    @Test
    void require_wrongCertificates_eachHaveTheirReason() {
        List<X509Certificate> above = List.of(ISSUING.certificate(), ROOT.certificate());
        refused(List.of(), Reason.NUMBER);
        refused(above, Reason.NOT_FOR_THIS_KEY);
        refused(List.of(LEAF), Reason.INCOMPLETE);
        refused(List.of(LEAF, ISSUING.certificate()), Reason.INCOMPLETE);
        refused(with(above, LEAF, certify(new CertificateKind.Sealing(Samples.AUTHORITY))), Reason.AMBIGUOUS);
        refused(with(above, LEAF, PKI.root("Stranger", NOW).certificate()), Reason.NOT_PART_OF_THE_PATH);
        refused(with(above, certify(new CertificateKind.Sealing(Samples.OTHER_AUTHORITY))), Reason.WRONG_ORGANISATION);
        refused(with(above, certify(new CertificateKind.IssuingAuthority("Outside"))), Reason.KEY_USAGE);
        RegistryPki.Issued namesake = PKI.issuingAuthority("Outside", ROOT, NOW);
        refused(List.of(LEAF, namesake.certificate(), ROOT.certificate()), Reason.BROKEN_SIGNATURE);
        refused(List.of(LEAF, ISSUING.certificate(), PKI.root("Outside", NOW).certificate()), Reason.BROKEN_SIGNATURE);
    }

    @Test
    void require_outsideTheDates_isRefused() {
        List<X509Certificate> all = List.of(LEAF, ISSUING.certificate(), ROOT.certificate());
        refused(all, NOW.minus(Duration.ofDays(1)), Reason.NOT_YET_VALID);
        refused(all, LEAF.getNotAfter().toInstant().plusSeconds(1), Reason.EXPIRED);
    }

    @Test
    void require_issuedByACertificateThatIsNoAuthority_isRefused() throws Exception {
        RegistryPki.Issued sealing = PKI.sealing(Samples.OTHER_AUTHORITY, ISSUING, NOW);
        X509Certificate forged = forged(sealing.handle(TestPki.PROVIDER));
        refused(
                List.of(forged, sealing.certificate(), ISSUING.certificate(), ROOT.certificate()),
                Reason.NOT_AN_AUTHORITY);
    }

    /** The leaf, issued again by a key whose certificate does not issue. */
    private static X509Certificate forged(SigningKey issuer) throws Exception {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(
                        issuer.certificate().getSubjectX500Principal().getEncoded()),
                LEAF.getSerialNumber(),
                LEAF.getNotBefore(),
                LEAF.getNotAfter(),
                X500Name.getInstance(LEAF.getSubjectX500Principal().getEncoded()),
                LEAF.getPublicKey());
        builder.addExtension(
                org.bouncycastle.asn1.x509.Extension.keyUsage,
                true,
                new org.bouncycastle.asn1.x509.KeyUsage(org.bouncycastle.asn1.x509.KeyUsage.digitalSignature));
        return new JcaX509CertificateConverter()
                .setProvider(TestPki.PROVIDER)
                .getCertificate(builder.build(new SuiteContentSigner(issuer)));
    }

    private static List<X509Certificate> with(List<X509Certificate> above, X509Certificate... more) {
        List<X509Certificate> all = new ArrayList<>(above);
        all.addAll(List.of(more));
        return all;
    }

    private static KeyHandle key(Suite suite) {
        KeyPair pair = new SuiteKeyGenerator(TestPki.PROVIDER, new SecureRandom()).generate(suite);
        return new ProviderKey(
                suite, pair.getPrivate(), pair.getPublic(), TestPki.PROVIDER, new SignatureVerifier(TestPki.PROVIDER));
    }

    private static X509Certificate certify(CertificateKind kind) {
        return PKI.certify(KEY.publicKey(), kind, ISSUING.handle(TestPki.PROVIDER), NOW)
                .getFirst();
    }

    private static IssuedChain require(List<X509Certificate> given) throws RejectedChainException {
        return IssuedChain.require(given, KEY, Samples.AUTHORITY, NOW, TestPki.PROVIDER);
    }

    private static void refused(List<X509Certificate> given, Reason reason) {
        refused(given, NOW, reason);
    }

    private static void refused(List<X509Certificate> given, Instant at, Reason reason) {
        assertThatExceptionOfType(RejectedChainException.class)
                .isThrownBy(() -> IssuedChain.require(given, KEY, Samples.AUTHORITY, at, TestPki.PROVIDER))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
