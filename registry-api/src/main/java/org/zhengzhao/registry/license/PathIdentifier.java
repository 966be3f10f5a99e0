package org.zhengzhao.registry.license;

import java.util.List;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.text.Bilingual;

/** The identifier in an address that is written to. */
public final class PathIdentifier {
    private PathIdentifier() {}

    /**
     * Reads it; what is no identifier is an invalid parameter, not an unknown license.
     *
     * @throws RegistryException if it is none
     */
    public static LicenseIdentifier require(String text) {
        try {
            return LicenseIdentifier.parse(text);
        } catch (MalformedCodeException malformed) {
            throw new RegistryException(
                    ProblemType.INVALID_PARAMETER,
                    new Bilingual("请核对证照标识；没有写入任何内容。", "Check the identifier. Nothing was written."),
                    List.of(new ProblemError(
                            "identifier",
                            malformed.reason().name(),
                            new Bilingual("不是有效的证照标识。", "Not a valid license identifier."))));
        }
    }
}
