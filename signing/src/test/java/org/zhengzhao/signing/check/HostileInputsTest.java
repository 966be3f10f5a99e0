package org.zhengzhao.signing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.Base45;
import org.zhengzhao.signing.envelope.CoseVerifier;
import org.zhengzhao.signing.envelope.KeyReader;
import org.zhengzhao.signing.envelope.KnownKeys;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.TokenText;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.zlib.Zlib;

/** Whatever an input does is a report: seeded changes of good inputs without unprotected headers, a few octets at a time. */
class HostileInputsTest {
    private static final int ROUNDS = 2000;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String JWK = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"1\","
            + "\"x\":\"9SThyyOjqmSEGQLzRsAlweeYJfA7iPH-IjR9Vn1XhbY\","
            + "\"y\":\"cdXw88sUx3mGV6IXaKRwrciMihnh2jWlGMx6qiw5tUo\"}";
    private static final Bytes COSE =
            Bytes.hex("d28443a10126a0477061796c6f61645840195b0dfe4865f511f98b682d20a9c813c60ff4fe55fb5c71"
                    + "3536647d29fcff6581af879de9fccd092fe3ce17dc74590216964ee3093390f6bc6bc0734887a2ae");
    private static final Bytes CWT = Bytes.hex(
            "d28443a10126a05854a401686973737565722031041a6a4f1f00061a690d988019ffffa16b7374617475735f6c697374a263696478"
                    + "0763757269782168747470733a2f2f72656769737472792e6578616d706c652f7374617475732f3158406cb633a3f14e4f0f21f861"
                    + "736f26d8dc9197e8f88098de5539ac13a0e67ef32fb7a187bbb4ea9d708c88ccbe788d61f000a709d4705d2e6e3e933143b6663da4");
    private static final Bytes LIST = Bytes.hex(
            "d2845820a2012610781a6170706c69636174696f6e2f7374617475736c6973742b637774a05850a502782168747470733a2f2f72656769737472792e6578"
                    + "616d706c652f7374617475732f31041a6ccffd80061a690d988019fffda2636c73744a78da63690000008a008564626974730219fffe19a8c058402d0ec1"
                    + "e095f4ea2c7f408e64a9d118575f161f75be095a980df3a68ccb88c99a4fc837119600f197e40db1cc9d8f5a517cc2ede19d9e168726942be86ec5650a");

    private final KnownKeys keys = keys();
    private final CoseVerifier verifier =
            new CoseVerifier(new CoseVerifier.Signers.Keys(keys), CoseVerifier.Rules.STRICT);

    @Test
    void cose_changed_isNeverAcceptedAndNeverThrows() {
        CoseCheck check = new CoseCheck(verifier);
        assertThat(check.check(COSE).outcome()).isEqualTo(CheckReport.Outcome.ACCEPT);
        hammer(COSE, check::check, true);
    }

    @Test
    void cwt_changed_isNeverAcceptedAndNeverThrows() {
        CwtCheck check = new CwtCheck(new TokenText("LX1:", false), verifier, NOW, Duration.ofMinutes(2));
        assertThat(check.check(CWT).outcome()).isEqualTo(CheckReport.Outcome.ACCEPT);
        hammer(CWT, check::check, true);
        Bytes text = Bytes.utf8("LX1:" + Base45.encode(Zlib.compress(CWT.toArray())));
        assertThat(check.check(text).outcome()).isEqualTo(CheckReport.Outcome.ACCEPT);
        // Bits that only fill up an octet of the compressed form change nothing.
        hammer(text, check::check, false);
    }

    @Test
    void statusList_changed_isNeverAcceptedAndNeverThrows() {
        StatusListCheck check = new StatusListCheck(
                keys,
                new StatusListCheck.Question(
                        List.of(0L, 7L), Optional.empty(), Optional.empty(), NOW, Duration.ofMinutes(2), false));
        assertThat(check.check(LIST).outcome()).isEqualTo(CheckReport.Outcome.ACCEPT);
        hammer(LIST, check::check, true);
        hammer(Bytes.utf8("{\"bits\":2,\"lst\":\"eNo76fITAAPfAgc\"}"), check::check, false);
    }

    @Test
    void cborAndBase45_changed_neverThrow() {
        hammer(CWT, new CborCheck(CborCheck.Form.DETERMINISTIC)::check, false);
        hammer(Bytes.utf8("QED8WEX0QED8WEX0QED8WEX0"), new Base45Check()::check, false);
    }

    @Test
    void sm2_changedKeyOrSignature_neverThrows() {
        Bytes key = Bytes.hex("043e605905c1c6e9240b951d8fec6594e03d5139a50970c42d32689a20f79e5be0"
                + "d1846de644a42ed21a7ca7011344c823b2256def0abdf82282f7017f40028903");
        Bytes signature = Bytes.hex("3045022100b7d5d818f98310a9e62b902c74fb74b1b06510910439007b0a41f9b11263e8"
                + "b40220234e83dc7cfa1a0c88c7f95d5bc281062491e598c0e0fca2bb599df88900a5b2");
        Bytes message = Bytes.utf8("message");
        Function<Bytes, CheckReport> withKey = changed -> new Sm2Check(
                        changed, new Sm2Check.Signature(Sm2Check.Signature.USER, signature, false), TestPki.PROVIDER)
                .check(message);
        Function<Bytes, CheckReport> withSignature = changed -> new Sm2Check(
                        key, new Sm2Check.Signature(Sm2Check.Signature.USER, changed, false), TestPki.PROVIDER)
                .check(message);
        assertThat(withKey.apply(key).outcome()).isEqualTo(CheckReport.Outcome.ACCEPT);
        hammer(key, withKey, true);
        hammer(signature, withSignature, true);
    }

    @Test
    void keys_changed_areReadOrRefused() {
        for (Bytes form : List.of(
                Bytes.utf8(JWK),
                Bytes.hex("a50102032620012158202fe01adaa2ed685122c0223a89edec156a98bac6669e6edd11f6c9dd640afccf"
                        + "225820" + "8562f1709dcae57d5a3de72cd2192c4c902d404acfd94420fdbeb4eb82652309"),
                Bytes.hex(
                        "302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))) {
            hammer(
                    form,
                    changed -> {
                        try {
                            new KeyReader(TestPki.PROVIDER).read(changed);
                        } catch (MalformedEnvelopeException refused) {
                            assertThat(refused.reason()).isNotNull();
                        }
                        return CheckReport.unreadable("", "");
                    },
                    false);
        }
    }

    private static void hammer(Bytes good, Function<Bytes, CheckReport> check, boolean bound) {
        Random random = new Random(20261101);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] octets = good.toArray();
            for (int i = 0; i <= random.nextInt(3); i++) {
                int at = random.nextInt(octets.length);
                switch (random.nextInt(4)) {
                    case 0 -> octets[at] ^= (byte) (1 << random.nextInt(8));
                    case 1 -> octets[at] = (byte) random.nextInt();
                    case 2 -> octets = Bytes.of(octets).slice(0, at + 1).toArray();
                    default -> {
                        byte[] longer = new byte[octets.length + 1];
                        System.arraycopy(octets, 0, longer, 0, at);
                        longer[at] = (byte) random.nextInt();
                        System.arraycopy(octets, at, longer, at + 1, octets.length - at);
                        octets = longer;
                    }
                }
            }
            Bytes changed = Bytes.of(octets);
            CheckReport report = check.apply(changed);
            if (bound && !changed.equals(good)) {
                assertThat(report.outcome()).as(changed.toHex()).isNotEqualTo(CheckReport.Outcome.ACCEPT);
            }
        }
    }

    private static KnownKeys keys() {
        try {
            return new KnownKeys(
                    new KeyReader(TestPki.PROVIDER).read(Bytes.utf8(JWK)), KnownKeys.Matching.EXACT, TestPki.PROVIDER);
        } catch (MalformedEnvelopeException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
