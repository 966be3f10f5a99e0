package org.zhengzhao.signing.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.schema.type.FieldValidator;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.key.CertifiedKey;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pdf.LicensePdf;
import org.zhengzhao.signing.pdf.UnprintableLicenseException;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;

/** Nothing unchecked reaches a key, nothing is signed twice, and nothing else than what was prepared comes out. */
class FaceSignerTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final FieldValidator RULES =
            new FieldValidator(Samples.type().fields());
    private static final FaceSigner SIGNER = new FaceSigner(
            new CredentialSigner(TestPki.PROVIDER), new LicensePdf(TestPki.PROVIDER, List.of()), QrText::of);
    private static final Pattern BYTE_RANGE = Pattern.compile("/ByteRange \\[0 (\\d+) (\\d+) (\\d+)]");

    @Test
    void seal_whatWasPrepared_isValidAndOnlyThatWasSigned() throws Exception {
        WatchedKey key = new WatchedKey(KEY);
        PreparedFaces prepared = prepare(Samples.content(), KEY, Samples.ISSUED);
        assertThat(prepared.licenseDigest()).isEqualTo(LicenseDigest.of(Samples.content()));
        assertThat(key.asked).isEmpty();

        PreparedSeal seal = SIGNER.signCredential(prepared, key);
        assertThat(key.asked).hasSize(1);
        assertThat(Sha256.of(key.asked.getFirst())).isEqualTo(prepared.credentialDigest());

        SignedFaces faces = SIGNER.seal(seal, key);
        assertThat(key.asked).hasSize(2);
        assertThat(coveredDigest(faces.pdf())).isEqualTo(seal.pdfDigest());
        assertThat(key.asked.getLast().toHex())
                .as("the signed attributes hold the digest of the document")
                .contains(seal.pdfDigest().toHex());
        assertValid(faces.pdf());
        assertValid(faces.credential());
    }

    @Test
    void prepare_sameLicense_givesTheSameDigests() throws Exception {
        PreparedFaces first = prepare(Samples.content(), KEY, Samples.ISSUED);
        PreparedFaces second = prepare(Samples.content(), KEY, Samples.ISSUED);
        assertThat(second.credentialDigest()).isEqualTo(first.credentialDigest());
        assertThat(second.drawingDigest()).isEqualTo(first.drawingDigest());
        PreparedFaces other = prepare(with("premises", "虚构市示范路2号"), KEY, Samples.ISSUED);
        assertThat(other.credentialDigest()).isNotEqualTo(first.credentialDigest());
        assertThat(other.drawingDigest()).isNotEqualTo(first.drawingDigest());
    }

    @Test
    void prepared_usedTwice_isRefused() throws Exception {
        PreparedFaces prepared = prepare(Samples.content(), KEY, Samples.ISSUED);
        PreparedSeal seal = SIGNER.signCredential(prepared, KEY);
        SIGNER.seal(seal, KEY);
        WatchedKey key = new WatchedKey(KEY);
        assertThatIllegalStateException().isThrownBy(() -> SIGNER.signCredential(prepared, key));
        assertThatIllegalStateException().isThrownBy(() -> SIGNER.seal(seal, key));
        assertThat(key.asked).isEmpty();
    }

    @Test
    void prepared_afterAFailure_isRefused() throws Exception {
        PreparedFaces prepared = prepare(Samples.content(), KEY, Samples.ISSUED);
        WatchedKey broken = new WatchedKey(KEY, message -> new byte[] {1});
        assertThatExceptionOfType(SigningFailedException.class)
                .isThrownBy(() -> SIGNER.signCredential(prepared, broken));
        assertThatIllegalStateException().isThrownBy(() -> SIGNER.signCredential(prepared, KEY));
    }

    @Test
    void prepared_forAnotherKey_isRefusedUntouched() throws Exception {
        PreparedFaces prepared = prepare(Samples.content(), KEY, Samples.ISSUED);
        WatchedKey successor = new WatchedKey(PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY));
        assertThatIllegalArgumentException().isThrownBy(() -> SIGNER.signCredential(prepared, successor));
        PreparedSeal seal = SIGNER.signCredential(prepared, KEY);
        assertThatIllegalArgumentException().isThrownBy(() -> SIGNER.seal(seal, successor));
        assertThat(successor.asked).isEmpty();
        assertValid(SIGNER.seal(seal, KEY).pdf());
    }

    @Test
    void seal_keyThatSignsSomethingElse_isNoticed() throws Exception {
        PreparedSeal seal = SIGNER.signCredential(prepare(Samples.content(), KEY, Samples.ISSUED), KEY);
        WatchedKey broken = new WatchedKey(KEY, message -> new byte[] {1});
        assertThatExceptionOfType(SigningFailedException.class).isThrownBy(() -> SIGNER.seal(seal, broken));
    }

    @Test
    void prepare_certificateOutsideItsValidity_isRefused() {
        assertThatExceptionOfType(SigningFailedException.class)
                .isThrownBy(() -> prepare(Samples.content(), KEY, Samples.CEREMONY.minus(Duration.ofDays(1))));
        assertThatExceptionOfType(SigningFailedException.class)
                .isThrownBy(() -> prepare(Samples.content(), KEY, Samples.CEREMONY.plus(Duration.ofDays(365 * 4))));
    }

    @Test
    void prepare_issuingCertificateOutsideItsValidity_isRefused() {
        Instant late = Samples.CEREMONY.plus(Duration.ofDays(365 * 10 + 1));
        SigningKey issuedLate = new TestPki(late).sealing(Samples.AUTHORITY, late);
        SigningKey young = new CertifiedKey(
                issuedLate, List.of(issuedLate.certificate(), PKI.issuer().certificate()));
        assertThatExceptionOfType(SigningFailedException.class)
                .isThrownBy(() -> prepare(Samples.content(), young, late.plusSeconds(60)));
    }

    @Test
    void prepare_certificateOfAnotherAuthority_isRefused() {
        SigningKey other = PKI.sealing(Samples.OTHER_AUTHORITY, Samples.CEREMONY);
        assertThatIllegalArgumentException().isThrownBy(() -> prepare(Samples.content(), other, Samples.ISSUED));
    }

    @Test
    void prepare_fieldsThatBreakTheRules_areRefused() {
        Map<String, JsonValue> fields =
                new LinkedHashMap<>(Samples.content().fields().values());
        fields.put("seats", new JsonValue.Text("many"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prepare(with(new JsonValue.Members(fields)), KEY, Samples.ISSUED));
    }

    @Test
    void prepare_unprintableOrTooLongForTheQr_isRefused() {
        assertThatExceptionOfType(UnprintableLicenseException.class)
                .isThrownBy(() -> prepare(with("premises", "\uD85B\uDF6B"), KEY, Samples.ISSUED))
                .matches(refused -> refused.reason() == UnprintableLicenseException.Reason.CHARACTER);
        StringBuilder hard = new StringBuilder();
        for (int i = 0; i < 1500; i++) {
            hard.appendCodePoint(0x4E00 + i * 7919 % 20000);
        }
        assertThatExceptionOfType(UnprintableLicenseException.class)
                .isThrownBy(() -> prepare(with("premises", hard.toString()), KEY, Samples.ISSUED))
                .matches(refused -> refused.reason() == UnprintableLicenseException.Reason.QR_TOO_LONG);
    }

    private static PreparedFaces prepare(LicenseContent content, SigningKey key, Instant now)
            throws UnprintableLicenseException {
        return SIGNER.prepare(Samples.type(), RULES, content, Map.of(), Optional.empty(), KeyCertificate.of(key), now);
    }

    private static LicenseContent with(String field, String value) {
        Map<String, JsonValue> fields =
                new LinkedHashMap<>(Samples.content().fields().values());
        fields.put(field, new JsonValue.Text(value));
        return with(new JsonValue.Members(fields));
    }

    private static LicenseContent with(JsonValue.Members fields) {
        LicenseContent sample = Samples.content();
        return new LicenseContent(
                sample.identifier(),
                sample.typeVersion(),
                sample.typeName(),
                sample.number(),
                sample.issuingAuthority(),
                sample.holders(),
                sample.issuedOn(),
                sample.validity(),
                sample.areaCode(),
                fields);
    }

    private static Bytes coveredDigest(Bytes pdf) {
        byte[] octets = pdf.toArray();
        Matcher range = BYTE_RANGE.matcher(new String(octets, StandardCharsets.ISO_8859_1));
        assertThat(range.find()).isTrue();
        int first = Integer.parseInt(range.group(1));
        int start = Integer.parseInt(range.group(2));
        int length = Integer.parseInt(range.group(3));
        assertThat(start + length).isEqualTo(octets.length);
        return Sha256.of(ByteBuffer.wrap(octets, 0, first), ByteBuffer.wrap(octets, start, length));
    }

    private static void assertValid(Bytes document) {
        DocumentVerification verification = new DocumentVerification(
                TrustPolicy.of(TrustStore.of(PKI.published(KEY), TestPki.PROVIDER)), TestPki.PROVIDER);
        Report report = verification.verify("document", document, Samples.NOW);
        assertThat(report).isInstanceOf(Report.Judged.class);
        assertThat(((Report.Judged) report).verdict()).isInstanceOf(Verdict.Valid.class);
    }
}
