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
    static final double LEADING = 1.38;

    private static final double MM = Canvas.POINTS_PER_MILLIMETRE;
    private static final double STEP = 0.5;

    private final Sheet sheet;
    private final Look look;
    private final LabelSetting labels;
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
            DisplayTemplatePalette palette) {
        double padding() {
            return (table ? 1.6 : 1.2) * MM;
        }
    }

    record Cell(String field, Bilingual label, String value) {}

    /** A place in points; {@code top} is its upper edge. */
    record Area(double left, double top, double width, double height) {}

    /** A cell with its value in lines; {@code moved} if a reference to the continuation stands in its place. */
    record SetCell(Cell cell, List<String> lines, boolean moved) {}

    record SetRow(List<SetCell> cells, double height) {}

    RowLayout(Sheet sheet, Look look, List<List<Cell>> rows) {
        this.sheet = sheet;
        this.look = look;
        this.labels = new LabelSetting(sheet.typesetter(), look);
        this.rows = new ArrayList<>(rows);
    }

    void paint(Area area) {
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
        double spare = Math.max(0, area.height() - height(set, size));
        double each = set.isEmpty() ? 0 : spare / set.size();
        double most = look.table() ? size * 1.3 : size * 1.5;
        new RowPainter(sheet, look, labels, size).paint(set, area, gap(size), Math.min(each, most));
    }

    private void move(Cell cell) {
        sheet.continuation().add(cell.field(), cell.label(), cell.value());
    }

    private List<SetRow> set(double size, Area area, List<Cell> moved) {
        List<SetRow> set = new ArrayList<>();
        for (List<Cell> row : rows) {
            List<SetCell> cells = new ArrayList<>();
            double height = 0;
            for (Cell cell : row) {
                boolean elsewhere = moved.contains(cell);
                double width = area.width() / row.size() - look.labelWidth() - 2 * look.padding();
                List<String> lines = sheet.typesetter()
                        .wrap(elsewhere ? Continuation.REFERENCE : cell.value(), Style.regular(size), width);
                height = Math.max(height, Math.max(lines.size() * size * LEADING, labels.height(cell, size)));
                cells.add(new SetCell(cell, lines, elsewhere));
            }
            set.add(new SetRow(cells, height + (look.table() ? size * 0.9 : 0)));
        }
        return set;
    }

    private double gap(double size) {
        return look.table() ? 0 : size * 0.45;
    }

    private double height(List<SetRow> set, double size) {
        return set.stream().mapToDouble(SetRow::height).sum() + gap(size) * Math.max(0, set.size() - 1);
    }
}
