package org.zhengzhao.schema.text;

/**
 * Whether a text can be shown as it is: no control characters, nothing that changes the direction of writing, nothing
 * invisible that would make two texts look alike, no half characters.
 */
public final class PlainText {
    private PlainText() {}

    /** Whether the text is plain and on one line. */
    public static boolean isLine(String text) {
        return text.codePoints().allMatch(PlainText::plain);
    }

    /** Whether the text is plain; it may have line feeds. */
    public static boolean isLines(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || plain(c));
    }

    private static boolean plain(int c) {
        // Noncharacters. Unassigned characters pass: names use new ones before a Java platform knows them.
        if ((c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF) {
            return false;
        }
        return switch (Character.getType(c)) {
            // FORMAT has the bidi controls, the zero-width characters and the byte order mark.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
