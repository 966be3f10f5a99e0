package org.zhengzhao.signing.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.MalformedCoseException.Reason;

class CoseSign1Test {
    private static final KeyIdentifier KEY = new KeyIdentifier(Bytes.hex("0102030405060708"));
    /** {1: -7, 4: h'0102030405060708'} */
    private static final String HEADER = "a2012604480102030405060708";

    @Test
    void parse_whatWasEncoded_isTheSame() throws MalformedCoseException {
        CoseSign1 message =
                new CoseSign1(-7, KEY, CoseSign1.header(-7, KEY), Bytes.utf8("payload"), Bytes.of(new byte[64]));

        assertThat(message.protectedHeader().toHex()).isEqualTo(HEADER);
        assertThat(CoseSign1.parse(message.encode())).isEqualTo(message);
    }

    @Test
    void toBeSigned_always_isTheSignatureStructureOfRfc9052() {
        assertThat(CoseSign1.toBeSigned(Bytes.hex("a10126"), Bytes.utf8("ab")).toHex())
                .isEqualTo("846a5369676e61747572653143a1012640426162");
    }

    @ParameterizedTest
    @CsvSource({
        "'', TAG",
        "844da2012604480102030405060708a0416141ff, TAG", // untagged
        "d3844da2012604480102030405060708a0416141ff, TAG", // another tag
        "d83dd2844da2012604480102030405060708a0416141ff, TAG", // CWT tag around it
        "d2d2844da2012604480102030405060708a0416141ff, CBOR", // tag twice
        "d2834da2012604480102030405060708a04161, STRUCTURE", // three parts
        "d2844da2012604480102030405060708a0416141ff00, CBOR", // trailing octet
        "d29f4da2012604480102030405060708a0416141ffff, CBOR", // indefinite length
        "d2844da2012604480102030405060708a04161f6, STRUCTURE", // no signature
        "d2844da2012604480102030405060708a0f641ff, DETACHED_PAYLOAD",
        "d2844da2012604480102030405060708a0616141ff, STRUCTURE", // payload is a text
        "d2844da2012604480102030405060708a10126416141ff, UNPROTECTED_HEADER",
        "d284a2012604480102030405060708a0416141ff, STRUCTURE", // header is a map, not its octets
        "d2844126a0416141ff, STRUCTURE", // header is no map
        "d28440a0416141ff, CBOR", // no header
        "d2844ba104480102030405060708a0416141ff, ALGORITHM",
        "d28451a2016545533235360448010203040506070800a0416141ff, CBOR",
        "d28443a10126a0416141ff, KEY_IDENTIFIER",
        "d28446a20126044101a0416141ff, KEY_IDENTIFIER",
        "d28451a301260281182a04480102030405060708a0416141ff, CRITICAL",
        "d2844fa30126012604480102030405060708a0416141ff, CBOR", // algorithm twice
        "d2844da2044801020304050607080126a0416141ff, CBOR", // keys not sorted
        "d2844ea201382604480102030405060708a0416141ff, X" // placeholder for another algorithm: accepted here
    })
    void parse_brokenMessage_isRefusedWithItsReason(String hex, String reason) throws MalformedCoseException {
        if (reason.equals("X")) {
            assertThat(CoseSign1.parse(Bytes.hex(hex)).algorithm()).isEqualTo(-39);
            return;
        }
        assertThatExceptionOfType(MalformedCoseException.class)
                .isThrownBy(() -> CoseSign1.parse(Bytes.hex(hex)))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.valueOf(reason)));
    }

    @Test
    void parse_tooLong_isRefusedBeforeReading() {
        assertThatExceptionOfType(MalformedCoseException.class)
                .isThrownBy(() -> CoseSign1.parse(Bytes.of(new byte[CoseSign1.MAX_OCTETS + 1])))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void parse_deeplyNested_isRefused() {
        byte[] nested = new byte[10_000];
        java.util.Arrays.fill(nested, (byte) 0x81);
        nested[0] = (byte) 0xD2;
        assertThatExceptionOfType(MalformedCoseException.class).isThrownBy(() -> CoseSign1.parse(Bytes.of(nested)));
    }
}
