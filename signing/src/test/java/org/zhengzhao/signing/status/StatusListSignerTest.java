package org.zhengzhao.signing.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.authlete.cbor.CBORDecoder;
import com.authlete.cbor.CBORItemList;
import com.authlete.cbor.CBORTaggedItem;
import com.authlete.cose.COSESign1;
import com.authlete.cose.COSEVerifier;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.envelope.KnownKeys;
import org.zhengzhao.signing.envelope.SignatureFinding;
import org.zhengzhao.signing.envelope.TokenClaims;
import org.zhengzhao.signing.envelope.TypedMessage;
import org.zhengzhao.signing.envelope.VerificationKey;
import org.zhengzhao.signing.jose.CompactJws;
import org.zhengzhao.signing.key.CertificateNotInForceException;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;

class StatusListSignerTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.registry(RegistryPurpose.STATUS_LISTS, Samples.CEREMONY);
    private static final StatusList LIST = StatusList.zeros(2, 5000).with(setter -> {
        setter.set(7, 1);
        setter.set(8, 3);
    });
    private static final StatusListClaims CLAIMS = new StatusListClaims(
            "https://licenses.example.cn/v1/status-lists/7kq3w2",
            Samples.ISSUED.plusNanos(9),
            Samples.ISSUED.plus(Duration.ofDays(7)),
            Duration.ofMinutes(5),
            LIST);

    private final StatusListSigner signer = new StatusListSigner(TestPki.PROVIDER);

    @ParameterizedTest
    @EnumSource(Suite.class)
    void both_everySuite_areReadByTheReaderAndGenuine(Suite suite) throws Exception {
        SigningKey key = new TestPki(suite, Samples.CEREMONY).registry(RegistryPurpose.STATUS_LISTS, Samples.CEREMONY);

        StatusListTokens tokens = signer.both(CLAIMS, key);

        TypedMessage message = TypedMessage.parse(tokens.cwt());
        assertThat(message.signedBy(key.certificate(), new SignatureVerifier(TestPki.PROVIDER)))
                .isTrue();
        assertThat(message.signedBy(PKI.root(), new SignatureVerifier(TestPki.PROVIDER)))
                .isFalse();
        StatusListToken read = StatusListReader.read(message.message(), TokenClaims.parse(message.payload()));
        assertThat(read.list()).isEqualTo(LIST);
        assertThat(read.subject()).isEqualTo(CLAIMS.uri());
        assertThat(read.times().issuedAt()).contains(Samples.ISSUED);
        assertThat(read.times().expires()).contains(CLAIMS.expires());
        assertThat(read.timeToLive()).contains(Duration.ofMinutes(5));
        assertThat(tokens.jwt().isPresent()).isEqualTo(suite != Suite.SM2);
        if (tokens.jwt().isPresent()) {
            CompactJws jws = CompactJws.parse(tokens.jwt().get());
            assertThat(StatusListReader.read(jws).list()).isEqualTo(LIST);
            assertThat(new KnownKeys(
                                    List.of(VerificationKey.of(key.certificate().getPublicKey())),
                                    new KnownKeys.Matching(true, false),
                                    TestPki.PROVIDER)
                            .judge(jws))
                    .isEqualTo(SignatureFinding.GENUINE);
        }
    }

    /** What others read: the CWT by another COSE library, the JWT by nothing but the platform. */
    @Test
    void both_areAcceptedByIndependentCode() throws Exception {
        StatusListTokens tokens = signer.both(CLAIMS, KEY);

        COSESign1 theirs = COSESign1.build(
                (CBORItemList) ((CBORTaggedItem) new CBORDecoder(tokens.cwt().toArray()).next()).getTagContent());
        assertThat(new COSEVerifier(KEY.certificate().getPublicKey()).verify(theirs))
                .isTrue();

        String[] parts = tokens.jwt().orElseThrow().split("\\.");
        Signature verification = Signature.getInstance("SHA256withECDSAinP1363Format");
        verification.initVerify(KEY.certificate().getPublicKey());
        verification.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(verification.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                .contains("\"alg\":\"ES256\"", "\"typ\":\"statuslist+jwt\"");
    }

    @Test
    void cwt_sameClaims_hasTheSamePayload() throws Exception {
        assertThat(TypedMessage.parse(signer.cwt(CLAIMS, KEY)).payload())
                .isEqualTo(TypedMessage.parse(signer.cwt(CLAIMS, KEY)).payload());
        assertThat(CompactJws.parse(signer.jwt(CLAIMS, KEY).orElseThrow()).payload())
                .isEqualTo(
                        CompactJws.parse(signer.jwt(CLAIMS, KEY).orElseThrow()).payload());
    }

    @Test
    void cwt_keyForSomethingElse_isRefused() {
        for (SigningKey other : List.of(
                PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY),
                PKI.registry(RegistryPurpose.OFFLINE_BUNDLES, Samples.CEREMONY),
                PKI.registry(RegistryPurpose.RECORDS, Samples.CEREMONY))) {
            assertThatIllegalArgumentException().isThrownBy(() -> signer.cwt(CLAIMS, other));
            assertThatIllegalArgumentException().isThrownBy(() -> signer.jwt(CLAIMS, other));
        }
    }

    @Test
    void cwt_certificateThatHasEnded_isRefused() {
        Instant later = Samples.CEREMONY.plus(Duration.ofDays(365L * 3 + 1));
        StatusListClaims claims =
                new StatusListClaims(CLAIMS.uri(), later, later.plusSeconds(60), Duration.ofMinutes(1), LIST);
        assertThatExceptionOfType(CertificateNotInForceException.class).isThrownBy(() -> signer.cwt(claims, KEY));
    }

    @Test
    void claims_thatNobodyCouldUse_areRefused() {
        Instant issued = Samples.ISSUED;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatusListClaims(
                        "no location", issued, issued.plusSeconds(1), Duration.ofMinutes(1), LIST));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatusListClaims(CLAIMS.uri(), issued, issued, Duration.ofMinutes(1), LIST));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new StatusListClaims(CLAIMS.uri(), issued, issued.plusSeconds(9), Duration.ofMillis(1), LIST));
    }

    @Test
    void certificates_sayTheirPurposeAlone() throws Exception {
        for (RegistryPurpose purpose : RegistryPurpose.values()) {
            assertThat(purpose.isOf(PKI.registry(purpose, Samples.CEREMONY).certificate()))
                    .isTrue();
            assertThat(PKI.registry(purpose, Samples.CEREMONY).certificate().getExtendedKeyUsage())
                    .containsExactly(purpose.objectIdentifier());
            assertThat(PKI.registry(purpose, Samples.CEREMONY).certificate().getCriticalExtensionOIDs())
                    .contains("2.5.29.37");
        }
        assertThat(RegistryPurpose.STATUS_LISTS.isOf(
                        PKI.registry(RegistryPurpose.RECORDS, Samples.CEREMONY).certificate()))
                .isFalse();
        assertThat(Optional.of(RegistryPurpose.STATUS_LISTS.objectIdentifier()))
                .contains("2.25.222076531936560688765975702471345198668.1");
        assertThat(Bytes.of(new byte[0]).length()).isZero();
    }
}
