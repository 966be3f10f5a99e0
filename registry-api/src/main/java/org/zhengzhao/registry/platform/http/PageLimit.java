package org.zhengzhao.registry.platform.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.schema.text.Bilingual;

/** How many of a list stand on one page: the parameter {@code limit}. */
public final class PageLimit {
    private static final int DEFAULT = 20;
    private static final int MOST = 100;

    private PageLimit() {}

    /** Reads the parameter; what is wrong with it is added to {@code wrong}. */
    public static int read(@Nullable String text, List<ProblemError> wrong) {
        if (text == null) {
            return DEFAULT;
        }
        if (text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        wrong.add(new ProblemError("limit", "WRONG_VALUE", new Bilingual("应为 1 至 100。", "Should be 1 to 100.")));
        return DEFAULT;
    }
}
