package org.zhengzhao.signing.pdf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.DisplayTemplate;
import org.zhengzhao.signing.pdf.StructureElement.Role;
import org.zhengzhao.signing.pdf.Typesetter.Style;
import org.zhengzhao.signing.pdf.UnprintableLicenseException.Reason;

/** The pages after the first: every value that did not fit there, whole, under its label. */
final class Continuation {
    /** What stands on the first page in place of such a value. */
    static final String REFERENCE = "详见附页（see continuation page）";

    private static final int MAX_PAGES = 100;
    private static final double MM = Canvas.POINTS_PER_MILLIMETRE;
    private static final double MARGIN = 20 * MM;
    private static final Style HEAD = Style.bold(13);
    private static final Style SMALL = Style.regular(8);
    private static final Style LABEL = Style.bold(10.5);
    private static final Style VALUE = Style.regular(10.5);
    private static final double LEADING = 16;

    private final Map<String, Moved> moved = new LinkedHashMap<>();

    private record Moved(Bilingual label, String value) {}

    private record Line(String text, Style style, StructureElement element) {}

    void add(String field, Bilingual label, String value) {
        moved.putIfAbsent(field, new Moved(label, value));
    }

    boolean isEmpty() {
        return moved.isEmpty();
    }

    /**
     * Paints the pages.
     *
     * @param document the element of the structure tree that they belong to
     * @param titled whether the first page has a heading, under which these are
     */
    List<TaggedPage.Painted> paint(
            DisplayTemplate template,
            Typesetter typesetter,
            StructureElement document,
            boolean titled,
            String typeName,
            String number)
            throws UnprintableLicenseException {
        double width = template.page().width() * MM;
        double height = template.page().height() * MM;
        double top = height - MARGIN - 22;
        int linesOfPage = Math.max(1, (int) ((top - MARGIN - LEADING) / LEADING));
        StructureElement heading = document.child(titled ? Role.SUBHEADING : Role.HEADING);
        StructureElement reference = document.child(Role.PARAGRAPH);
        List<Line> lines = lines(typesetter, document.child(Role.LIST), width - 2 * MARGIN);
        List<List<Line>> pages = pages(lines, linesOfPage);
        if (pages.size() > MAX_PAGES) {
            throw UnprintableLicenseException.of(
                    Reason.TOO_LONG, moved.keySet().iterator().next());
        }
        String title =
                typesetter.wrap(typeName + " 附页", HEAD, width - 2 * MARGIN).getFirst();
        List<TaggedPage.Painted> painted = new ArrayList<>();
        for (int index = 0; index < pages.size(); index++) {
            TaggedPage page = new TaggedPage(index + 1);
            // What every page repeats is read on the first only.
            Canvas canvas = index == 0 ? page.begin(heading) : page.beginPagination();
            canvas.fill(template.palette().title());
            typesetter.show(canvas, title, HEAD, MARGIN, height - MARGIN);
            page.end();
            canvas = index == 0 ? page.begin(reference) : page.beginPagination();
            canvas.fill(template.palette().label());
            typesetter.show(canvas, "证照编号 No. " + number.replace('\n', ' '), SMALL, MARGIN, height - MARGIN - 14);
            page.end();
            page.beginArtifact().stroke(template.palette().frame()).lineWidth(0.6);
            canvas.move(MARGIN, top + 3).line(width - MARGIN, top + 3).stroke();
            canvas.move(MARGIN, MARGIN - 2).line(width - MARGIN, MARGIN - 2).stroke();
            page.end();
            canvas.fill(Sheet.BLACK);
            show(typesetter, page, top, pages.get(index));
            String foot = pageOf(index + 2, pages.size() + 1);
            page.beginPagination().fill(template.palette().label());
            typesetter.show(canvas, foot, SMALL, (width - typesetter.width(foot, SMALL)) / 2, MARGIN - 12);
            page.end();
            painted.add(page.painted());
        }
        return painted;
    }

    /** No page begins with an empty line or ends with a label whose value stands on the next. */
    private static List<List<Line>> pages(List<Line> lines, int linesOfPage) {
        List<List<Line>> pages = new ArrayList<>();
        for (int start = 0; start < lines.size(); ) {
            int end = Math.min(lines.size(), start + linesOfPage);
            while (end < lines.size()
                    && end > start + 1
                    && lines.get(end - 1).style().equals(LABEL)) {
                end--;
            }
            pages.add(lines.subList(start, end));
            start = end;
            while (start < lines.size() && lines.get(start).text().isEmpty()) {
                start++;
            }
        }
        return pages;
    }

    private List<Line> lines(Typesetter typesetter, StructureElement list, double width) {
        List<Line> lines = new ArrayList<>();
        moved.forEach((field, entry) -> {
            StructureElement item = list.child(Role.ITEM);
            StructureElement label = item.child(Role.LABEL);
            StructureElement body = item.child(Role.BODY);
            String title = entry.label().chinese() + "  " + entry.label().english();
            typesetter.wrap(title, LABEL, width).forEach(line -> lines.add(new Line(line, LABEL, label)));
            typesetter.wrap(entry.value(), VALUE, width).forEach(line -> lines.add(new Line(line, VALUE, body)));
            lines.add(new Line("", VALUE, body));
        });
        return lines;
    }

    /** Lines that follow each other and belong to one element are one piece of content. */
    private static void show(Typesetter typesetter, TaggedPage page, double top, List<Line> lines) {
        double y = top;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (i == 0 || !line.element().equals(lines.get(i - 1).element())) {
                page.begin(line.element());
            }
            y -= LEADING;
            typesetter.show(page.canvas(), line.text(), line.style(), MARGIN, y);
            if (i == lines.size() - 1 || !line.element().equals(lines.get(i + 1).element())) {
                page.end();
            }
        }
    }

    static String pageOf(int page, int pages) {
        return String.format(Locale.ROOT, "第 %d 页，共 %d 页  Page %d of %d", page, pages, page, pages);
    }
}
