package org.zhengzhao.registry.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhengzhao.schema.text.Bilingual;

/** A name in both languages, as the API shows it. */
@Schema(name = "Name")
public record NameDocument(
        @JsonProperty("zh-CN") String chinese,
        @JsonProperty("en") String english) {
    public static NameDocument of(Bilingual name) {
        return new NameDocument(name.chinese(), name.english());
    }
}
