package org.zhengzhao.signing.pdf;

import org.zhengzhao.schema.type.DisplayTemplateBlock.Weight;
import org.zhengzhao.signing.face.PrintedValues;

/**
 * Makes texts printable: what cannot be seen or would turn the order of reading is shown as its code point, what no font has
 * is refused.
 */
final class PrintableText {
    private final LicenseFonts fonts;

    PrintableText(LicenseFonts fonts) {
        this.fonts = fonts;
    }

    /**
     * The text as it is set; the only control character in it is the line feed.
     *
     * @param field what the text is the value of, for the exception
     */
    String of(String text, String field) throws UnprintableLicenseException {
        StringBuilder printable = new StringBuilder(text.length());
        String lines = text.replace("\r\n", "\n").replace('\t', ' ');
        for (int i = 0; i < lines.length(); ) {
            int codePoint = lines.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint == '\n') {
                printable.append('\n');
            } else if (codePoint == 0xA0) {
                printable.append(' ');
            } else if (PrintedValues.isInvisible(codePoint)) {
                printable.append(PrintedValues.inPlaceOf(codePoint));
            } else if (rightToLeft(codePoint)
                    || fonts.find(codePoint, Weight.REGULAR).isEmpty()) {
                throw UnprintableLicenseException.character(field, codePoint);
            } else {
                printable.appendCodePoint(codePoint);
            }
        }
        return printable.toString();
    }

    /** The same on one line. */
    String line(String text, String field) throws UnprintableLicenseException {
        return of(text, field).replace('\n', ' ');
    }

    /** Scripts that run from right to left need reordering and joining that is not done here. */
    private static boolean rightToLeft(int codePoint) {
        byte direction = Character.getDirectionality(codePoint);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
