package org.zhengzhao.registry.facts;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhengzhao.signing.report.JsonReport;
import org.zhengzhao.signing.report.Report;

/**
 * What came of a verification of a file, as the API shows it.
 *
 * @param code 0 to 2, as 文件验证 has them
 * @param report as {@code POST /v1/verifications} and the command line give it
 */
@Schema(name = "FileResult")
public record FileDocument(
        int code,
        FileCode result,
        Map<String, String> message,

        @JsonRawValue
        @Schema(type = SchemaType.OBJECT, description = "As the command line prints it with --format json")
        String report) {
    public FileDocument {
        message = Map.copyOf(message);
    }

    static FileDocument of(Report report) {
        FileCode code = FileCode.of(report);
        return new FileDocument(code.code(), code, FactsDocument.texts(code.message()), JsonReport.line(report));
    }
}
