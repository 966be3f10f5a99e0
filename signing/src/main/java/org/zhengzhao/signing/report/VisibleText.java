package org.zhengzhao.signing.report;

import java.util.Locale;

/**
 * Makes text from outside safe to show: control characters (terminal escapes among them), bidirectional controls, invisible
 * and unassigned characters appear as their code points.
 */
public final class VisibleText {
    private VisibleText() {}

    /** The text on one line with everything that does not show itself written as {@code \}{@code u{…}}. */
    public static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (shows(point)) {
                visible.appendCodePoint(point);
            } else {
                visible.append(String.format(Locale.ROOT, "\\u{%04X}", point));
            }
        });
        return visible.toString();
    }

    /** The same JSON with what does not show itself as escapes: a line may end up on a terminal. */
    public static String inJson(String json) {
        StringBuilder safe = new StringBuilder(json.length());
        json.codePoints().forEach(point -> {
            if (shows(point)) {
                safe.appendCodePoint(point);
            } else {
                for (char unit : Character.toChars(point)) {
                    safe.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        return safe.toString();
    }

    /** Whether a character shows itself, takes its own room, and leaves the others where they are. */
    static boolean shows(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            case Character.SPACE_SEPARATOR -> point == ' ' || point == 0x3000;
            // Hangul fillers and the blank braille pattern are letters and symbols that show nothing.
            default -> point != 0x115F && point != 0x1160 && point != 0x3164 && point != 0xFFA0 && point != 0x2800;
        };
    }
}
