package org.zhengzhao.signing.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upokecenter.cbor.CBORObject;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.key.CertificateNotInForceException;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestReceipts;

class ReceiptSignerTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.registry(RegistryPurpose.RECORDS, Samples.CEREMONY);
    private static final ReceiptSigner SIGNER = new ReceiptSigner(TestPki.PROVIDER);
    private static final SignatureVerifier SIGNATURES = new SignatureVerifier(TestPki.PROVIDER);

    @ParameterizedTest
    @EnumSource(Suite.class)
    void sign_inEverySuite_saysTheSameInBothForms(Suite suite) throws Exception {
        SigningKey key = new TestPki(suite, Samples.CEREMONY).registry(RegistryPurpose.RECORDS, Samples.CEREMONY);
        for (ReceiptClaims claims : new ReceiptClaims[] {TestReceipts.found(), TestReceipts.notFound()}) {
            SignedReceipt cose = ReceiptReader.read(SIGNER.signCose(claims, key));
            assertThat(cose.form()).isEqualTo(ReceiptForm.COSE);
            assertThat(cose.claims()).isEqualTo(claims);
            assertThat(cose.signedBy(key.publicKey(), SIGNATURES)).isTrue();
            assertThat(cose.signedBy(KEY.publicKey(), SIGNATURES)).isFalse();

            assertThat(SIGNER.signJws(claims, key).isPresent())
                    .isEqualTo(suite.joseAlgorithm().isPresent());
            if (suite.joseAlgorithm().isPresent()) {
                SignedReceipt jws = ReceiptReader.read(
                        Bytes.utf8(SIGNER.signJws(claims, key).orElseThrow()));
                assertThat(jws.form()).isEqualTo(ReceiptForm.JWS);
                assertThat(jws.claims()).isEqualTo(claims);
                assertThat(jws.signedBy(key.publicKey(), SIGNATURES)).isTrue();
            }
        }
    }

    /** Read with a CBOR library, a JSON library and a signature provider that the receipt was not made with. */
    @Test
    void sign_both_areReadByOthers() throws Exception {
        CBORObject message = CBORObject.DecodeFromBytes(
                SIGNER.signCose(TestReceipts.found(), KEY).toArray());
        assertThat(message.HasMostOuterTag(18)).isTrue();
        CBORObject header = CBORObject.DecodeFromBytes(message.get(0).GetByteString());
        assertThat(header.get(CBORObject.FromObject(1)).AsInt32()).isEqualTo(-7);
        assertThat(header.get(CBORObject.FromObject(16)).AsString()).isEqualTo("application/vnd.zhengzhao.receipt+cwt");
        CBORObject set = CBORObject.DecodeFromBytes(message.get(2).GetByteString());
        assertThat(set.get(CBORObject.FromObject(1)).AsString()).isEqualTo(TestPki.REGISTRY);
        assertThat(set.get(CBORObject.FromObject(6)).AsInt64Value()).isEqualTo(Samples.ISSUED.getEpochSecond());
        CBORObject receipt = set.get(CBORObject.FromObject(-70002));
        assertThat(receipt.get(CBORObject.FromObject(6)).AsString()).isEqualTo(TestReceipts.PURPOSE.caseNumber());
        assertThat(receipt.get(CBORObject.FromObject(12)).GetByteString())
                .isEqualTo(Sha256.of(TestReceipts.ANSWER).toArray());
        byte[] toBeSigned = CBORObject.NewArray()
                .Add("Signature1")
                .Add(message.get(0).GetByteString())
                .Add(new byte[0])
                .Add(message.get(2).GetByteString())
                .EncodeToBytes();
        assertThat(verifies(toBeSigned, message.get(3).GetByteString())).isTrue();

        String[] parts = SIGNER.signJws(TestReceipts.found(), KEY).orElseThrow().split("\\.");
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.get("jti").asText()).isEqualTo(TestReceipts.ID.toString());
        assertThat(claims.get("receipt").get("officer").asText()).isEqualTo(TestReceipts.ASKER.officer());
        assertThat(verifies(
                        (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                        Base64.getUrlDecoder().decode(parts[2])))
                .isTrue();
    }

    @Test
    void sign_aNegativeAnswer_isSmall() {
        assertThat(SIGNER.signCose(TestReceipts.notFound(), KEY).length()).isLessThan(500);
    }

    @Test
    void sign_underASealingKey_isRefused() {
        SigningKey sealing = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
        assertThatIllegalArgumentException().isThrownBy(() -> SIGNER.signCose(TestReceipts.found(), sealing));
        assertThatIllegalArgumentException().isThrownBy(() -> SIGNER.signJws(TestReceipts.found(), sealing));
    }

    @Test
    void sign_inTheNameOfAnotherRegistry_isRefused() {
        SigningKey other = PKI.registry("另一登记处", RegistryPurpose.RECORDS, Samples.CEREMONY);
        assertThatIllegalArgumentException().isThrownBy(() -> SIGNER.signCose(TestReceipts.found(), other));
    }

    @Test
    void sign_beforeTheCertificate_isRefused() {
        SigningKey young = PKI.registry(RegistryPurpose.RECORDS, Samples.ISSUED.plus(Duration.ofDays(1)));
        assertThatExceptionOfType(CertificateNotInForceException.class)
                .isThrownBy(() -> SIGNER.signCose(TestReceipts.found(), young));
    }

    @Test
    void claims_timeWithAFraction_isCutToTheSecond() {
        ReceiptClaims claims = TestReceipts.found();
        ReceiptClaims fraction = new ReceiptClaims(
                claims.id(),
                claims.registry(),
                Instant.parse("2026-03-02T02:00:00.987654Z"),
                claims.asker(),
                claims.askedFor(),
                claims.holder(),
                claims.operation(),
                claims.outcome(),
                claims.licenses(),
                claims.fields(),
                claims.predicates(),
                claims.answerDigest());
        assertThat(fraction).isEqualTo(claims);
    }

    @Test
    void toString_ofAllOfIt_namesNoPersonAndNoCase() throws Exception {
        ReceiptClaims claims = TestReceipts.found();
        for (Object said : new Object[] {
            claims, claims.asker(), claims.askedFor(), ReceiptReader.read(SIGNER.signCose(claims, KEY))
        }) {
            assertThat(said.toString())
                    .doesNotContain(
                            claims.asker().officer(),
                            claims.askedFor().caseNumber(),
                            claims.askedFor().purpose());
        }
    }

    @Test
    void recording_certificate_isForRecordsOnlyAndSaysSoCritically() throws Exception {
        assertThat(KEY.certificate().getExtendedKeyUsage()).containsExactly(RegistryPurpose.RECORDS.objectIdentifier());
        assertThat(KEY.certificate().getCriticalExtensionOIDs()).contains("2.5.29.37");
        assertThat(RegistryPurpose.RECORDS.isOf(KEY.certificate())).isTrue();
        assertThat(RegistryPurpose.RECORDS.isOf(
                        PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY).certificate()))
                .isFalse();
        assertThat(RegistryPki.registryNameOf(KEY.certificate())).contains(TestPki.REGISTRY);
    }

    private static boolean verifies(byte[] message, byte[] signature) throws Exception {
        Signature verification = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
        verification.initVerify(KEY.certificate());
        verification.update(message);
        return verification.verify(signature);
    }
}
