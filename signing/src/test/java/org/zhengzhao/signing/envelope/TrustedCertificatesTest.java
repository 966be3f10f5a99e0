package org.zhengzhao.signing.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborItem.Pair;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.envelope.CoseVerifier.Rules;
import org.zhengzhao.signing.envelope.CoseVerifier.Signers;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;

class TrustedCertificatesTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final SigningKey OTHER = PKI.sealing(Samples.OTHER_AUTHORITY, Samples.CEREMONY);
    private static final TestPki STRANGERS = new TestPki(Samples.CEREMONY);
    private static final Bytes PAYLOAD = Bytes.utf8("payload");

    private static final TrustStore TRUST = TrustStore.of(PKI.published(KEY), TestPki.PROVIDER);
    private static final TrustStore FOREIGN = TrustStore.of(
            STRANGERS.published(STRANGERS.sealing(Samples.AUTHORITY, Samples.CEREMONY)), TestPki.PROVIDER);

    @Test
    void judge_embeddedCertificate_countsOnlyWithAPathToATrustedOne() throws Exception {
        Bytes message = message(List.of(chain(KEY.certificate())));
        assertThat(judge(message, TRUST)).isEqualTo(SignatureFinding.GENUINE);
        assertThat(judge(message, FOREIGN)).isEqualTo(SignatureFinding.NOT_TRUSTED);
        assertThat(judge(message, TrustStore.of(List.of(), TestPki.PROVIDER))).isEqualTo(SignatureFinding.NOT_TRUSTED);
    }

    @Test
    void judge_certificateOfAnother_isNotTheSigners() throws Exception {
        assertThat(judge(message(List.of(chain(OTHER.certificate()))), TRUST))
                .isEqualTo(SignatureFinding.SIGNATURE_BROKEN);
    }

    @Test
    void judge_thumbprint_mustMeanTheFirstCertificate() throws Exception {
        assertThat(judge(message(List.of(chain(KEY.certificate()), thumbprint(KEY.certificate()))), TRUST))
                .isEqualTo(SignatureFinding.GENUINE);
        assertThat(judge(message(List.of(chain(KEY.certificate()), thumbprint(OTHER.certificate()))), TRUST))
                .isEqualTo(SignatureFinding.KEY_UNKNOWN);
    }

    @Test
    void judge_keyIdentifier_meansACertificateOfTheTrustStore() throws Exception {
        Pair named = new Pair(
                CborItem.Whole.of(4),
                new CborItem.Octets(KeyIdentifier.of(KEY.certificate()).value()));
        assertThat(judge(message(List.of(named)), TRUST)).isEqualTo(SignatureFinding.GENUINE);
        assertThat(judge(message(List.of(named)), FOREIGN)).isEqualTo(SignatureFinding.KEY_UNKNOWN);
        assertThat(judge(message(List.of()), TRUST)).isEqualTo(SignatureFinding.KEY_UNKNOWN);
    }

    /** RFC 5280 §4.2.1.3 and §4.2.1.12: a path that holds does not make of a certificate what it is not. */
    @Test
    void judge_certificateForSomethingElse_isRefused() throws Exception {
        List<SigningKey> others = new ArrayList<>();
        for (RegistryPurpose purpose : RegistryPurpose.values()) {
            others.add(PKI.registry(purpose, Samples.CEREMONY));
        }
        others.add(PKI.issuer().handle(TestPki.PROVIDER));
        for (SigningKey other : others) {
            List<X509Certificate> known = new ArrayList<>(PKI.published(KEY));
            known.add(other.certificate());
            TrustStore trust = TrustStore.of(known, TestPki.PROVIDER);
            Pair named = new Pair(
                    CborItem.Whole.of(4),
                    new CborItem.Octets(KeyIdentifier.of(other.certificate()).value()));

            assertThat(judge(message(other, List.of(named)), trust)).isEqualTo(SignatureFinding.KEY_USAGE);
            assertThat(judge(message(other, List.of(chain(other.certificate()))), trust))
                    .isEqualTo(SignatureFinding.KEY_USAGE);
            assertThat(judge(message(other, List.of(chain(other.certificate()))), FOREIGN))
                    .isEqualTo(SignatureFinding.NOT_TRUSTED);
        }
    }

    private static Pair chain(X509Certificate certificate) throws Exception {
        return new Pair(CborItem.Whole.of(33), new CborItem.Octets(Bytes.of(certificate.getEncoded())));
    }

    private static Pair thumbprint(X509Certificate certificate) throws Exception {
        return new Pair(
                CborItem.Whole.of(34),
                new CborItem.Items(
                        List.of(CborItem.Whole.of(-16), new CborItem.Octets(Sha256.of(certificate.getEncoded())))));
    }

    private static Bytes message(List<Pair> more) {
        return message(KEY, more);
    }

    private static Bytes message(SigningKey key, List<Pair> more) {
        List<Pair> entries = new ArrayList<>(more);
        entries.add(new Pair(CborItem.Whole.of(1), CborItem.Whole.of(-7)));
        Bytes header = CborWriter.deterministic(new CborItem.Pairs(entries));
        Bytes signature = key.signRaw(CoseSign1.toBeSigned(header, PAYLOAD).toArray());
        return CborWriter.deterministic(new CborItem.Tagged(
                BigInteger.valueOf(CoseMessage.ONE_SIGNER),
                new CborItem.Items(List.of(
                        new CborItem.Octets(header),
                        new CborItem.Pairs(List.of()),
                        new CborItem.Octets(PAYLOAD),
                        new CborItem.Octets(signature)))));
    }

    private static SignatureFinding judge(Bytes message, TrustStore trust) throws MalformedEnvelopeException {
        CoseVerifier verifier = new CoseVerifier(
                new Signers.Certificates(new TrustedCertificates(trust, Samples.NOW, false, TestPki.PROVIDER)),
                Rules.STRICT);
        return verifier.judge(verifier.parse(message));
    }
}
