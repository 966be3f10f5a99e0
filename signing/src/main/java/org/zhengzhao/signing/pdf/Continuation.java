package org.zhengzhao.signing.pdf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.DisplayTemplate;
import org.zhengzhao.signing.pdf.Typesetter.Style;
import org.zhengzhao.signing.pdf.UnprintableLicenseException.Reason;

/** The pages after the first: every value that did not fit there, whole, under its label. */
final class Continuation {
    /** What stands on the first page in place of such a value. */
    static final String REFERENCE = "详见附页（see continuation page）";

    private static final int MAX_PAGES = 100;
    private static final double MM = Canvas.POINTS_PER_MILLIMETRE;
    private static final double MARGIN = 20 * MM;
    private static final Style LABEL = Style.bold(10.5);
    private static final Style VALUE = Style.regular(10.5);
    private static final double LEADING = 16;

    private final Map<String, Moved> moved = new LinkedHashMap<>();

    private record Moved(Bilingual label, String value) {}

    private record Line(String text, Style style) {}

    void add(String field, Bilingual label, String value) {
        moved.putIfAbsent(field, new Moved(label, value));
    }

    boolean isEmpty() {
        return moved.isEmpty();
    }

    List<Bytes> paint(DisplayTemplate template, Typesetter typesetter, String typeName, String number)
            throws UnprintableLicenseException {
        double width = template.page().width() * MM;
        double height = template.page().height() * MM;
        double top = height - MARGIN - 22;
        int linesOfPage = Math.max(1, (int) ((top - MARGIN - LEADING) / LEADING));
        List<Line> lines = new ArrayList<>();
        moved.forEach((field, entry) -> {
            lines.add(new Line(entry.label().chinese() + "  " + entry.label().english(), LABEL));
            typesetter.wrap(entry.value(), VALUE, width - 2 * MARGIN).forEach(line -> lines.add(new Line(line, VALUE)));
            lines.add(new Line("", VALUE));
        });
        int pages = (lines.size() + linesOfPage - 1) / linesOfPage;
        if (pages > MAX_PAGES) {
            throw UnprintableLicenseException.of(
                    Reason.TOO_LONG, moved.keySet().iterator().next());
        }
        List<Bytes> painted = new ArrayList<>();
        for (int page = 0; page < pages; page++) {
            Canvas canvas = new Canvas();
            Style head = Style.bold(13);
            canvas.fill(template.palette().title());
            String title = typeName + " 附页";
            for (String line : typesetter.wrap(title, head, width - 2 * MARGIN).subList(0, 1)) {
                typesetter.show(canvas, line, head, MARGIN, height - MARGIN);
            }
            Style small = Style.regular(8);
            canvas.fill(template.palette().label());
            typesetter.show(canvas, "证照编号 No. " + number.replace('\n', ' '), small, MARGIN, height - MARGIN - 14);
            canvas.fill(0x111111).stroke(template.palette().frame()).lineWidth(0.6);
            canvas.move(MARGIN, top + 3).line(width - MARGIN, top + 3).stroke();
            canvas.move(MARGIN, MARGIN - 2).line(width - MARGIN, MARGIN - 2).stroke();
            double y = top;
            for (Line line : lines.subList(page * linesOfPage, Math.min(lines.size(), (page + 1) * linesOfPage))) {
                y -= LEADING;
                typesetter.show(canvas, line.text(), line.style(), MARGIN, y);
            }
            String foot = pageOf(page + 2, pages + 1);
            canvas.fill(template.palette().label());
            typesetter.show(canvas, foot, small, (width - typesetter.width(foot, small)) / 2, MARGIN - 12);
            painted.add(Bytes.of(canvas.octets()));
        }
        return painted;
    }

    static String pageOf(int page, int pages) {
        return String.format(Locale.ROOT, "第 %d 页，共 %d 页  Page %d of %d", page, pages, page, pages);
    }
}
