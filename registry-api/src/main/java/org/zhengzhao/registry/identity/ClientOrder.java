package org.zhengzhao.registry.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.zhengzhao.registry.platform.http.JsonBodies;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.PlainText;

/** Reads the registration of a client and collects every error before it refuses. */
final class ClientOrder {
    private static final int MAX_BODY = 8192;
    private static final int MAX_NAME = 128;
    private static final Set<String> MEMBERS = Set.of("clientId", "authority", "name", "roles", "person");
    private static final Pattern CLIENT_ID = Pattern.compile("[a-z][a-z0-9-]{1,62}[a-z0-9]");

    private ClientOrder() {}

    static Client read(byte[] octets) {
        JsonValue.Members body = JsonBodies.readObject(octets, MAX_BODY);
        List<ProblemError> errors = new ArrayList<>();
        body.values().keySet().stream()
                .filter(name -> !MEMBERS.contains(name))
                .forEach(name ->
                        error(errors, JsonPointers.member("", name), "UNKNOWN_MEMBER", "未知成员。", "An unknown member."));
        String clientId = body.findText("clientId").orElse("");
        if (!CLIENT_ID.matcher(clientId).matches()) {
            error(
                    errors,
                    "/clientId",
                    "WRONG_VALUE",
                    "应为 3 至 64 个小写字母、数字或连字符。",
                    "Should be 3 to 64 lower-case letters, digits or hyphens.");
        }
        Optional<Uscc> authority = authority(body, errors);
        JsonValue.Members names = body.find("name").orElse(null) instanceof JsonValue.Members given
                ? given
                : new JsonValue.Members(Map.of());
        Bilingual name = new Bilingual(name(names, "zh-CN", errors), name(names, "en", errors));
        Set<Role> roles = roles(body, errors);
        Optional<Person> person = person(body, errors);
        if (!errors.isEmpty()) {
            throw new RegistryException(
                    ProblemType.VALIDATION_FAILED,
                    new Bilingual("请按 errors 逐项更正；没有写入任何内容。", "Correct each of errors. Nothing was written."),
                    errors);
        }
        return new Client(clientId, authority.orElseThrow(), name, roles, person);
    }

    private static Optional<Uscc> authority(JsonValue.Members body, List<ProblemError> errors) {
        try {
            return Optional.of(Uscc.parse(body.findText("authority").orElse("")));
        } catch (MalformedCodeException malformed) {
            error(
                    errors,
                    "/authority",
                    malformed.reason().name(),
                    "请填写机构的统一社会信用代码。",
                    "Give the authority's unified social credit code.");
            return Optional.empty();
        }
    }

    private static Set<Role> roles(JsonValue.Members body, List<ProblemError> errors) {
        Set<Role> roles = new HashSet<>();
        List<JsonValue> given =
                body.find("roles").orElse(null) instanceof JsonValue.Items items ? items.values() : List.of();
        for (JsonValue value : given) {
            Optional<Role> role = value instanceof JsonValue.Text text ? Role.find(text.value()) : Optional.empty();
            if (role.isEmpty()) {
                error(errors, "/roles", "WRONG_VALUE", "有未知的角色。", "There is an unknown role.");
            }
            role.ifPresent(roles::add);
        }
        if (given.isEmpty()) {
            error(errors, "/roles", "REQUIRED", "请至少填写一个角色。", "Give one role at least.");
        }
        return roles;
    }

    private static Optional<Person> person(JsonValue.Members body, List<ProblemError> errors) {
        if (body.find("person").isEmpty()) {
            return Optional.empty();
        }
        Optional<Person> person = Person.parse(body.findText("person").orElse(""));
        if (person.isEmpty()) {
            error(
                    errors,
                    "/person",
                    "WRONG_VALUE",
                    "应为工号：1 至 64 个字母、数字、点、下划线或连字符。",
                    "Should be a staff number: 1 to 64 letters, digits, dots, underscores or hyphens.");
        }
        return person;
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
