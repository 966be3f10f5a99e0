package org.zhengzhao.registry.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;

/**
 * What came of a verification of facts, as the API shows it: no value of the license is in it.
 *
 * @param code 0 to 5, as 信息验证 has them
 * @param compared the parts that were compared, as JSON Pointers; the holder's code is not among them
 * @param identifier the license that has the facts; absent for codes 4 and 5
 * @param region where the licenses that were compared with were issued, if the grant is limited to a region
 */
@Schema(name = "FactsResult")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FactsDocument(
        int code,
        FactsCode result,
        Map<String, String> message,
        List<String> compared,
        @Nullable String identifier,
        Instant asOf,
        @Nullable String region) {
    public FactsDocument {
        message = Map.copyOf(message);
        compared = List.copyOf(compared);
    }

    public static FactsDocument of(FactsService.Result result) {
        return new FactsDocument(
                result.code().code(),
                result.code(),
                texts(result.code().message()),
                result.compared(),
                result.license().map(LicenseIdentifier::value).orElse(null),
                result.moment().at(),
                result.region().map(AreaCode::value).orElse(null));
    }

    static Map<String, String> texts(Bilingual text) {
        return Map.of(Language.CHINESE.tag(), text.chinese(), Language.ENGLISH.tag(), text.english());
    }
}
