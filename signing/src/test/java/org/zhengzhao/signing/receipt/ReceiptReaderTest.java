package org.zhengzhao.signing.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.upokecenter.cbor.CBORObject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.signing.cose.Cbor;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.receipt.MalformedReceiptException.Reason;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestReceipts;

/** What a receipt may look like, in both forms; signatures are not looked at here. */
class ReceiptReaderTest {
    private static final int RECEIPT = -70002;
    private static final SigningKey KEY =
            new TestPki(Samples.CEREMONY).registry(RegistryPurpose.RECORDS, Samples.CEREMONY);
    private static final KeyIdentifier IDENTIFIER = KeyIdentifier.of(KEY.certificate());
    private static final Bytes SIGNATURE = Bytes.of(new byte[64]);
    private static final String JSON = ReceiptJson.write(TestReceipts.found()).toUtf8();
    private static final String HEADER = ReceiptHeader.jws("ES256", IDENTIFIER).toUtf8();

    @Test
    void read_cborClaims_followTheirRules() throws Exception {
        assertThat(cbor(set -> {})).isEqualTo(TestReceipts.found());
        assertThat(cbor(set -> set.Add(99, "a claim of tomorrow"))).isEqualTo(TestReceipts.found());

        refusedCbor(Reason.MALFORMED, "iss", set -> set.Remove(CBORObject.FromObject(1)));
        refusedCbor(Reason.MALFORMED, "iat", set -> set.Set(6, "1"));
        refusedCbor(Reason.MALFORMED, "iat", set -> set.Set(6, -1));
        refusedCbor(Reason.MALFORMED, "iat", set -> set.Set(6, 253_402_300_800L));
        refusedCbor(Reason.MALFORMED, "cti", set -> set.Set(7, new byte[15]));
        refusedCbor(Reason.MALFORMED, "receipt", set -> set.Set(RECEIPT, "x"));
        refusedCbor(Reason.MALFORMED, "authority", set -> part(set, 1, "11110000MBFAKE039X"));
        refusedCbor(Reason.MALFORMED, "authority", set -> part(set, 1, "11110000mbfake039r"));
        refusedCbor(Reason.MALFORMED, "receipt", set -> part(set, 2, " "));
        refusedCbor(Reason.MALFORMED, "receipt", set -> part(set, 3, "a\u001B[2J"));
        refusedCbor(Reason.MALFORMED, "receipt", set -> part(set, 4, "x".repeat(201)));
        refusedCbor(Reason.MALFORMED, "matter", set -> part(set, 5, 7));
        refusedCbor(Reason.MALFORMED, "caseNumber", set -> receipt(set).Remove(CBORObject.FromObject(6)));
        refusedCbor(Reason.NOT_UNDERSTOOD, "operation", set -> part(set, 7, "BY_ORACLE"));
        refusedCbor(Reason.NOT_UNDERSTOOD, "outcome", set -> part(set, 8, "found"));
        refusedCbor(Reason.MALFORMED, "licenses", set -> part(set, 9, new String[] {"1.2.156"}));
        refusedCbor(
                Reason.MALFORMED,
                "licenses",
                set -> part(set, 9, repeated(Samples.identifier().value(), 101)));
        refusedCbor(Reason.MALFORMED, "fields", set -> part(set, 10, repeated("a", 201)));
        refusedCbor(Reason.MALFORMED, "receipt", set -> part(set, 10, new String[] {"x".repeat(129)}));
        refusedCbor(Reason.MALFORMED, "predicates", set -> part(set, 11, repeated("a", 51)));
        refusedCbor(Reason.MALFORMED, "predicates", set -> part(set, 11, "a"));
        refusedCbor(Reason.MALFORMED, "receipt", set -> part(set, 12, new byte[31]));
        refusedCbor(Reason.MALFORMED, "answerSha256", set -> receipt(set).Remove(CBORObject.FromObject(12)));
        refusedCbor(Reason.MALFORMED, "receipt", set -> part(set, 13, new byte[33]));
        refusedCbor(Reason.NOT_UNDERSTOOD, "receipt", set -> part(set, 14, "what may not be passed over"));
        refusedCbor(Reason.NOT_UNDERSTOOD, "aud", set -> set.Add(3, "somebody else"));
        refusedCbor(Reason.NOT_UNDERSTOOD, "exp", set -> set.Add(4, 1));
        refusedCbor(Reason.NOT_UNDERSTOOD, "nbf", set -> set.Add(5, 253_402_300_799L));
    }

    @Test
    void read_jsonClaims_followTheirRules() throws Exception {
        assertThat(json(json -> json)).isEqualTo(TestReceipts.found());
        assertThat(json(json -> json.replace("{\"iat\"", "{\"a\":1,\"iat\""))).isEqualTo(TestReceipts.found());

        refusedJson(Reason.MALFORMED, "payload", json -> json + " ");
        refusedJson(Reason.MALFORMED, "payload", json -> json.replace("{\"iat\"", "{ \"iat\""));
        refusedJson(Reason.MALFORMED, "payload", json -> json.replace("{\"iat\"", "{\"iat\":1,\"iat\""));
        refusedJson(Reason.MALFORMED, "jti", json -> json.replace("019ac5f0-", "019AC5F0-"));
        refusedJson(Reason.MALFORMED, "jti", json -> json.replace("019ac5f0-0000-", "019ac5f0-0-"));
        refusedJson(Reason.MALFORMED, "iat", json -> json.replace("\"iat\":1", "\"iat\":-1"));
        refusedJson(Reason.MALFORMED, "receipt", json -> json.replace("\"receipt\":{", "\"receiqt\":{"));
        refusedJson(
                Reason.MALFORMED,
                "answerSha256",
                json -> json.replace(TestReceipts.found().answerDigest().toHex(), "Z".repeat(64)));
        refusedJson(
                Reason.MALFORMED,
                "receipt",
                json -> json.replace(TestReceipts.found().answerDigest().toHex(), "00"));
        refusedJson(Reason.NOT_UNDERSTOOD, "outcome", json -> json.replace("\"FOUND\"", "\"FOUND_TOMORROW\""));
        refusedJson(
                Reason.NOT_UNDERSTOOD,
                "receipt",
                json -> json.replace("{\"answerSha256\"", "{\"a\":1,\"answerSha256\""));
        refusedJson(Reason.NOT_UNDERSTOOD, "aud", json -> json.replace("{\"iat\"", "{\"aud\":\"x\",\"iat\""));
        refusedJson(Reason.NOT_UNDERSTOOD, "exp", json -> json.replace("{\"iat\"", "{\"exp\":1,\"iat\""));
        refusedJson(Reason.NOT_UNDERSTOOD, "nbf", json -> json.replace("\"receipt\":{", "\"nbf\":1,\"receipt\":{"));
    }

    @Test
    void read_memberTwice_isRefused() throws Exception {
        refusedJson(
                Reason.MALFORMED,
                "payload",
                json -> json.replace("\"outcome\":\"FOUND\"", "\"outcome\":\"FOUND\",\"outcome\":\"FOUND\""));
        refused("HEADER", jws(HEADER.replace("{\"alg\"", "{\"alg\":\"ES256\",\"alg\""), JSON));
        // A map of two claims with the label of iss (RFC 8949 §5.6), and nothing else.
        byte[] twice = {(byte) 0xA2, 1, 0x61, 'a', 1, 0x61, 'a'};
        assertThatExceptionOfType(MalformedReceiptException.class)
                .isThrownBy(() -> ReceiptReader.read(cose(ReceiptHeader.cose(-7, IDENTIFIER), Bytes.of(twice)))
                        .claims())
                .satisfies(refused -> assertThat(refused.part()).isEqualTo("payload"));
    }

    @Test
    void read_coseHeader_isTheOneThatReceiptsHave() throws Exception {
        Bytes payload = ReceiptCbor.write(TestReceipts.found());
        assertThat(ReceiptReader.read(cose(header(map -> {}), payload)).claims())
                .isEqualTo(TestReceipts.found());

        refused("header", cose(header(map -> map.Set(16, "application/statuslist+cwt")), payload));
        refused("header", cose(header(map -> map.Remove(CBORObject.FromObject(16))), payload));
        refused("header", cose(header(map -> map.Set(3, "text/plain")), payload));
        refused("CRITICAL", cose(header(map -> map.Set(2, new int[] {1})), payload));
        refused("ALGORITHM", cose(header(map -> map.Remove(CBORObject.FromObject(1))), payload));
        refused("KEY_IDENTIFIER", cose(header(map -> map.Set(4, new byte[7])), payload));
    }

    @Test
    void read_jwsHeader_isTheOneThatReceiptsHave() throws Exception {
        assertThat(ReceiptReader.read(jws(HEADER, JSON)).claims()).isEqualTo(TestReceipts.found());

        refused("header", jws(HEADER.replace("zhengzhao-receipt+jwt", "JWT"), JSON));
        refused("header", jws(HEADER.replace("{\"alg\"", "{\"aaa\":\"x\",\"alg\""), JSON));
        refused("header", jws(HEADER.replace(",", ", "), JSON));
        refused("CRITICAL", jws(HEADER.replace("{\"alg\"", "{\"crit\":[\"x\"],\"alg\""), JSON));
        refused("EMBEDDED_KEY", jws(HEADER.replace("{\"alg\"", "{\"jku\":\"x\",\"alg\""), JSON));
        refused("alg", jws(HEADER.replace("ES256", "E".repeat(33)), JSON));
        refused("kid", jws(HEADER.replace(IDENTIFIER.hex(), "none"), JSON));
        refused("header", jws(HEADER.replace(IDENTIFIER.hex(), "ABCDEF0123456789"), JSON));
        refused("BASE64", Bytes.utf8(jws(HEADER, JSON).toUtf8() + "=="));
        refused("STRUCTURE", Bytes.utf8("x"));
        refused("STRUCTURE", Bytes.utf8(""));
    }

    @Test
    void read_receiptOfTheMost_isReadInBothForms() throws Exception {
        ReceiptClaims most = ofTheMost();
        ReceiptSigner signer = new ReceiptSigner(TestPki.PROVIDER);
        assertThat(ReceiptReader.read(signer.signCose(most, KEY)).claims()).isEqualTo(most);
        assertThat(ReceiptReader.read(Bytes.utf8(signer.signJws(most, KEY).orElseThrow()))
                        .claims())
                .isEqualTo(most);
        refused("TOO_LARGE", Bytes.of(new byte[ReceiptReader.MAX_OCTETS + 1]));
    }

    @Test
    void claims_beyondALimit_cannotBeMade() {
        ReceiptClaims claims = TestReceipts.found();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Asker(claims.asker().authority(), "", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new AskedFor("a\nb", "x", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new AskedFor("\uD800", "x", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> with(claims, Collections.nCopies(201, "a"), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> with(claims, List.of(), Collections.nCopies(51, "a")));
        assertThatIllegalArgumentException().isThrownBy(() -> with(claims, List.of("x".repeat(129)), List.of()));
    }

    @Test
    void looksLike_whatSaysThatItIsAReceipt() {
        ReceiptSigner signer = new ReceiptSigner(TestPki.PROVIDER);
        assertThat(ReceiptReader.looksLike(signer.signCose(TestReceipts.found(), KEY)))
                .isTrue();
        assertThat(ReceiptReader.looksLike(
                        Bytes.utf8(signer.signJws(TestReceipts.found(), KEY).orElseThrow())))
                .isTrue();
        assertThat(ReceiptReader.looksLike(jws(HEADER.replace("zhengzhao-receipt+jwt", "JWT"), JSON)))
                .isFalse();
        assertThat(ReceiptReader.looksLike(cose(CoseSign1.header(-7, IDENTIFIER), Bytes.utf8("x"))))
                .isFalse();
        assertThat(ReceiptReader.looksLike(Bytes.utf8("zhengzhao-receipt+jwt"))).isFalse();
        assertThat(ReceiptReader.looksLike(Bytes.utf8(""))).isFalse();
    }

    /** As much as there may be of everything, in the characters that take the most room. */
    private static ReceiptClaims ofTheMost() {
        String text = "\"证".repeat(100);
        List<LicenseIdentifier> licenses = Collections.nCopies(100, Samples.identifier());
        ReceiptClaims claims = TestReceipts.found();
        return new ReceiptClaims(
                claims.id(),
                claims.registry(),
                claims.askedAt(),
                new Asker(claims.asker().authority(), text, text),
                new AskedFor(text, text, text),
                claims.holder(),
                claims.operation(),
                claims.outcome(),
                licenses,
                Collections.nCopies(200, "证".repeat(128)),
                Collections.nCopies(50, "证".repeat(200)),
                claims.answerDigest());
    }

    private static ReceiptClaims with(ReceiptClaims claims, List<String> fields, List<String> predicates) {
        return new ReceiptClaims(
                claims.id(),
                claims.registry(),
                claims.askedAt(),
                claims.asker(),
                claims.askedFor(),
                Optional.of(Sha256.of(Bytes.utf8("x"))),
                claims.operation(),
                claims.outcome(),
                claims.licenses(),
                fields,
                predicates,
                claims.answerDigest());
    }

    private static ReceiptClaims cbor(Consumer<CBORObject> change) throws MalformedReceiptException {
        CBORObject set = CBORObject.DecodeFromBytes(
                ReceiptCbor.write(TestReceipts.found()).toArray());
        change.accept(set);
        return ReceiptReader.read(cose(ReceiptHeader.cose(-7, IDENTIFIER), Cbor.encode(set)))
                .claims();
    }

    private static void refusedCbor(Reason reason, String part, Consumer<CBORObject> change) {
        assertThatExceptionOfType(MalformedReceiptException.class)
                .as("%s %s", reason, part)
                .isThrownBy(() -> cbor(change))
                .satisfies(refused ->
                        assertThat(List.of(refused.reason(), refused.part())).isEqualTo(List.of(reason, part)));
    }

    private static ReceiptClaims json(UnaryOperator<String> change) throws MalformedReceiptException {
        return ReceiptReader.read(jws(HEADER, change.apply(JSON))).claims();
    }

    private static void refusedJson(Reason reason, String part, UnaryOperator<String> change) {
        assertThat(change.apply(JSON)).isNotEqualTo(JSON);
        assertThatExceptionOfType(MalformedReceiptException.class)
                .as("%s %s", reason, part)
                .isThrownBy(() -> json(change))
                .satisfies(refused ->
                        assertThat(List.of(refused.reason(), refused.part())).isEqualTo(List.of(reason, part)));
    }

    private static void refused(String part, Bytes receipt) {
        assertThatExceptionOfType(MalformedReceiptException.class)
                .as(part)
                .isThrownBy(() -> ReceiptReader.read(receipt))
                .satisfies(refused -> assertThat(refused.part()).isEqualTo(part));
    }

    private static Bytes header(Consumer<CBORObject> change) {
        CBORObject map =
                CBORObject.DecodeFromBytes(ReceiptHeader.cose(-7, IDENTIFIER).toArray());
        change.accept(map);
        return Cbor.encode(map);
    }

    private static Bytes cose(Bytes header, Bytes payload) {
        return new CoseSign1(-7, IDENTIFIER, header, payload, SIGNATURE).encode();
    }

    private static Bytes jws(String header, String payload) {
        return Bytes.utf8(Base64Url.encode(Bytes.utf8(header)) + "." + Base64Url.encode(Bytes.utf8(payload)) + "."
                + Base64Url.encode(SIGNATURE));
    }

    private static CBORObject receipt(CBORObject set) {
        return set.get(CBORObject.FromObject(RECEIPT));
    }

    private static void part(CBORObject set, int label, Object value) {
        receipt(set).Set(label, value);
    }

    private static String[] repeated(String text, int times) {
        return Collections.nCopies(times, text).toArray(String[]::new);
    }
}
