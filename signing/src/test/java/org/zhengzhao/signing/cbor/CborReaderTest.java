package org.zhengzhao.signing.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cbor.CborDocument.Deviation;
import org.zhengzhao.signing.cbor.MalformedCborException.Reason;

class CborReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | END",
                "18 | END",
                "62c3 | END",
                "9bffffffffffffffff | END",
                "bb8000000000000001 | END",
                "1c | RESERVED",
                "1f | RESERVED",
                "df | RESERVED",
                "f818 | RESERVED",
                "f81f | RESERVED",
                "ff | BREAK",
                "81ff | BREAK",
                "bf00ff | BREAK",
                "c1ff | BREAK",
                "5f00ff | CHUNK",
                "5f5f4100ffff | CHUNK",
                "7f4100ff | CHUNK",
                "62c328 | TEXT",
                "7f61c361a4ff | TEXT",
                "63eda080 | TEXT",
                "a201000100 | DUPLICATE_KEY",
                "a20100180100 | DUPLICATE_KEY",
                "a26161006161 00 | DUPLICATE_KEY",
                "a2f90000 00fb0000000000000000 00 | DUPLICATE_KEY",
                "81a2410000 5f4100ff00 | DUPLICATE_KEY",
                "0000 | TRAILING",
            })
    void read_brokenOctets_areRefusedWithTheirReason(String hex, Reason reason) {
        MalformedCborException refused = catchThrowableOfType(MalformedCborException.class, () -> read(hex));
        assertThat(refused).as(hex).isNotNull();
        assertThat(refused.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00 | 0 | ''",
                "3bffffffffffffffff | -18446744073709551616 | ''",
                "1bffffffffffffffff | 18446744073709551615 | ''",
                "1801 | 1 | LONG_ARGUMENT",
                "190018 | 24 | LONG_ARGUMENT",
                "1a0000ffff | 65535 | LONG_ARGUMENT",
                "1b00000000ffffffff | 4294967295 | LONG_ARGUMENT",
                "5801ff | h'ff' | LONG_ARGUMENT",
                "5f4100ff | h'00' | INDEFINITE_LENGTH",
                "7fff | '\"\"' | INDEFINITE_LENGTH",
                "9fff | [] | INDEFINITE_LENGTH",
                "f93e00 | 1.5 | ''",
                "fa3fc00000 | 1.5 | FLOAT_FORM",
                "f97e00 | NaN | ''",
                "f97e01 | NaN | FLOAT_FORM",
                "fb3ff199999999999a | 1.1 | ''",
                "c2420001 | 2(h'0001') | BIG_NUMBER",
                "c249010000000000000000 | 2(h'010000000000000000') | ''",
                "a220001818 00 | '{-1: 0, 24: 0}' | KEY_ORDER",
                "a21818002000 | '{24: 0, -1: 0}' | KEY_ORDER_LENGTH_FIRST",
                "a2010118640 2 | '{1: 1, 100: 2}' | ''",
                "f7 | undefined | ''",
                "f8ff | simple(255) | ''",
            })
    void read_wellFormedOctets_tellsItemAndDeviations(String hex, String diagnostic, String deviation)
            throws Exception {
        CborDocument document = read(hex);
        assertThat(CborDiagnostic.of(document.item(), 100)).isEqualTo(diagnostic);
        assertThat(document.deviations().stream().map(Deviation::name))
                .containsExactlyElementsOf(deviation.isEmpty() ? List.of() : List.of(deviation));
    }

    @Test
    void read_tooMuch_isRefused() {
        CborLimits limits = new CborLimits(100, 4, 10);
        assertThat(refusal(Bytes.of(new byte[101]), limits)).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal(Bytes.hex("818181818100"), limits)).isEqualTo(Reason.TOO_DEEP);
        assertThat(refusal(Bytes.hex("c1c1c1c1c100"), limits)).isEqualTo(Reason.TOO_DEEP);
        assertThat(refusal(Bytes.hex("8a00000000000000000000"), limits)).isEqualTo(Reason.TOO_MANY_ITEMS);
        assertThat(refusal(Bytes.hex("5f40404040404040404040ff"), limits)).isEqualTo(Reason.TOO_MANY_ITEMS);
        byte[] deep = new byte[1_000_000];
        Arrays.fill(deep, (byte) 0x81);
        assertThat(refusal(Bytes.of(deep), CborLimits.DEFAULT)).isEqualTo(Reason.TOO_DEEP);
    }

    /** Each key is written anew for the map around it: keys within keys without end would be copied without end. */
    @Test
    void read_mapsAsKeysOfMapsAsKeys_areTooDeepSoon() throws Exception {
        for (int depth = 1; depth <= 4; depth++) {
            assertThat(read("a1".repeat(depth) + "00" + "00".repeat(depth)).isDeterministic())
                    .isTrue();
        }
        assertThat(refusal(Bytes.hex("a1".repeat(5) + "00".repeat(6)), CborLimits.DEFAULT))
                .isEqualTo(Reason.TOO_DEEP);
        assertThat(refusal(Bytes.hex("a181".repeat(5) + "00".repeat(6)), CborLimits.DEFAULT))
                .isEqualTo(Reason.TOO_DEEP);
        assertThat(refusal(Bytes.hex("bf".repeat(5) + "00".repeat(6)), CborLimits.DEFAULT))
                .isEqualTo(Reason.TOO_DEEP);
    }

    @Test
    void read_mapsAsValues_areAsDeepAsAnything() throws Exception {
        assertThat(read("a100".repeat(60) + "00").isDeterministic()).isTrue();
        assertThat(read("a2" + "a10000".repeat(1) + "00" + "a10100" + "00").isDeterministic())
                .isTrue();
    }

    /** The other implementation validates what tags contain; where both accept, both write the same deterministic octets. */
    @Test
    void read_randomOctets_agreesWithAnotherImplementation() {
        Random random = new Random(20261101);
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] octets = new byte[1 + random.nextInt(12)];
            random.nextBytes(octets);
            octets[0] = (byte) ((octets[0] & 0x9F) | (random.nextInt(4) << 5));
            boolean theirs = acceptedByOther(octets);
            boolean ours = true;
            try {
                CborDocument document = CborReader.read(Bytes.of(octets), CborLimits.DEFAULT);
                accepted++;
                if (document.isDeterministic()) {
                    assertThat(CborWriter.deterministic(document.item())).isEqualTo(Bytes.of(octets));
                }
            } catch (MalformedCborException malformed) {
                ours = false;
            }
            if ((theirs && !ours) || (ours && !theirs && !hasTag(octets))) {
                assertThat(ours).as(Bytes.of(octets).toHex()).isEqualTo(theirs);
            }
        }
        assertThat(accepted).isGreaterThan(3000);
    }

    @Test
    void deterministic_bigNumbers_areAsShortAsTheyCanBe() throws Exception {
        assertThat(CborWriter.deterministic(read("c249 00 0100 0023 0000 00bf").item()))
                .isEqualTo(Bytes.hex("1b01000023000000bf"));
        assertThat(CborWriter.deterministic(read("c241 07").item())).isEqualTo(Bytes.hex("07"));
        assertThat(CborWriter.deterministic(
                        read("c34a 0001 0000 0000 0000 0000").item()))
                .isEqualTo(Bytes.hex("c349010000000000000000"));
    }

    private static boolean acceptedByOther(byte[] octets) {
        try {
            CBORObject.DecodeFromBytes(octets);
            return true;
        } catch (CBORException refused) {
            return false;
        }
    }

    private static boolean hasTag(byte[] octets) {
        for (byte octet : octets) {
            if ((octet & 0xE0) == 0xC0) {
                return true;
            }
        }
        return false;
    }

    private static Reason refusal(Bytes octets, CborLimits limits) {
        return catchThrowableOfType(MalformedCborException.class, () -> CborReader.read(octets, limits))
                .reason();
    }

    private static CborDocument read(String hex) throws MalformedCborException {
        return CborReader.read(Bytes.hex(hex.replace(" ", "")), CborLimits.DEFAULT);
    }
}
