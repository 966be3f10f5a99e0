package org.zhengzhao.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.signing.collect.Document;
import org.zhengzhao.signing.collect.FactCollector;
import org.zhengzhao.signing.collect.UnreadableDocumentException;
import org.zhengzhao.signing.cose.Cbor;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.credential.ClaimsCbor;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.status.StatusReference;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;

/** Each rule for a QR credential, with credentials that break it and are signed correctly all the same. */
class CredentialRulesTest {
    private static final LicenseContent CONTENT = Samples.content();
    private static final Bytes CLAIMS = ClaimsCbor.write(LicenseClaims.of(Samples.type(), CONTENT, Samples.ISSUED));
    private static final int STATUS = 65535;

    @Test
    void judge_unchangedClaims_areValid() {
        assertThat(codes(claims(set -> {}))).isEmpty();
    }

    /** Key of the claim, its value in CBOR: floating-point, not-a-number, infinite, negative, far away, text, tagged, absent. */
    @ParameterizedTest
    @CsvSource({
        "6, fb41d9546680000000",
        "6, f97e00",
        "6, f97c00",
        "6, 20",
        "6, 1b7fffffffffffffff",
        "6, 6131",
        "6, f6",
        "5, fb41d9546680000000",
        "5, f97e00",
        "5, 3b7fffffffffffffff",
        "5, 6131",
        "4, fb41d9546680000000",
        "4, f97e00",
        "4, f9fc00",
        "4, 1bffffffffffffffff",
        "4, 6131",
        "4, f6",
        "1, 00",
        "2, 4100"
    })
    void judge_claimOfTheWrongType_isMalformed(int key, String value) {
        Bytes changed = claims(
                set -> set.Set(key, CBORObject.DecodeFromBytes(Bytes.hex(value).toArray())));
        assertThat(codes(changed)).containsAnyOf("CREDENTIAL_MALFORMED", "CODE_INVALID");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6, -70001})
    void judge_claimMissing_isMalformed(int key) {
        assertThat(codes(claims(set -> set.Remove(CBORObject.FromObject(key)))))
                .containsAnyOf("CREDENTIAL_MALFORMED", "CODE_INVALID");
    }

    /** Seconds from now, two minutes of tolerance. */
    @ParameterizedTest
    @CsvSource({
        "-100, -100, 100, ''",
        "119, -100, 1000, ''",
        "121, -100, 1000, ISSUED_IN_THE_FUTURE",
        "-100, 119, 1000, ''",
        "-100, 121, 1000, NOT_YET_EFFECTIVE",
        "-1000, -1000, -119, ''",
        "-1000, -1000, -121, EXPIRED",
        "-100, 50, 50, CREDENTIAL_MALFORMED",
        "-100, 60, 50, CREDENTIAL_MALFORMED",
        "60, -100, 59, EXPIRED",
        "60, -100, 60, ''"
    })
    void judge_timesAroundNow_withStatedTolerance(long issued, long from, long to, String expected) {
        long now = Samples.NOW.getEpochSecond();
        Bytes changed =
                claims(set -> set.Set(6, now + issued).Set(5, now + from).Set(4, now + to));
        assertThat(codes(changed)).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    /** Octets of claims that mean the same, or almost, in another form. */
    @Test
    void judge_claimsInAnotherForm_areMalformed() {
        String claims = CLAIMS.toHex();
        int pairs = Integer.parseInt(claims.substring(1, 2), 16);
        for (String other : List.of(
                "b8" + "%02x".formatted(pairs) + claims.substring(2), // length of the map in more octets
                "bf" + claims.substring(2) + "ff", // map of indefinite length
                "a%x".formatted(pairs + 1) + "01" + "60" + claims.substring(2), // issuer twice
                "a%x".formatted(pairs + 1) + claims.substring(2) + "0160", // issuer twice, at the end
                "a%x".formatted(pairs + 1) + claims.substring(2) + "0860", // keys not sorted
                claims + "00", // something after it
                "c1" + claims, // a tag around it
                claims.replaceFirst("061a", "061b00000000"))) { // a number in more octets
            assertThat(other).isNotEqualTo(claims);
            assertThat(codes(Bytes.hex(other))).as(other).containsExactly("CREDENTIAL_MALFORMED");
        }
    }

    @Test
    void judge_headers_allowOneForm() {
        KeyIdentifier key = KeyIdentifier.of(Vectors.KEY.certificate());
        String named = "0448" + key.hex();
        assertThat(codesOf(message("a20126" + named, "a0", CLAIMS))).isEmpty();
        for (String header :
                List.of("a1" + named, "a10126", "a2012604" + "4101", "a3012602810104" + "48" + key.hex())) {
            assertThat(codesOf(message(header, "a0", CLAIMS))).as(header).containsExactly("CREDENTIAL_MALFORMED");
        }
        assertThat(codesOf(message("a1" + named, "a10126", CLAIMS))).containsExactly("CREDENTIAL_MALFORMED");
        assertThat(codesOf(message("a10126", "a1" + named, CLAIMS))).containsExactly("CREDENTIAL_MALFORMED");
        assertThat(codesOf(message("a20126" + named, "a1" + named, CLAIMS))).containsExactly("CREDENTIAL_MALFORMED");
        assertThat(codesOf(message("a20120" + named, "a0", CLAIMS))).containsExactly("ALGORITHM_NOT_ALLOWED");
        assertThat(codesOf(message("a20105" + named, "a0", CLAIMS))).containsExactly("ALGORITHM_NOT_ALLOWED");
        assertThat(codesOf(message("a2013822" + named, "a0", CLAIMS))).containsExactly("ALGORITHM_NOT_ALLOWED");
    }

    @Test
    void judge_keyIdentifierOfAnother_isUndetermined() {
        assertThat(codesOf(message("a2012604480102030405060708", "a0", CLAIMS))).containsExactly("SIGNER_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LX2:", "lx1:", "HC1:", "LX1", " LX1 :"})
    void judge_textWithAnotherPrefix_isNoLicense(String prefix) {
        String text = QrText.of(new Credential(signed(CLAIMS))).substring(QrText.PREFIX.length());
        try {
            Verdict verdict = new Vector("", "", Bytes.utf8(prefix + text), Vectors.TRUST, Samples.NOW).judge();
            assertThat(verdict).isNotInstanceOf(Verdict.Valid.class);
        } catch (UnreadableDocumentException nothingWeKnow) {
            assertThat(nothingWeKnow.refusal()).isNotNull();
        }
    }

    @Test
    void collect_statusReference_isReadAndItsShapeChecked() throws Exception {
        Bytes with = claims(set -> set.Set(STATUS, status(7, "https://registry.example/status/1")));
        assertThat(codes(with)).isEmpty();
        assertThat(facts(with).read().orElseThrow().status())
                .contains(new StatusReference(7, "https://registry.example/status/1"));
        assertThat(facts(CLAIMS).read().orElseThrow().status()).isEmpty();
        for (CBORObject broken : List.of(
                CBORObject.FromObject(0),
                CBORObject.NewMap().Add("status_list", 1),
                status(-1, "https://registry.example/status/1"),
                status(7, ""),
                status(7, "no location"),
                CBORObject.NewMap().Add("status_list", CBORObject.NewMap().Add("idx", 7)))) {
            assertThat(codes(claims(set -> set.Set(STATUS, broken))))
                    .as(broken.toString())
                    .containsExactly("CREDENTIAL_MALFORMED");
        }
    }

    @Test
    void issuerMayIssueType_isToldWhereItIsKnown() throws Exception {
        CredentialFacts facts = facts(CLAIMS);
        LicenseTypeCode type = CONTENT.identifier().type();
        TypeRights may = new TypeRights(Map.of(type, Set.of(Samples.AUTHORITY.code())));
        assertThat(entitled(facts, TypeRights.UNKNOWN)).isEqualTo(Outcome.NOT_RUN);
        assertThat(entitled(facts, may)).isEqualTo(Outcome.PASSED);
        assertThat(entitled(facts, Vectors.onlyOthersMayIssue())).isEqualTo(Outcome.FAILED);
        assertThat(entitled(facts, new TypeRights(Map.of(type, Set.of())))).isEqualTo(Outcome.FAILED);
    }

    @Test
    void judge_authorityThatMayNotIssueTheType_isInvalidForThatReasonOnly() throws Exception {
        TrustPolicy policy = TrustPolicy.of(Vectors.TRUST).withRights(Vectors.onlyOthersMayIssue());
        Verdict verdict = Verifier.judge(facts(CLAIMS), policy, Samples.NOW);
        assertThat(CodesTest.codes(verdict)).containsExactly("ISSUER_NOT_ENTITLED");
        assertThat(verdict.evidence().outcome(Claim.ISSUER_IS_SIGNER)).isEqualTo(Outcome.PASSED);
    }

    private static Outcome entitled(CredentialFacts facts, TypeRights rights) {
        TrustPolicy policy = TrustPolicy.of(Vectors.TRUST).withRights(rights);
        return Verifier.judge(facts, policy, Samples.NOW).evidence().outcome(Claim.ISSUER_MAY_ISSUE_TYPE);
    }

    private static CBORObject status(int index, String uri) {
        return CBORObject.NewMap()
                .Add("status_list", CBORObject.NewMap().Add("idx", index).Add("uri", uri));
    }

    private static Bytes claims(Consumer<CBORObject> change) {
        CBORObject set = CBORObject.DecodeFromBytes(CLAIMS.toArray());
        change.accept(set);
        return hasTagOrNull(set) ? Bytes.of(set.EncodeToBytes()) : Cbor.encode(set);
    }

    private static boolean hasTagOrNull(CBORObject set) {
        return set.getValues().stream().anyMatch(CBORObject::isTagged);
    }

    private static Bytes signed(Bytes payload) {
        return message(
                "a20126" + "0448" + KeyIdentifier.of(Vectors.KEY.certificate()).hex(), "a0", payload);
    }

    private static Bytes message(String header, String unprotected, Bytes payload) {
        Bytes protectedHeader = Bytes.hex(header);
        Bytes signature = Vectors.KEY.signRaw(
                CoseSign1.toBeSigned(protectedHeader, payload).toArray());
        return Bytes.hex("d284" + string(protectedHeader) + unprotected + string(payload) + string(signature));
    }

    private static String string(Bytes octets) {
        return Cbor.encode(CBORObject.FromObject(octets.toArray())).toHex();
    }

    private static CredentialFacts facts(Bytes payload) throws UnreadableDocumentException {
        return (CredentialFacts) new FactCollector(Vectors.TRUST, TestPki.PROVIDER)
                .collect(new Document.CredentialFile(signed(payload)));
    }

    private static List<String> codes(Bytes payload) {
        return codesOf(signed(payload));
    }

    private static List<String> codesOf(Bytes credential) {
        try {
            Verdict verdict = new Vector("", "", credential, Vectors.TRUST, Samples.NOW).judge();
            return List.copyOf(CodesTest.codes(verdict));
        } catch (UnreadableDocumentException unreadable) {
            return List.of(unreadable.refusal().name());
        }
    }
}
