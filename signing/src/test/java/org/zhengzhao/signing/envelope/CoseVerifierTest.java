package org.zhengzhao.signing.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborLimits;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.envelope.CoseVerifier.Rules;
import org.zhengzhao.signing.envelope.CoseVerifier.Signers;

class CoseVerifierTest {
    private static final Provider PROVIDER = new BouncyCastleProvider();
    private static final KeyPair KEY = pair("secp256r1");
    private static final Bytes PAYLOAD = Bytes.utf8("payload");
    private static final String NONE = "";

    @Test
    void judge_goodMessage_isGenuineAndBoundToEveryPart() throws Exception {
        Bytes message = message("a10126", "a0", PAYLOAD, NONE);
        assertThat(judge(message, Rules.STRICT)).isEqualTo("GENUINE");
        byte[] octets = message.toArray();
        for (int bit = 0; bit < octets.length * 8; bit++) {
            byte[] flipped = octets.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            String finding = judge(Bytes.of(flipped), Rules.STRICT);
            assertThat(finding).as("bit " + bit).isNotEqualTo("GENUINE");
        }
    }

    /** Protected header, unprotected header, what the verifier says; each signed correctly. */
    @ParameterizedTest
    @CsvSource({
        "a10126, a0, GENUINE",
        "a10126, a1044131, GENUINE",
        "a10126, a104f6, HEADER",
        "a10126, a10461 31, HEADER",
        "'', a10126, ALGORITHM_MISSING",
        "a0, a10126, ALGORITHM_MISSING",
        "a0, a0, ALGORITHM_MISSING",
        "a10120, a0, ALGORITHM_UNKNOWN",
        "a10105, a0, ALGORITHM_UNKNOWN",
        "a101646e6f6e65, a0, ALGORITHM_UNKNOWN",
        "a1014126, a0, HEADER",
        "a10127, a0, KEY_MISMATCH",
        "a1013824, a0, KEY_MISMATCH",
        "a2012602 8101, a0, GENUINE",
        "a2012602 80, a0, CRITICAL",
        "a2012602 01, a0, CRITICAL",
        "a2012602 8119 03e7, a0, CRITICAL",
        "a2012602 8104, a0, CRITICAL",
        "a20126028161 61, a0, CRITICAL",
        "a3012602816161 616100, a0, CRITICAL",
        "a10126, a1028101, CRITICAL",
        "a20126 0126, a0, CBOR",
        "a10126, a204410104 4102, CBOR",
        "820126, a0, STRUCTURE",
        "a10126ff, a0, CBOR",
        "a2012640 00, a0, HEADER",
    })
    void judge_headers_followTheRules(String protectedOnes, String unprotectedOnes, String expected) throws Exception {
        assertThat(judge(message(protectedOnes, unprotectedOnes, PAYLOAD, NONE), Rules.STRICT))
                .isEqualTo(expected);
    }

    @Test
    void judge_forms_needTheirRule() throws Exception {
        Bytes tagged = message("a10126", "a0", PAYLOAD, NONE);
        Bytes untagged = tagged.slice(1, tagged.length());
        assertThat(judge(untagged, Rules.STRICT)).isEqualTo("TAG");
        assertThat(judge(untagged, rules(false, true, NONE, Optional.empty()))).isEqualTo("GENUINE");
        assertThat(judge(Bytes.hex("d83d" + tagged.toHex()), Rules.STRICT)).isEqualTo("GENUINE");
        assertThat(judge(Bytes.hex("d83d" + untagged.toHex()), rules(false, true, NONE, Optional.empty())))
                .isEqualTo("TAG");
        assertThat(judge(Bytes.hex("d2" + tagged.toHex()), Rules.STRICT)).isEqualTo("STRUCTURE");
        assertThat(judge(Bytes.hex("d903e6" + untagged.toHex()), Rules.STRICT)).isEqualTo("TAG");
        assertThat(judge(Bytes.hex("d1" + untagged.toHex()), Rules.STRICT)).isEqualTo("NOT_SIGNED");
        assertThat(judge(Bytes.hex(tagged.toHex() + "00"), Rules.STRICT)).isEqualTo("CBOR");

        Bytes unprotected = message("", "a10126", PAYLOAD, NONE);
        assertThat(judge(unprotected, rules(true, false, NONE, Optional.empty())))
                .isEqualTo("GENUINE");

        Bytes external = message("a10126", "a0", PAYLOAD, "0102");
        assertThat(judge(external, Rules.STRICT)).isEqualTo("SIGNATURE_BROKEN");
        assertThat(judge(external, rules(false, false, "0102", Optional.empty())))
                .isEqualTo("GENUINE");
    }

    @Test
    void judge_detachedPayload_isTheOneThatWasGiven() throws Exception {
        CborItem.Tagged whole = (CborItem.Tagged) item(message("a10126", "a0", PAYLOAD, NONE));
        List<CborItem> parts = new ArrayList<>(((CborItem.Items) whole.value()).values());
        parts.set(2, CborItem.Simple.NULL);
        Bytes detached = CborWriter.deterministic(new CborItem.Tagged(whole.tag(), new CborItem.Items(parts)));
        assertThat(judge(detached, Rules.STRICT)).isEqualTo("DETACHED_PAYLOAD");
        assertThat(judge(detached, rules(false, false, NONE, Optional.of(PAYLOAD))))
                .isEqualTo("GENUINE");
        assertThat(judge(detached, rules(false, false, NONE, Optional.of(Bytes.utf8("other")))))
                .isEqualTo("SIGNATURE_BROKEN");
        assertThat(judge(message("a10126", "a0", PAYLOAD, NONE), rules(false, false, NONE, Optional.of(PAYLOAD))))
                .isEqualTo("DETACHED_PAYLOAD");
    }

    @Test
    void judge_keyIdentifier_choosesTheKey() throws Exception {
        Bytes message = message("a10126", "a1044131", PAYLOAD, NONE);
        VerificationKey named =
                new VerificationKey(Optional.of(KEY.getPublic()), Optional.of(Bytes.utf8("1")), Optional.empty());
        VerificationKey another =
                new VerificationKey(Optional.of(KEY.getPublic()), Optional.of(Bytes.utf8("2")), Optional.empty());
        VerificationKey forOther = new VerificationKey(
                Optional.of(KEY.getPublic()), Optional.empty(), Optional.of(SignatureAlgorithm.ES512));
        assertThat(judge(message, Rules.STRICT, named)).isEqualTo("GENUINE");
        assertThat(judge(message, Rules.STRICT, another)).isEqualTo("KEY_UNKNOWN");
        assertThat(judge(message, Rules.STRICT, forOther)).isEqualTo("KEY_MISMATCH");
        assertThat(judge(message, Rules.STRICT)).isEqualTo("GENUINE");
        // The protected one counts.
        assertThat(judge(message("a201260441 31", "a1044132", PAYLOAD, NONE), Rules.STRICT, another))
                .isEqualTo("KEY_UNKNOWN");
    }

    @Test
    void judge_severalSigners_mustAllHold() throws Exception {
        Bytes good = several(KEY, KEY);
        assertThat(judge(good, Rules.STRICT)).isEqualTo("GENUINE");
        assertThat(judge(several(KEY, pair("secp256r1")), Rules.STRICT)).isEqualTo("SIGNATURE_BROKEN");
    }

    @Test
    void judge_curveOfAnotherHash_dependsOnTheMatching() throws Exception {
        KeyPair larger = pair("secp384r1");
        Bytes message = message(larger, "a10126", "a0", PAYLOAD, NONE);
        VerificationKey key = VerificationKey.of(larger.getPublic());
        assertThat(finding(message, Rules.STRICT, new KnownKeys.Matching(false, false), key))
                .isEqualTo("KEY_MISMATCH");
        assertThat(finding(message, Rules.STRICT, new KnownKeys.Matching(false, true), key))
                .isEqualTo("GENUINE");
    }

    private static Bytes several(KeyPair... signers) throws Exception {
        CborItem header = new CborItem.Octets(Bytes.hex("a10126"));
        List<CborItem> signatures = new ArrayList<>();
        for (KeyPair signer : signers) {
            Bytes signed = CborWriter.deterministic(new CborItem.Items(List.of(
                    new CborItem.Text("Signature"),
                    new CborItem.Octets(Bytes.of(new byte[0])),
                    header,
                    new CborItem.Octets(Bytes.of(new byte[0])),
                    new CborItem.Octets(PAYLOAD))));
            signatures.add(new CborItem.Items(
                    List.of(header, new CborItem.Pairs(List.of()), new CborItem.Octets(sign(signer, signed)))));
        }
        return CborWriter.deterministic(new CborItem.Tagged(
                BigInteger.valueOf(CoseMessage.SEVERAL_SIGNERS),
                new CborItem.Items(List.of(
                        new CborItem.Octets(Bytes.of(new byte[0])),
                        new CborItem.Pairs(List.of()),
                        new CborItem.Octets(PAYLOAD),
                        new CborItem.Items(signatures)))));
    }

    private static Bytes message(String protectedOnes, String unprotectedOnes, Bytes payload, String external)
            throws Exception {
        return message(KEY, protectedOnes, unprotectedOnes, payload, external);
    }

    /** The header maps as they are given, broken ones too. */
    private static Bytes message(
            KeyPair key, String protectedOnes, String unprotectedOnes, Bytes payload, String external)
            throws Exception {
        Bytes header = Bytes.hex(protectedOnes.replace(" ", ""));
        Bytes signed = CborWriter.deterministic(new CborItem.Items(List.of(
                new CborItem.Text("Signature1"),
                new CborItem.Octets(protectedOnes.equals("a0") ? Bytes.of(new byte[0]) : header),
                new CborItem.Octets(Bytes.hex(external)),
                new CborItem.Octets(payload))));
        return Bytes.hex("d284"
                + CborWriter.deterministic(new CborItem.Octets(header)).toHex()
                + unprotectedOnes.replace(" ", "")
                + CborWriter.deterministic(new CborItem.Octets(payload)).toHex()
                + CborWriter.deterministic(new CborItem.Octets(sign(key, signed)))
                        .toHex());
    }

    private static Bytes sign(KeyPair key, Bytes message) throws Exception {
        Signature signature = Signature.getInstance("SHA256withPLAIN-ECDSA", PROVIDER);
        signature.initSign(key.getPrivate());
        signature.update(message.toArray());
        return Bytes.of(signature.sign());
    }

    private static CborItem item(Bytes octets) throws Exception {
        return CborReader.read(octets, CborLimits.DEFAULT).item();
    }

    private static Rules rules(boolean lenient, boolean untagged, String external, Optional<Bytes> detached) {
        return new Rules(lenient, untagged, Bytes.hex(external), detached);
    }

    private static String judge(Bytes message, Rules rules, VerificationKey... keys) {
        VerificationKey[] used = keys.length == 0 ? new VerificationKey[] {VerificationKey.of(KEY.getPublic())} : keys;
        return finding(message, rules, KnownKeys.Matching.EXACT, used);
    }

    private static String finding(Bytes message, Rules rules, KnownKeys.Matching matching, VerificationKey... keys) {
        CoseVerifier verifier =
                new CoseVerifier(new Signers.Keys(new KnownKeys(List.of(keys), matching, PROVIDER)), rules);
        try {
            return verifier.judge(verifier.parse(message)).name();
        } catch (MalformedEnvelopeException malformed) {
            return malformed.reason().name();
        }
    }

    private static KeyPair pair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
            generator.initialize(new ECGenParameterSpec(curve), new SecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
