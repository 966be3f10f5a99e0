package org.zhengzhao.registry.sharing;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.LoggedInPerson;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/** The query parameters that every read must have. */
public class PurposeParameters {
    private static final int MAX_TEXT = 200;
    private static final int MAX_CODE = 64;

    @RestQuery
    @Parameter(required = true, description = "What the license is needed for, in words", example = "餐饮服务许可审批")
    @Nullable
    String purpose;

    @RestQuery
    @Parameter(required = true, description = "Code of the service matter", example = "000131015000")
    @Nullable
    String matter;

    @RestQuery
    @Parameter(required = true, description = "Number of the case", example = "BJ-2026-000123")
    @Nullable
    String caseNumber;

    @RestQuery
    @Parameter(
            description =
                    "Account of the officer who handles the case. A system always names one; who has logged in is the"
                            + " officer and leaves it out",
            example = "zhang.san")
    @Nullable
    String officer;

    /**
     * The purpose, with whoever has logged in as the officer.
     *
     * @throws RegistryException naming every parameter that is missing or cannot be used; nothing has been looked up then
     */
    public ReadPurpose require(Caller caller) {
        List<ProblemError> missing = new ArrayList<>();
        List<ProblemError> wrong = new ArrayList<>();
        @Nullable
        String named =
                officer == null ? caller.person().map(LoggedInPerson::account).orElse(null) : officer;
        ReadPurpose read = new ReadPurpose(
                checked("officer", named, MAX_CODE, missing, wrong),
                checked("purpose", purpose, MAX_TEXT, missing, wrong),
                checked("matter", matter, MAX_CODE, missing, wrong),
                checked("caseNumber", caseNumber, MAX_CODE, missing, wrong));
        if (!missing.isEmpty()) {
            throw new RegistryException(
                    ProblemType.MISSING_PARAMETER,
                    new Bilingual(
                            "每次查询都必须说明用途、事项、办件编号和经办人；没有进行查询。",
                            "Every read names purpose, matter, caseNumber and officer. Nothing was looked up."),
                    missing);
        }
        if (!wrong.isEmpty()) {
            throw new RegistryException(
                    ProblemType.INVALID_PARAMETER,
                    new Bilingual(
                            "请更正 errors 中的参数；没有进行查询。", "Correct the parameters in errors. Nothing was looked up."),
                    wrong);
        }
        return read;
    }

    private static String checked(
            String name, @Nullable String value, int maxLength, List<ProblemError> missing, List<ProblemError> wrong) {
        if (value == null || value.isBlank()) {
            missing.add(new ProblemError(name, "REQUIRED", new Bilingual("请填写。", "Give a value.")));
            return "";
        }
        if (value.length() > maxLength || value.chars().anyMatch(Character::isISOControl)) {
            wrong.add(new ProblemError(
                    name,
                    "WRONG_VALUE",
                    new Bilingual(
                            "最多 " + maxLength + " 个字符，不得含控制字符。",
                            "At most " + maxLength + " characters, no control characters.")));
        }
        return value.strip();
    }
}
