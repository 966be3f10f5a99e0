package org.zhengzhao.signing.pdf;

import java.util.List;
import org.zhengzhao.signing.pdf.RowLayout.Cell;
import org.zhengzhao.signing.pdf.RowLayout.Look;
import org.zhengzhao.signing.pdf.Typesetter.Style;

/** How the labels of rows are set: Chinese, and small under it the English. */
record LabelSetting(Typesetter typesetter, Look look) {
    static final double LEADING = 1.2;

    private static final double MM = Canvas.POINTS_PER_MILLIMETRE;

    double height(Cell cell, double size) {
        return lines(cell, size).size() * size * LEADING
                + englishLines(cell, size).size() * englishStyle(cell, size).size() * LEADING;
    }

    List<String> lines(Cell cell, double size) {
        return typesetter.wrap(cell.label().chinese(), style(cell, size), room());
    }

    double room() {
        return look.labelWidth() - (look.table() ? 2 : look.spread() ? 3.5 : 1.2) * MM;
    }

    /** Labels shrink a little before they go to a second line. */
    Style style(Cell cell, double size) {
        double usual = size * 0.94;
        double width = typesetter.width(cell.label().chinese(), Style.bold(usual));
        double narrower = width <= room() ? 1 : room() / width;
        return Style.bold(usual * (narrower >= 0.7 ? narrower * 0.999 : 0.85));
    }

    Style englishStyle(Cell cell, double size) {
        double usual = Math.max(4.5, size * 0.52);
        double width = typesetter.width(cell.label().english(), Style.regular(usual));
        double narrower = width <= englishRoom() ? 1 : englishRoom() / width;
        return Style.regular(usual * (narrower >= 0.72 ? narrower * 0.999 : 0.9));
    }

    /** None where the block shows no English. */
    List<String> englishLines(Cell cell, double size) {
        return look.english()
                ? typesetter.wrap(cell.label().english(), englishStyle(cell, size), englishRoom())
                : List.of();
    }

    private double englishRoom() {
        return look.labelWidth() - 1.5 * MM;
    }
}
