package org.zhengzhao.registry.access;

import org.zhengzhao.schema.text.PlainText;

/** Text that somebody else wrote, for the eyes of a holder. */
final class ShownText {
    private static final String REPLACEMENT = "\uFFFD";

    private ShownText() {}

    /** The text on one line; what cannot be seen, or would turn what follows around, is replaced by a mark. */
    static String of(String text) {
        if (PlainText.isLine(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .mapToObj(Character::toString)
                .forEach(one -> shown.append(PlainText.isLine(one) ? one : REPLACEMENT));
        return shown.toString();
    }
}
