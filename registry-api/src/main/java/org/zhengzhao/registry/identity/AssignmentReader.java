package org.zhengzhao.registry.identity;

import java.util.LinkedHashSet;
import java.util.Set;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;

/** Reads to what an account is limited; its errors are those of the registration. */
final class AssignmentReader {
    private static final String TYPES = "types";

    private AssignmentReader() {}

    static Assignment read(BodyReader body) {
        return new Assignment(body.optionalArea("region"), types(body));
    }

    /** Left out: all types. An empty list is refused: it would say the same as what it seems to forbid. */
    private static Set<LicenseTypeCode> types(BodyReader body) {
        Set<LicenseTypeCode> types = new LinkedHashSet<>();
        if (body.find(TYPES).isEmpty()) {
            return types;
        }
        for (String code : body.texts(TYPES, Assignment.MAX_TYPES)) {
            try {
                types.add(LicenseTypeCode.parse(code));
            } catch (MalformedCodeException malformed) {
                body.error(TYPES, malformed.reason().name(), "请填写证照类型代码。", "Give license type codes.");
            }
        }
        return types;
    }
}
