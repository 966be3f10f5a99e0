package org.zhengzhao.signing.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.authlete.cose.COSESign1;
import com.authlete.cose.COSEVerifier;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.qr.QrSymbol;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.status.StatusReference;
import org.zhengzhao.signing.testkit.Issued;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;

class CredentialSignerTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final LicenseClaims CLAIMS =
            LicenseClaims.of(Samples.type(), Samples.content(), Samples.ISSUED.plusNanos(5));

    private final CredentialSigner signer = new CredentialSigner(TestPki.PROVIDER);

    @Test
    void sign_sampleLicense_canBeReadBack() throws Exception {
        CoseSign1 message = CoseSign1.parse(signer.sign(CLAIMS, KEY).coseSign1());

        assertThat(ClaimsCbor.read(message.payload())).isEqualTo(CLAIMS);
        assertThat(message.keyIdentifier()).isEqualTo(KeyIdentifier.of(KEY.certificate()));
        assertThat(CLAIMS.digest()).isEqualTo(LicenseDigest.of(Samples.content()));
        assertThat(CLAIMS.fields()).extracting(ShownField::title).containsExactly("经营者名称", "经营场所", "座位数", "网络经营");
    }

    @Test
    void sign_personWithoutEnd_masksTheCodeAndLeavesOutTheExpiry() throws Exception {
        LicenseClaims claims = LicenseClaims.of(
                Samples.type(),
                Samples.content(new ValidityPeriod(LocalDate.parse("2026-03-02"), Optional.empty()), Samples.person()),
                Samples.ISSUED);

        LicenseClaims read = ClaimsCbor.read(
                CoseSign1.parse(signer.sign(claims, KEY).coseSign1()).payload());

        assertThat(read.expires()).isEmpty();
        assertThat(read.holders().getFirst().code())
                .isEqualTo(Samples.person().code().shown())
                .contains("****");
    }

    @Test
    void sign_sampleLicense_isAcceptedByAnIndependentLibrary() throws Exception {
        byte[] octets = signer.sign(CLAIMS, KEY).coseSign1().toArray();

        COSESign1 theirs = COSESign1.build((com.authlete.cbor.CBORItemList)
                ((com.authlete.cbor.CBORTaggedItem) new com.authlete.cbor.CBORDecoder(octets).next()).getTagContent());

        assertThat(new COSEVerifier(KEY.certificate().getPublicKey()).verify(theirs))
                .isTrue();
    }

    @Test
    void sign_statusReference_isReadBackAndByAnIndependentLibrary() throws Exception {
        StatusReference status = new StatusReference(734_512, "https://licenses.example.cn/v1/status-lists/7kq3w2");
        LicenseClaims claims = LicenseClaims.of(Samples.type(), Samples.content(), Optional.of(status), Samples.ISSUED);

        Bytes payload = CoseSign1.parse(signer.sign(claims, KEY).coseSign1()).payload();

        assertThat(ClaimsCbor.read(payload).status()).contains(status);
        assertThat(ClaimsCbor.read(payload)).isEqualTo(claims).isNotEqualTo(CLAIMS);
        assertThat(new com.authlete.cbor.CBORDecoder(payload.toArray()).next().parse())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry(65535, Map.of("status_list", Map.of("idx", 734_512, "uri", status.uri())));
    }

    /** Measured: of version 18 or 19 the symbols become 20 or 21. */
    @Test
    void sign_statusReference_costsTheSymbolThreeVersionsAtMost() throws Exception {
        for (SampleType sample : SampleTypes.all()) {
            LicenseContent content = Issued.content(sample, 17);
            int without = version(LicenseClaims.of(sample.type(), content, Samples.ISSUED));
            int with = version(LicenseClaims.of(
                    sample.type(),
                    content,
                    Optional.of(new StatusReference(734_512, "https://licenses.example.cn/v1/status-lists/7kq3w2")),
                    Samples.ISSUED));
            assertThat(with).as(sample.slug()).isBetween(without, without + 3);
        }
    }

    private int version(LicenseClaims claims) throws Exception {
        return (QrSymbol.of(QrText.of(signer.sign(claims, KEY))).size() - 17) / 4;
    }

    @Test
    void sign_keyOfAnotherAuthority_isRefused() {
        SigningKey other = PKI.sealing(Samples.OTHER_AUTHORITY, Samples.CEREMONY);
        assertThatIllegalArgumentException().isThrownBy(() -> signer.sign(CLAIMS, other));
    }

    @Test
    void sign_keyStoreThatSignsSomethingElse_isNoticed() {
        SigningKey faulty = new FaultyKey(KEY);
        assertThatExceptionOfType(SigningFailedException.class).isThrownBy(() -> signer.sign(CLAIMS, faulty));
    }

    /** A key store with a broken disk: it signs, but not what it was given. */
    private record FaultyKey(SigningKey inner) implements SigningKey {
        @Override
        public Suite suite() {
            return inner.suite();
        }

        @Override
        public List<java.security.cert.X509Certificate> chain() {
            return inner.chain();
        }

        @Override
        public Bytes sign(SignatureForm form, Bytes message) {
            return inner.sign(form, Bytes.of(new byte[] {1}));
        }
    }
}
