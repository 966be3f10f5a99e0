package org.zhengzhao.signing.pdf;

import java.util.List;
import org.zhengzhao.signing.pdf.RowLayout.Area;
import org.zhengzhao.signing.pdf.RowLayout.Cell;
import org.zhengzhao.signing.pdf.RowLayout.Look;
import org.zhengzhao.signing.pdf.RowLayout.SetCell;
import org.zhengzhao.signing.pdf.RowLayout.SetRow;
import org.zhengzhao.signing.pdf.StructureElement.Role;
import org.zhengzhao.signing.pdf.Typesetter.Style;

/**
 * Draws rows that have been laid out. A table is tagged as one, its labels being the headers of their rows; plain rows are a
 * list whose items have a label and a body.
 */
final class RowPainter {
    private final Sheet sheet;
    private final Look look;
    private final LabelSetting labels;
    private final double size;

    /** @param size of type, in points */
    RowPainter(Sheet sheet, Look look, LabelSetting labels, double size) {
        this.sheet = sheet;
        this.look = look;
        this.labels = labels;
        this.size = size;
    }

    /**
     * @param gap between rows
     * @param extra what each row gets of the room that is left over
     */
    void paint(List<SetRow> rows, Area area, double gap, double extra) {
        if (rows.isEmpty()) {
            return;
        }
        int columns = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(1);
        StructureElement block = sheet.document().child(look.table() ? Role.TABLE : Role.LIST);
        double top = area.top();
        for (SetRow row : rows) {
            double height = row.height() + (look.table() ? extra : 0);
            double width = area.width() / row.cells().size();
            StructureElement rowElement = look.table() ? block.child(Role.ROW) : block;
            for (int i = 0; i < row.cells().size(); i++) {
                SetCell cell = row.cells().get(i);
                Area place = new Area(area.left() + i * width, top, width, height);
                if (look.table()) {
                    boolean last = i == row.cells().size() - 1;
                    borders(place);
                    label(rowElement.child(Role.HEADER_CELL), cell.cell(), place);
                    int span = last ? 1 + 2 * (columns - row.cells().size()) : 1;
                    value(rowElement.child(Role.CELL).columns(span), cell, place);
                } else {
                    rules(cell, place);
                    StructureElement item = block.child(Role.ITEM);
                    label(item.child(Role.LABEL), cell.cell(), place);
                    value(item.child(Role.BODY), cell, place);
                }
            }
            top -= height + gap + (look.table() ? 0 : extra);
        }
    }

    private void borders(Area area) {
        sheet.page()
                .beginArtifact()
                .save()
                .fill(look.palette().lines())
                .rectangle(area.left(), area.top() - area.height(), look.labelWidth(), area.height())
                .fill()
                .stroke(look.palette().frame())
                .lineWidth(0.6)
                .rectangle(area.left(), area.top() - area.height(), area.width(), area.height())
                .stroke()
                .move(area.left() + look.labelWidth(), area.top())
                .line(area.left() + look.labelWidth(), area.top() - area.height())
                .stroke()
                .restore();
        sheet.page().end();
    }

    private void rules(SetCell cell, Area area) {
        if (!look.ruled()) {
            return;
        }
        Canvas canvas = sheet.page()
                .beginArtifact()
                .save()
                .stroke(look.palette().frame())
                .lineWidth(0.35)
                .dash(1.2, 1.6);
        for (int i = 0; i < cell.lines().size(); i++) {
            double y = baseline(cell, area, i) - size * 0.34;
            canvas.move(left(area) - 1, y).line(area.left() + area.width(), y).stroke();
        }
        canvas.restore();
        sheet.page().end();
    }

    private void value(StructureElement element, SetCell cell, Area area) {
        Style style = Style.regular(size);
        Canvas canvas = sheet.page().begin(element).fill(Sheet.BLACK);
        for (int i = 0; i < cell.lines().size(); i++) {
            sheet.typesetter().show(canvas, cell.lines().get(i), style, left(area), baseline(cell, area, i));
        }
        sheet.page().end();
    }

    private double left(Area area) {
        return area.left() + look.labelWidth() + look.padding();
    }

    private double baseline(SetCell cell, Area area, int line) {
        double leading = size * RowLayout.LEADING;
        double height = cell.lines().size() * leading;
        double top = look.table() ? area.top() - (area.height() - height) / 2 : area.top();
        return top - line * leading - size * (RowLayout.LEADING - 1) / 2 - size * Typesetter.ASCENT;
    }

    private void label(StructureElement element, Cell cell, Area area) {
        Style style = labels.style(cell, size);
        List<String> lines = labels.lines(cell, size);
        double leading = size * LabelSetting.LEADING;
        double top = look.table()
                ? area.top() - (area.height() - labels.height(cell, size)) / 2
                : area.top() - size * (RowLayout.LEADING - LabelSetting.LEADING) / 2;
        Canvas canvas = sheet.page().begin(element).fill(look.palette().label());
        for (String line : lines) {
            double baseline = top - size * 0.1 - size * Typesetter.ASCENT;
            int count = line.codePointCount(0, line.length());
            if (look.spread() && lines.size() == 1 && count > 1 && count < 8) {
                double spacing = (labels.room() - sheet.typesetter().width(line, style)) / (count - 1);
                Style spread = new Style(style.weight(), style.size(), spacing);
                sheet.typesetter().show(canvas, line, spread, area.left(), baseline);
            } else {
                sheet.typesetter().show(canvas, line, style, labelLeft(area, line, style), baseline);
            }
            top -= leading;
        }
        english(canvas, cell, area, top);
        sheet.page().end();
    }

    private void english(Canvas canvas, Cell cell, Area area, double from) {
        List<String> lines = labels.englishLines(cell, size);
        if (lines.isEmpty()) {
            return;
        }
        Style small = labels.englishStyle(cell, size);
        double top = from;
        sheet.beginEnglish(small, area.left(), top - small.size());
        for (String line : lines) {
            sheet.typesetter().show(canvas, line, small, labelLeft(area, line, small), top - small.size());
            top -= small.size() * LabelSetting.LEADING;
        }
        canvas.endMarked();
    }

    private double labelLeft(Area area, String line, Style style) {
        return look.table()
                ? area.left() + (look.labelWidth() - sheet.typesetter().width(line, style)) / 2
                : area.left();
    }
}
