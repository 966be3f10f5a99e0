package org.zhengzhao.registry.authority;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhengzhao.registry.platform.http.JsonBodies;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.PlainText;
import org.zhengzhao.schema.type.AuthorityLevel;

/** An authority as the API takes and shows it. */
@Schema(name = "AuthorityRegistration")
record AuthorityOrder(String code, NameDocument name, AuthorityLevel level, String areaCode) {
    private static final int MAX_BODY = 8192;
    private static final int MAX_NAME = 128;
    private static final Set<String> MEMBERS = Set.of("code", "name", "level", "areaCode");

    /** A name in both languages. */
    @Schema(name = "BilingualName")
    record NameDocument(
            @JsonProperty("zh-CN") String chinese,
            @JsonProperty("en") String english) {}

    static AuthorityOrder of(RegisteredAuthority authority) {
        return new AuthorityOrder(
                authority.code().value(),
                new NameDocument(authority.name().chinese(), authority.name().english()),
                authority.level(),
                authority.areaCode());
    }

    /**
     * Reads a registration.
     *
     * @throws RegistryException {@link ProblemType#VALIDATION_FAILED} with every error
     */
    static RegisteredAuthority read(byte[] octets) {
        JsonValue.Members body = JsonBodies.readObject(octets, MAX_BODY);
        List<ProblemError> errors = new ArrayList<>();
        body.values().keySet().stream()
                .filter(name -> !MEMBERS.contains(name))
                .forEach(name ->
                        error(errors, JsonPointers.member("", name), "UNKNOWN_MEMBER", "未知成员。", "An unknown member."));
        Optional<Uscc> code = code(body, errors);
        Optional<AuthorityLevel> level = body.findText("level")
                .flatMap(text -> Arrays.stream(AuthorityLevel.values())
                        .filter(known -> known.name().equals(text))
                        .findFirst());
        if (level.isEmpty()) {
            String all = Arrays.toString(AuthorityLevel.values());
            error(errors, "/level", "WRONG_VALUE", "应为下列之一：" + all, "Should be one of: " + all);
        }
        String area = body.findText("areaCode").orElse("");
        try {
            AreaCode.parse(area);
        } catch (MalformedCodeException malformed) {
            error(errors, "/areaCode", "WRONG_VALUE", "应为六位行政区划代码。", "Should be six digits of GB/T 2260.");
        }
        JsonValue.Members names = body.find("name").orElse(null) instanceof JsonValue.Members given
                ? given
                : new JsonValue.Members(Map.of());
        Bilingual name = new Bilingual(name(names, "zh-CN", errors), name(names, "en", errors));
        if (!errors.isEmpty()) {
            throw new RegistryException(
                    ProblemType.VALIDATION_FAILED,
                    new Bilingual("请按 errors 逐项更正；没有写入任何内容。", "Correct each of errors. Nothing was written."),
                    errors);
        }
        return new RegisteredAuthority(code.orElseThrow(), name, level.orElseThrow(), area);
    }

    private static Optional<Uscc> code(JsonValue.Members body, List<ProblemError> errors) {
        try {
            return Optional.of(Uscc.parse(body.findText("code").orElse("")));
        } catch (MalformedCodeException malformed) {
            error(
                    errors,
                    "/code",
                    malformed.reason().name(),
                    "请填写机构的统一社会信用代码。",
                    "Give the authority's unified social credit code.");
            return Optional.empty();
        }
    }

    private static String name(JsonValue.Members names, String language, List<ProblemError> errors) {
        String name = names.findText(language).orElse("");
        if (name.isBlank() || name.length() > MAX_NAME || name.indexOf('\n') >= 0 || !PlainText.isLines(name)) {
            error(
                    errors,
                    "/name/" + language,
                    "WRONG_VALUE",
                    "请填写名称，最多 128 字。",
                    "Give a name, at most 128 characters.");
        }
        return name;
    }

    private static void error(List<ProblemError> errors, String pointer, String code, String chinese, String english) {
        errors.add(new ProblemError(pointer, code, new Bilingual(chinese, english)));
    }
}
