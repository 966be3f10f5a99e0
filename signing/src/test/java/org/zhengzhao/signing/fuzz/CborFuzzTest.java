package org.zhengzhao.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cbor.CborDiagnostic;
import org.zhengzhao.signing.cbor.CborDocument;
import org.zhengzhao.signing.cbor.CborLimits;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.CborWriter;
import org.zhengzhao.signing.cbor.MalformedCborException;
import org.zhengzhao.signing.envelope.CoseMessage;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.TokenClaims;

/** Any CBOR, COSE messages and claims as others make them. */
class CborFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.concat(
                Stream.concat(
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
                                        "a201020304",
                                        "f4",
                                        "f7",
                                        "f818",
                                        "f97e00",
                                        "fa47c35000",
                                        "fb3ff199999999999a",
                                        "1bffffffffffffffff",
                                        "9f01ff",
                                        "5f4101ff",
                                        "bf616101ff",
                                        "7f6161ff",
                                        "c249010000000000000000",
                                        "d83d01",
                                        "81818181",
                                        "9bffffffffffffffff",
                                        "5bffffffffffffffff",
                                        "a401640474657374041a5612aeb0051a5610d9f0061a5610d9f0")
                                .map(HexFormat.of()::parseHex)),
                cosesOfOthers());
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyOctets_areCborOrRefused(byte[] octets) {
        Bytes given = Bytes.of(octets);
        try {
            CborDocument document = CborReader.read(given, CborLimits.DEFAULT);
            assertThat(CborDiagnostic.of(document.item(), 200)).isNotEmpty();
            Bytes again = CborWriter.deterministic(document.item());
            if (document.isDeterministic()) {
                assertThat(again).isEqualTo(given);
            }
            assertThat(CborReader.read(again, CborLimits.DEFAULT).isDeterministic())
                    .isTrue();
        } catch (MalformedCborException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
        for (boolean untagged : new boolean[] {false, true}) {
            try {
                CoseMessage message = CoseMessage.parse(given, untagged);
                if (message.payload().isPresent()) {
                    TokenClaims.parse(message.payload().get());
                }
            } catch (MalformedEnvelopeException malformed) {
                assertThat(malformed.reason()).isNotNull();
            }
        }
        try {
            assertThat(TokenClaims.parse(given)).isNotNull();
        } catch (MalformedEnvelopeException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
    }

    /** The messages in the cases of the COSE working group. */
    private static Stream<byte[]> cosesOfOthers() {
        List<byte[]> messages = new ArrayList<>();
        Seeds.files("cose", 20_000, ".json").forEach(file -> {
            try {
                JsonNode message = new ObjectMapper().readTree(file).at("/output/cbor");
                if (message.isTextual()) {
                    messages.add(HexFormat.of().parseHex(message.asText()));
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        return messages.stream();
    }
}
