package org.zhengzhao.registry.draft;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/** The ETag of a draft: how many steps there were. */
final class DraftTag {
    private static final Pattern TAG = Pattern.compile("\"([1-9][0-9]{0,8})\"");

    private DraftTag() {}

    /** Reads {@code If-Match}. */
    static int require(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new RegistryException(
                    ProblemType.PRECONDITION_REQUIRED,
                    new Bilingual(
                            "请先读取该草稿，并把其 ETag 作为 If-Match 发送。", "Read the draft first and send its ETag as If-Match."));
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw DraftRefusals.changed();
        }
        return Integer.parseInt(tag.group(1));
    }
}
