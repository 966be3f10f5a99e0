package org.zhengzhao.registry.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhengzhao.schema.text.Language;

/**
 * A problem document, RFC 9457.
 *
 * @param instance identifies this occurrence; the log has the same
 * @param errors every single error, where there can be several
 */
@Schema(name = "Problem")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDocument(
        String type, String title, int status, String detail, String instance, List<Item> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    @Schema(name = "ProblemItem")
    public record Item(String pointer, String code, String message) {}

    public ProblemDocument {
        errors = List.copyOf(errors);
    }

    static ProblemDocument of(RegistryException problem, Language language, String instance) {
        return new ProblemDocument(
                problem.type().uri(),
                problem.type().title().in(language),
                problem.type().status(),
                problem.detail().in(language),
                instance,
                problem.errors().stream()
                        .map(error -> new Item(
                                error.pointer(), error.code(), error.message().in(language)))
                        .toList());
    }
}
