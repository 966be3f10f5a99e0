package org.zhengzhao.schema.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.MalformedJsonException.Reason;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.sample.SampleTypes;

class DisplayTemplateTest {
    private static final String SEAL = "{'kind':'SEAL','at':[100,200,60,50]}";

    @Test
    void read_emptyObject_isTheGenericLayout() throws MalformedJsonException {
        assertThat(DisplayTemplate.read(json("{}"))).isEqualTo(DisplayTemplate.GENERIC);
    }

    @Test
    void write_everySample_readsBackTheSame() throws MalformedJsonException {
        for (var sample : SampleTypes.all()) {
            DisplayTemplate template = sample.type().template();
            assertThat(template.blocks()).as(sample.slug()).isNotEmpty();
            JsonValue.Members written = template.write();
            assertThat(DisplayTemplate.read(written)).isEqualTo(template);
            assertThat(DisplayTemplate.read(
                            StrictJson.readObject(CanonicalJson.bytes(written).toArray(), 1 << 20)))
                    .isEqualTo(template);
        }
    }

    @Test
    void samples_showEveryFieldOfTheirType() {
        for (var sample : SampleTypes.all()) {
            assertThat(sample.type().fields().names())
                    .as(sample.slug())
                    .containsAll(sample.type().template().fieldNames());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'colour':'red'} | UNKNOWN_MEMBER | /colour",
                "{'palette':'PINK'} | WRONG_VALUE | /palette",
                "{'page':{'width':210}} | MISSING_MEMBER | /page/height",
                "{'page':{'width':210,'height':100000}} | WRONG_VALUE | /page/height",
                "{'blocks':[{'at':[0,0,10,10]}]} | MISSING_MEMBER | /blocks/0/kind",
                "{'blocks':[{'kind':'SCRIPT','at':[0,0,10,10]}]} | WRONG_VALUE | /blocks/0/kind",
                "{'blocks':[{'kind':'SEAL','at':[100,200,60]}]} | WRONG_VALUE | /blocks/0/at",
                "{'blocks':[{'kind':'SEAL','at':[180,200,60,50]}]} | WRONG_VALUE | /blocks/0/at",
                "{'blocks':[{'kind':'SEAL','at':[100,200,60,50],'href':'x'}]} | UNKNOWN_MEMBER | /blocks/0/href",
                "{'blocks':[{'kind':'SEAL','at':[100,200,60,50],'diameter':61}]} | WRONG_VALUE | /blocks/0/diameter",
                "{'blocks':[{'kind':'TEXT','at':[0,0,60,50]}]} | WRONG_VALUE | /blocks/0",
                "{'blocks':[{'kind':'TEXT','at':[0,0,60,50],'text':{'zh-CN':'x'}}]} | MISSING_MEMBER | /blocks/0/text/en",
                "{'blocks':[{'kind':'TEXT','at':[0,0,60,50],'field':'$secret'}]} | WRONG_VALUE | /blocks/0",
                "{'blocks':[{'kind':'TEXT','at':[0,0,60,50],'field':'a','size':97}]} | WRONG_VALUE | /blocks/0/size",
                "{'blocks':[{'kind':'FIELDS','at':[0,0,60,50],'columns':3}]} | WRONG_VALUE | /blocks/0/columns",
                "{'blocks':[{'kind':'FIELDS','at':[0,0,60,50],'fields':[{'field':'$x'}]}]} | WRONG_VALUE | /blocks/0/fields/0/field",
                "{'blocks':[{'kind':'GRID','at':[0,0,60,50],'rows':[]}]} | WRONG_VALUE | /blocks/0",
                "{'blocks':[{'kind':'QR','at':[0,0,10,10]}]} | WRONG_VALUE | /blocks/0",
                "{'blocks':[{'kind':'QR','at':[0,0,30,30]}]} | WRONG_VALUE | /blocks"
            })
    void read_whatBreaksARule_isRefusedWithItsPlace(String text, Reason reason, String pointer) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> DisplayTemplate.read(json(text)))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.pointer()).isEqualTo(pointer);
                });
    }

    @Test
    void read_tooManyBlocks_isRefused() {
        String blocks = "[" + (SEAL + ",").repeat(DisplayTemplate.MAX_BLOCKS) + SEAL + "]";
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> DisplayTemplate.read(json("{'blocks':" + blocks + "}")))
                .satisfies(refused -> assertThat(refused.pointer()).isEqualTo("/blocks"));
    }

    @Test
    void fits_unknownOrMisplacedField_doesNot() throws MalformedJsonException {
        FieldSchema fields =
                SampleTypes.find("class-2-cost-engineer").orElseThrow().type().fields();
        assertThat(fits("{'kind':'TEXT','at':[0,0,60,50],'field':'employer'}", fields))
                .isTrue();
        assertThat(fits("{'kind':'PICTURE','at':[0,0,60,50],'field':'photo'}", fields))
                .isTrue();
        assertThat(fits("{'kind':'TEXT','at':[0,0,60,50],'field':'salary'}", fields))
                .isFalse();
        assertThat(fits("{'kind':'TEXT','at':[0,0,60,50],'field':'photo'}", fields))
                .isFalse();
        assertThat(fits("{'kind':'PICTURE','at':[0,0,60,50],'field':'employer'}", fields))
                .isFalse();
    }

    private static boolean fits(String block, FieldSchema fields) throws MalformedJsonException {
        return DisplayTemplate.read(json("{'blocks':[" + block + "," + SEAL + "]}"))
                .fits(fields);
    }

    private static JsonValue.Members json(String text) throws MalformedJsonException {
        return StrictJson.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 1 << 20);
    }
}
