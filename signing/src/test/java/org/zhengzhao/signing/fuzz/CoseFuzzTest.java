package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.upokecenter.cbor.CBORObject;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.Cbor;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.MalformedCoseException;

/** CBOR and COSE_Sign1: what is read has exactly one encoding, the one that was read. */
class CoseFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.concat(
                Seeds.credentials().stream()
                        .map(credential -> credential.coseSign1().toArray()),
                Stream.of(
                                "00",
                                "1864",
                                "3903e7",
                                "40",
                                "43010203",
                                "6161",
                                "80",
                                "83010203",
                                "a0",
                                "a201020304",
                                "a26161016162820203",
                                "f4",
                                "f6",
                                "f7",
                                "f818",
                                "f97e00",
                                "fa47c35000",
                                "fb3ff199999999999a",
                                "1bffffffffffffffff",
                                "9f01ff",
                                "5f4101ff",
                                "bf616101ff",
                                "c074323031332d30332d32315432303a30343a30305a",
                                "8181818181818181818181818181",
                                "9bffffffffffffffff",
                                "5bffffffffffffffff",
                                "d28440a04000")
                        .map(HexFormat.of()::parseHex));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void parse_anyOctets_hasOneEncodingOrIsRefused(byte[] octets) {
        Bytes given = Bytes.of(octets);
        try {
            CBORObject item = Cbor.decode(given, CoseSign1.MAX_OCTETS);
            Bytes again = Cbor.encode(item);
            assertThat(Cbor.encode(Cbor.decode(again, 5 * CoseSign1.MAX_OCTETS)))
                    .isEqualTo(again);
            // Floating-point numbers of all lengths are read; nothing of ours looks at one.
            assertThat(again.equals(given) || hasFloatingPoint(item)).isTrue();
        } catch (MalformedCoseException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
        try {
            assertThat(CoseSign1.parse(given).encode()).isEqualTo(given);
            assertThat(CoseSign1.looksLike(given)).isTrue();
        } catch (MalformedCoseException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
    }

    private static boolean hasFloatingPoint(CBORObject item) {
        return switch (item.getType()) {
            case FloatingPoint -> true;
            case Array -> item.getValues().stream().anyMatch(CoseFuzzTest::hasFloatingPoint);
            case Map ->
                item.getKeys().stream().anyMatch(CoseFuzzTest::hasFloatingPoint)
                        || item.getValues().stream().anyMatch(CoseFuzzTest::hasFloatingPoint);
            default -> false;
        };
    }
}
