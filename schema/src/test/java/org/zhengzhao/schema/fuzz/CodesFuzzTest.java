package org.zhengzhao.schema.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.CitizenNumber;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;

/** Codes and identifiers: what is read has a normal form, which reads as the same. */
class CodesFuzzTest {
    private interface Parser {
        /** The normal form. */
        String parse(String text) throws MalformedCodeException;
    }

    private static final List<Parser> PARSERS = Stream.concat(
                    Stream.<Parser>of(
                            text -> Uscc.parse(text).value(),
                            text -> CitizenNumber.parse(text).value(),
                            text -> AreaCode.parse(text).value(),
                            text -> LicenseTypeCode.parse(text).value(),
                            text -> LicenseIdentifier.parse(text).value(),
                            text -> HolderCodeType.parse(text).code()),
                    Stream.of(HolderCodeType.values())
                            .<Parser>map(
                                    type -> text -> HolderCode.parse(type, text).value()))
            .toList();

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "91110000MAFAKE019D",
                        "110101190001010014",
                        "110101",
                        "11100000MB0341032Y001",
                        "1.2.156.3005.2.11100000MB0341032Y001.11110000MBFAKE039R.91110000MAFAKE01.001.4",
                        "001",
                        "MAFAKE01-9")
                .map(Seeds::octets);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void parse_anyText_hasANormalFormOrIsRefused(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        for (Parser parser : PARSERS) {
            try {
                String normal = parser.parse(text);
                assertThat(parser.parse(normal)).isEqualTo(normal);
            } catch (MalformedCodeException malformed) {
                assertThat(malformed.reason()).isNotNull();
            }
        }
    }
}
