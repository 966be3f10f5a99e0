package org.zhengzhao.schema.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.schema.license.LicenseDigest;

/** The machine-readable license: what is read has one canonical text, hence one digest. */
class LicenseContentFuzzTest {
    private static final String LICENSE = """
            {"areaCode":"110101","fields":{"items":"热食","online":true,"seats":40},"holders":[{"code":"91110000MAFAKE019D",\
            "codeType":"001","name":"虚构餐饮有限公司"}],"identifier":\
            "1.2.156.3005.2.11100000MB0341032Y001.11110000MBFAKE039R.91110000MAFAKE01.001.4","issuedOn":"2026-03-02",\
            "issuingAuthority":{"code":"11110000MBFAKE039R","name":"虚构市市场监督管理局"},"number":"JY21101010000001",\
            "typeCode":"11100000MB0341032Y001","typeName":{"en":"Food business permit","zh-CN":"食品经营许可证"},\
            "typeVersion":1,"validFrom":"2026-03-02","validUntil":"2031-03-01"}""";

    static Stream<byte[]> seeds() {
        return Stream.of(LICENSE, LICENSE.replace(",\"validUntil\":\"2031-03-01\"", ""))
                .map(Seeds::octets);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "20m")
    void read_anyText_hasOneCanonicalTextOrIsRefused(byte[] octets) {
        try {
            LicenseContent content = LicenseContentJson.read(Bytes.of(octets));

            Bytes canonical = LicenseContentJson.canonical(content);
            assertThat(LicenseContentJson.read(canonical)).isEqualTo(content);
            assertThat(LicenseDigest.of(content)).isEqualTo(LicenseDigest.ofCanonical(canonical));
        } catch (MalformedJsonException malformed) {
            assertThat(malformed.reason()).isNotNull();
        }
    }
}
