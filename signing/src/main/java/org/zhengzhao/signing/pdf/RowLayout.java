package org.zhengzhao.signing.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Sizes;
import org.zhengzhao.schema.type.DisplayTemplatePalette;
import org.zhengzhao.signing.pdf.Typesetter.Style;

/**
 * Rows of labels and values in a box, plain or as a table: as large as fits between the two sizes; what does not fit even at
 * the smaller goes to the continuation.
 */
final class RowLayout {
    private static final double MM = Canvas.POINTS_PER_MILLIMETRE;
    private static final double LEADING = 1.38;
    private static final double STEP = 0.5;

    private final Typesetter typesetter;
    private final Continuation continuation;
    private final Look look;
    private final List<List<Cell>> rows;

    /**
     * @param table whether cells have borders
     * @param labelWidth points
     * @param spread whether labels are spread over their width
     * @param english whether the English title stands under the label
     * @param ruled whether a fine line stands under each value
     */
    record Look(
            boolean table,
            double labelWidth,
            Sizes sizes,
            boolean spread,
            boolean english,
            boolean ruled,
            DisplayTemplatePalette palette) {}

    record Cell(String field, Bilingual label, String value) {}

    /** A place in points; {@code top} is its upper edge. */
    record Area(double left, double top, double width, double height) {}

    private record SetCell(Cell cell, List<String> lines, boolean moved) {}

    private record SetRow(List<SetCell> cells, double height) {}

    RowLayout(Typesetter typesetter, Continuation continuation, Look look, List<List<Cell>> rows) {
        this.typesetter = typesetter;
        this.continuation = continuation;
        this.look = look;
        this.rows = new ArrayList<>(rows);
    }

    void paint(Canvas canvas, Area area) {
        List<Cell> moved = new ArrayList<>();
        double size = look.sizes().largest();
        List<SetRow> set = set(size, area, moved);
        while (height(set, size) > area.height() && size > look.sizes().smallest()) {
            size = Math.max(look.sizes().smallest(), size - STEP);
            set = set(size, area, moved);
        }
        while (height(set, size) > area.height()) {
            Optional<Cell> longest = set.stream()
                    .flatMap(row -> row.cells().stream())
                    .filter(cell -> !cell.moved() && cell.lines().size() > 1)
                    .max(Comparator.comparingInt(cell -> cell.lines().size()))
                    .map(SetCell::cell);
            if (longest.isPresent()) {
                moved.add(longest.get());
            } else if (rows.size() > 1) {
                rows.removeLast().forEach(this::move);
            } else {
                break;
            }
            set = set(size, area, moved);
        }
        if (size < look.sizes().largest()) {
            // What stays may have room to grow again once something has gone.
            double grown = look.sizes().largest();
            List<SetRow> larger = set(grown, area, moved);
            while (height(larger, grown) > area.height() && grown > size) {
                grown = Math.max(size, grown - STEP);
                larger = set(grown, area, moved);
            }
            size = grown;
            set = larger;
        }
        moved.forEach(this::move);
        draw(canvas, area, set, size);
    }

    private void move(Cell cell) {
        continuation.add(cell.field(), cell.label(), cell.value());
    }

    private List<SetRow> set(double size, Area area, List<Cell> moved) {
        List<SetRow> set = new ArrayList<>();
        for (List<Cell> row : rows) {
            List<SetCell> cells = new ArrayList<>();
            double height = 0;
            for (Cell cell : row) {
                boolean elsewhere = moved.contains(cell);
                double width = area.width() / row.size() - look.labelWidth() - 2 * padding();
                List<String> lines =
                        typesetter.wrap(elsewhere ? Continuation.REFERENCE : cell.value(), Style.regular(size), width);
                double labelHeight = labelLines(cell, size).size() * size * 1.2
                        + (look.english()
                                ? englishLines(cell, size).size()
                                        * englishStyle(cell, size).size()
                                        * 1.2
                                : 0);
                height = Math.max(height, Math.max(lines.size() * size * LEADING, labelHeight));
                cells.add(new SetCell(cell, lines, elsewhere));
            }
            set.add(new SetRow(cells, height + (look.table() ? size * 0.9 : 0)));
        }
        return set;
    }

    private double padding() {
        return (look.table() ? 1.6 : 1.2) * MM;
    }

    private double gap(double size) {
        return look.table() ? 0 : size * 0.45;
    }

    private double height(List<SetRow> set, double size) {
        return set.stream().mapToDouble(SetRow::height).sum() + gap(size) * Math.max(0, set.size() - 1);
    }

    private List<String> labelLines(Cell cell, double size) {
        String label = cell.label().chinese();
        return typesetter.wrap(label, labelStyle(cell, size), labelRoom());
    }

    private double labelRoom() {
        return look.labelWidth() - (look.table() ? 2 : look.spread() ? 3.5 : 1.2) * MM;
    }

    /** Labels shrink a little before they go to a second line. */
    private Style labelStyle(Cell cell, double size) {
        double usual = size * 0.94;
        double width = typesetter.width(cell.label().chinese(), Style.bold(usual));
        double narrower = width <= labelRoom() ? 1 : labelRoom() / width;
        return Style.bold(usual * (narrower >= 0.7 ? narrower * 0.999 : 0.85));
    }

    private Style englishStyle(Cell cell, double size) {
        double usual = Math.max(4.5, size * 0.52);
        double width = typesetter.width(cell.label().english(), Style.regular(usual));
        double narrower = width <= englishRoom() ? 1 : englishRoom() / width;
        return Style.regular(usual * (narrower >= 0.72 ? narrower * 0.999 : 0.9));
    }

    private double englishRoom() {
        return look.labelWidth() - 1.5 * MM;
    }

    private List<String> englishLines(Cell cell, double size) {
        return typesetter.wrap(cell.label().english(), englishStyle(cell, size), englishRoom());
    }

    private void draw(Canvas canvas, Area area, List<SetRow> set, double size) {
        double spare = Math.max(0, area.height() - height(set, size));
        double each = set.isEmpty() ? 0 : spare / set.size();
        double most = look.table() ? size * 1.3 : size * 1.5;
        double extra = Math.min(each, most);
        double top = area.top();
        for (SetRow row : set) {
            double height = row.height() + (look.table() ? extra : 0);
            double width = area.width() / row.cells().size();
            for (int i = 0; i < row.cells().size(); i++) {
                cell(canvas, row.cells().get(i), new Area(area.left() + i * width, top, width, height), size);
            }
            top -= height + gap(size) + (look.table() ? 0 : extra);
        }
    }

    private void cell(Canvas canvas, SetCell cell, Area area, double size) {
        if (look.table()) {
            canvas.save()
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
        }
        label(canvas, cell.cell(), area, size);
        Style style = Style.regular(size);
        double textHeight = cell.lines().size() * size * LEADING;
        double top = look.table() ? area.top() - (area.height() - textHeight) / 2 : area.top();
        double left = area.left() + look.labelWidth() + padding();
        canvas.fill(0x111111);
        for (String line : cell.lines()) {
            double baseline = top - size * (LEADING - 1) / 2 - size * Typesetter.ASCENT;
            typesetter.show(canvas, line, style, left, baseline);
            if (look.ruled() && !look.table()) {
                canvas.save()
                        .stroke(look.palette().frame())
                        .lineWidth(0.35)
                        .dash(1.2, 1.6)
                        .move(left - 1, baseline - size * 0.34)
                        .line(area.left() + area.width(), baseline - size * 0.34)
                        .stroke()
                        .restore();
            }
            top -= size * LEADING;
        }
    }

    private void label(Canvas canvas, Cell cell, Area area, double size) {
        Style style = labelStyle(cell, size);
        List<String> lines = labelLines(cell, size);
        List<String> english = look.english() ? englishLines(cell, size) : List.of();
        double height = lines.size() * size * 1.2
                + english.size() * englishStyle(cell, size).size() * 1.2;
        double top = look.table() ? area.top() - (area.height() - height) / 2 : area.top() - size * (LEADING - 1.2) / 2;
        canvas.fill(look.palette().label());
        for (String line : lines) {
            double baseline = top - size * 0.1 - size * Typesetter.ASCENT;
            int count = line.codePointCount(0, line.length());
            double width = typesetter.width(line, style);
            if (look.spread() && lines.size() == 1 && count > 1 && count < 8) {
                Style spread = new Style(style.weight(), style.size(), (labelRoom() - width) / (count - 1));
                typesetter.show(canvas, line, spread, area.left(), baseline);
            } else {
                double left = look.table() ? area.left() + (look.labelWidth() - width) / 2 : area.left();
                typesetter.show(canvas, line, style, left, baseline);
            }
            top -= size * 1.2;
        }
        Style small = englishStyle(cell, size);
        for (String line : english) {
            double left =
                    look.table() ? area.left() + (look.labelWidth() - typesetter.width(line, small)) / 2 : area.left();
            typesetter.show(canvas, line, small, left, top - small.size());
            top -= small.size() * 1.2;
        }
    }
}
