package org.zhengzhao.registry.sharing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.http.PageLimit;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.text.Bilingual;

/** A query by holder and type, checked. */
record HolderQuery(HolderCode holder, LicenseTypeCode type, Optional<LicenseIdentifier> after, int limit) {
    HolderQuery {
        Objects.requireNonNull(holder);
        Objects.requireNonNull(type);
        Objects.requireNonNull(after);
    }

    /**
     * Reads the parameters.
     *
     * @throws RegistryException naming every one that is missing or wrong
     */
    static HolderQuery require(
            @Nullable String holderCodeType,
            @Nullable String holderCode,
            @Nullable String type,
            @Nullable String limit,
            @Nullable String cursor) {
        List<ProblemError> missing = new ArrayList<>();
        missing(missing, "holderCodeType", holderCodeType);
        missing(missing, "holderCode", holderCode);
        missing(missing, "type", type);
        if (holderCodeType == null || holderCode == null || type == null || !missing.isEmpty()) {
            throw new RegistryException(
                    ProblemType.MISSING_PARAMETER, new Bilingual("没有进行查询。", "Nothing was looked up."), missing);
        }
        List<ProblemError> wrong = new ArrayList<>();
        Optional<HolderCode> holder = holder(holderCodeType, holderCode, wrong);
        Optional<LicenseTypeCode> typeCode = type(type, wrong);
        Optional<LicenseIdentifier> after = cursor == null ? Optional.empty() : identifier("cursor", cursor, wrong);
        int size = PageLimit.read(limit, wrong);
        if (holder.isEmpty() || typeCode.isEmpty() || !wrong.isEmpty()) {
            throw new RegistryException(
                    ProblemType.INVALID_PARAMETER,
                    new Bilingual(
                            "请更正 errors 中的参数；没有进行查询。", "Correct the parameters in errors. Nothing was looked up."),
                    wrong);
        }
        return new HolderQuery(holder.get(), typeCode.get(), after, size);
    }

    /** Reads an identifier from the path; what is no identifier is an invalid parameter, not an unknown license. */
    static LicenseIdentifier requireIdentifier(String text) {
        List<ProblemError> wrong = new ArrayList<>();
        return identifier("identifier", text, wrong)
                .orElseThrow(() -> new RegistryException(
                        ProblemType.INVALID_PARAMETER,
                        new Bilingual("请核对证照标识；没有进行查询。", "Check the identifier. Nothing was looked up."),
                        wrong));
    }

    private static void missing(List<ProblemError> missing, String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            missing.add(new ProblemError(name, "REQUIRED", new Bilingual("请填写。", "Give a value.")));
        }
    }

    private static Optional<HolderCode> holder(String codeType, String code, List<ProblemError> wrong) {
        HolderCodeType type;
        try {
            type = HolderCodeType.parse(codeType);
        } catch (MalformedCodeException unknown) {
            wrong.add(error("holderCodeType", unknown));
            return Optional.empty();
        }
        try {
            return Optional.of(HolderCode.parse(type, code));
        } catch (MalformedCodeException malformed) {
            wrong.add(error("holderCode", malformed));
            return Optional.empty();
        }
    }

    private static Optional<LicenseTypeCode> type(String text, List<ProblemError> wrong) {
        try {
            return Optional.of(LicenseTypeCode.parse(text));
        } catch (MalformedCodeException malformed) {
            wrong.add(error("type", malformed));
            return Optional.empty();
        }
    }

    private static Optional<LicenseIdentifier> identifier(String name, String text, List<ProblemError> wrong) {
        try {
            return Optional.of(LicenseIdentifier.parse(text));
        } catch (MalformedCodeException malformed) {
            wrong.add(error(name, malformed));
            return Optional.empty();
        }
    }

    private static ProblemError error(String name, MalformedCodeException malformed) {
        return new ProblemError(
                name,
                malformed.reason().name(),
                new Bilingual(
                        "不是有效的" + malformed.kind().title().chinese() + "。",
                        "Not a valid " + malformed.kind().title().english() + "."));
    }
}
