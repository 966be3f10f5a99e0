package org.zhengzhao.registry.requirement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.http.NameDocument;
import org.zhengzhao.schema.text.Bilingual;

/** A requirement as the API shows it. */
@Schema(name = "Requirement")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RequirementDocument(
        String code,
        NameDocument title,
        String type,

        @Schema(description = "The version of the type against whose fields the condition was checked")
        int typeVersion,

        RequirementKind kind,
        String condition,

        @Schema(description = "What the condition says in words, made from the condition alone") @Nullable
        NameDocument words) {
    static RequirementDocument of(Requirement requirement, Optional<Bilingual> words) {
        return new RequirementDocument(
                requirement.code(),
                NameDocument.of(requirement.title()),
                requirement.type().value(),
                requirement.typeVersion(),
                requirement.kind(),
                requirement.condition(),
                words.map(NameDocument::of).orElse(null));
    }
}
