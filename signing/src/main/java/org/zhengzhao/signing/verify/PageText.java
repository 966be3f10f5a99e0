package org.zhengzhao.signing.verify;

import java.util.List;

/**
 * What a reader sees on the pages, held against what the license says.
 *
 * @param missing names of fields and builtins whose value should be on the pages and is not
 */
public record PageText(List<String> missing) {
    public PageText {
        missing = List.copyOf(missing);
    }
}
