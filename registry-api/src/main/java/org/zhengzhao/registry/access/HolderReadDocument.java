package org.zhengzhao.registry.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.text.Bilingual;

/** A read as the API shows it to the holder whom it concerned. */
@Schema(name = "HolderAccessRecord")
@JsonInclude(JsonInclude.Include.NON_NULL)
record HolderReadDocument(
        @Schema(description = "Counts the reads of this holder: 1, 2, 3, …")
        long number,

        @Schema(description = "Number of the access record and of the receipt that the department has")
        String accessRecord,

        Instant at,
        NamedCode department,

        @Schema(description = "Account of the officer, where the operator shows it") @Nullable
        String officer,

        String purpose,
        NamedCode matter,
        String caseNumber,
        Worded operation,
        Worded outcome,

        @Schema(description = "Types that were asked for") List<NamedCode> types,

        @Schema(description = "Licenses of this holder that were asked for or found; those of others are left out")
        List<LicenseLine> licenses,

        @Schema(description = "What was shown, * for everything; empty where the read concerned others too")
        List<String> fields,

        @Schema(description = "What was answered with yes or no")
        List<String> predicates) {
    /** A code with the name that it has now. */
    @Schema(name = "NamedCode")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NamedCode(String code, @Nullable Map<String, String> name) {}

    /** A stable code, and what it means in words. */
    @Schema(name = "WordedCode")
    record Worded(String code, Map<String, String> words) {}

    /** A license by its identifier. */
    @Schema(name = "HolderAccessRecordLicense")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LicenseLine(String identifier, @Nullable Map<String, String> typeName) {}

    HolderReadDocument {
        types = List.copyOf(types);
        licenses = List.copyOf(licenses);
        fields = List.copyOf(fields);
        predicates = List.copyOf(predicates);
    }

    static HolderReadDocument of(HolderRead read, Map<LicenseTypeCode, Bilingual> typeNames) {
        return new HolderReadDocument(
                read.number(),
                read.record().toString(),
                read.at(),
                new NamedCode(read.department(), texts(read.departmentName())),
                read.officer().orElse(null),
                read.purpose(),
                new NamedCode(
                        read.matter(),
                        read.matterName().map(HolderReadDocument::texts).orElse(null)),
                read.caseNumber(),
                new Worded(read.operation(), texts(ReadWords.operation(read.operation()))),
                new Worded(read.outcome(), texts(ReadWords.outcome(read.outcome()))),
                read.types().stream()
                        .map(type -> new NamedCode(type.value(), name(type, typeNames)))
                        .toList(),
                read.licenses().stream()
                        .map(identifier -> new LicenseLine(identifier, typeName(identifier, typeNames)))
                        .toList(),
                read.fields(),
                read.predicates());
    }

    private static @Nullable Map<String, String> typeName(
            String identifier, Map<LicenseTypeCode, Bilingual> typeNames) {
        try {
            return name(LicenseIdentifier.parse(identifier).type(), typeNames);
        } catch (MalformedCodeException impossible) {
            return null;
        }
    }

    private static @Nullable Map<String, String> name(LicenseTypeCode type, Map<LicenseTypeCode, Bilingual> typeNames) {
        Bilingual name = typeNames.get(type);
        return name == null ? null : texts(name);
    }

    static Map<String, String> texts(Bilingual text) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("zh-CN", text.chinese());
        texts.put("en", text.english());
        return texts;
    }
}
