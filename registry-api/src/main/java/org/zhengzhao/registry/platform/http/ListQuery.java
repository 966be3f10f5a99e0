package org.zhengzhao.registry.platform.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Reads the parameters of a list, collects what is wrong with them, and answers with one page and the address of the next. */
public final class ListQuery {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TEXT = Pattern.compile("[0-9A-Za-z._-]{1,64}");

    private final List<ProblemError> wrong = new ArrayList<>();
    private final int limit;

    public ListQuery(@Nullable String limit) {
        this.limit = PageLimit.read(limit, wrong);
    }

    /** How many rows to ask for: one more than are shown, to know whether there are more. */
    public int rows() {
        return limit + 1;
    }

    public Optional<Uscc> uscc(String name, @Nullable String value) {
        try {
            return value == null ? Optional.empty() : Optional.of(Uscc.parse(value));
        } catch (MalformedCodeException malformed) {
            return wrong(name, "应为统一社会信用代码。", "Should be a unified social credit code.");
        }
    }

    public Optional<LicenseTypeCode> licenseType(String name, @Nullable String value) {
        try {
            return value == null ? Optional.empty() : Optional.of(LicenseTypeCode.parse(value));
        } catch (MalformedCodeException malformed) {
            return wrong(name, "应为证照类型代码。", "Should be a license type code.");
        }
    }

    public Optional<AreaCode> area(String name, @Nullable String value) {
        try {
            return value == null ? Optional.empty() : Optional.of(AreaCode.parse(value));
        } catch (MalformedCodeException malformed) {
            return wrong(name, "应为六位行政区划代码。", "Should be six digits of GB/T 2260.");
        }
    }

    public Optional<UUID> id(String name, @Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        Optional<UUID> id = findId(value);
        return id.isPresent() ? id : wrong(name, "不是有效的编号。", "Not a valid id.");
    }

    /** One of the names of an enum; {@code otherwise} where the parameter is missing. */
    public <E extends Enum<E>> E choice(String name, @Nullable String value, E otherwise) {
        if (value == null) {
            return otherwise;
        }
        E[] choices = otherwise.getDeclaringClass().getEnumConstants();
        for (E choice : choices) {
            if (choice.name().equals(value)) {
                return choice;
            }
        }
        String names = Arrays.stream(choices).map(Enum::name).collect(Collectors.joining(", "));
        wrong(name, "可用的值：" + names + "。", "Should be one of " + names + ".");
        return otherwise;
    }

    /** Where a list goes on: what the link of the page before it says. */
    public Optional<LicenseIdentifier> cursor(@Nullable String value) {
        try {
            return value == null ? Optional.empty() : Optional.of(LicenseIdentifier.parse(value));
        } catch (MalformedCodeException malformed) {
            return wrongCursor();
        }
    }

    /** Adds the error for a cursor that is none of ours. */
    public <T> Optional<T> wrongCursor() {
        return wrong("cursor", "请用 Link 给出的值。", "Use the value given in Link.");
    }

    /** A code of letters, digits, dots, hyphens and underscores. */
    public Optional<String> text(String name, @Nullable String value) {
        if (value == null || TEXT.matcher(value).matches()) {
            return Optional.ofNullable(value);
        }
        return wrong(name, "不是有效的代码。", "Not a valid code.");
    }

    public boolean flag(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (!value.equals("true")) {
            wrong(name, "应为 true 或 false。", "Should be true or false.");
        }
        return true;
    }

    /** Adds an error; empty, for the value that could not be read. */
    public <T> Optional<T> wrong(String name, String chinese, String english) {
        wrong.add(new ProblemError(name, "WRONG_VALUE", new Bilingual(chinese, english)));
        return Optional.empty();
    }

    /**
     * Ends the reading.
     *
     * @throws RegistryException naming every parameter that is wrong
     */
    public ListQuery checked() {
        if (!wrong.isEmpty()) {
            throw new RegistryException(
                    ProblemType.INVALID_PARAMETER,
                    new Bilingual("请更正 errors 中的参数。", "Correct the parameters in errors."),
                    wrong);
        }
        return this;
    }

    /** The page: what was found up to the limit, wrapped, and a link where there is more. */
    public <T> Response page(
            List<T> found, Function<T, String> cursor, Function<List<T>, Object> document, UriInfo uri) {
        List<T> shown = found.subList(0, Math.min(found.size(), limit));
        Response.ResponseBuilder answer = Response.ok(document.apply(shown));
        if (found.size() > shown.size()) {
            answer.header(HttpHeaders.LINK, NextPage.link(uri, cursor.apply(shown.getLast())));
        }
        return answer.build();
    }

    /** An id as addresses have it. */
    public static Optional<UUID> findId(String text) {
        return ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
