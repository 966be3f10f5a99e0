package org.zhengzhao.signing.pdf;

import org.zhengzhao.schema.text.Language;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Box;
import org.zhengzhao.schema.type.DisplayTemplatePalette;
import org.zhengzhao.signing.pdf.RowLayout.Area;
import org.zhengzhao.signing.pdf.Typesetter.Style;

/**
 * The first page while its blocks are painted, with what every block needs.
 *
 * @param document the element that all blocks of the page belong to
 * @param height of the page in points
 */
record Sheet(
        TaggedPage page,
        StructureElement document,
        Typesetter typesetter,
        FaceValues values,
        DisplayTemplatePalette palette,
        Continuation continuation,
        double height) {
    static final int BLACK = 0x111111;

    private static final double MM = Canvas.POINTS_PER_MILLIMETRE;

    Area area(Box box) {
        return new Area(box.x() * MM, height - box.y() * MM, box.width() * MM, box.height() * MM);
    }

    /** One line in the middle of an area, made narrower where it is too long. */
    void centred(String text, double size, Area area, double baseline) {
        Style style = Style.regular(size);
        double width = typesetter.width(text, style);
        if (width > area.width()) {
            style = Style.regular(size * area.width() / width);
            width = area.width();
        }
        typesetter.show(page.canvas(), text, style, area.left() + (area.width() - width) / 2, baseline);
    }

    /** What follows is English, and apart from the Chinese before it also for those who copy or hear it. */
    void beginEnglish(Style style, double left, double baseline) {
        typesetter.show(page.canvas(), " ", style, left, baseline);
        page.canvas().beginLanguage(Language.ENGLISH.tag());
    }
}
