package org.zhengzhao.signing.pdf;

import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.schema.type.DisplayTemplateBlock;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Entry;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;
import org.zhengzhao.signing.pdf.RowLayout.Area;
import org.zhengzhao.signing.pdf.StructureElement.Role;
import org.zhengzhao.signing.pdf.Typesetter.Style;

/** Paints text blocks: headings, fixed texts, values without a label. */
final class TextPainter {
    private static final double LEADING = 1.25;

    private final Sheet sheet;
    private boolean titled;

    TextPainter(Sheet sheet) {
        this.sheet = sheet;
    }

    private record Fitted(List<String> lines, Style style, List<String> englishLines, Style englishStyle) {
        double height() {
            return lines.size() * style.size() * LEADING + englishLines.size() * englishStyle.size() * LEADING;
        }
    }

    /** Whether the name of the license has been painted, which is the heading of the document. */
    boolean titled() {
        return titled;
    }

    void paint(DisplayTemplateBlock.Text block) throws UnprintableLicenseException {
        Optional<Bilingual> fixed = block.text();
        String field = block.field().orElse("");
        if (!field.isEmpty() && sheet.values().value(field).equals(FaceValues.NONE)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        if (fixed.isPresent()) {
            text.append(sheet.values().printable(fixed.get(), field).chinese());
            if (!field.isEmpty()) {
                text.append("：");
            }
        }
        if (!field.isEmpty()) {
            text.append(sheet.values().value(field));
        }
        String english = fixed.isPresent() && block.english()
                ? sheet.values().printable(fixed.get(), field).english()
                : "";
        Area area = sheet.area(block.at());
        Optional<Fitted> fitted = fit(text.toString(), english, block, area);
        if (fitted.isEmpty()) {
            Bilingual label = fixed.isPresent()
                    ? sheet.values().printable(fixed.get(), field)
                    : sheet.values()
                            .label(Entry.of(field.isEmpty() ? DisplayTemplateBuiltin.TYPE_NAME.reference() : field));
            sheet.continuation().add(field.isEmpty() ? text.toString() : field, label, text.toString());
            fitted = fit(Continuation.REFERENCE, "", block, area);
        }
        if (fitted.isPresent()) {
            draw(fitted.get(), block, area);
        }
    }

    private void draw(Fitted fitted, DisplayTemplateBlock.Text block, Area area) {
        Canvas canvas = sheet.page().begin(element(block));
        canvas.fill(
                switch (block.ink()) {
                    case TEXT -> Sheet.BLACK;
                    case LABEL -> sheet.palette().label();
                    case TITLE -> sheet.palette().title();
                });
        double y = area.top();
        for (String line : fitted.lines()) {
            y = line(line, fitted.style(), block, area, y);
        }
        if (!fitted.englishLines().isEmpty()) {
            sheet.beginEnglish(fitted.englishStyle(), area.left(), y);
            for (String line : fitted.englishLines()) {
                y = line(line, fitted.englishStyle(), block, area, y);
            }
            canvas.endMarked();
        }
        sheet.page().end();
    }

    private StructureElement element(DisplayTemplateBlock.Text block) {
        String field = block.field().orElse("");
        if (!titled && field.equals(DisplayTemplateBuiltin.TYPE_NAME.reference())) {
            titled = true;
            return sheet.document().child(Role.HEADING);
        }
        StructureElement paragraph = sheet.document().child(Role.PARAGRAPH);
        return field.equals(DisplayTemplateBuiltin.TYPE_NAME_ENGLISH.reference())
                        && block.text().isEmpty()
                ? paragraph.language(Language.ENGLISH.tag())
                : paragraph;
    }

    private double line(String text, Style style, DisplayTemplateBlock.Text block, Area area, double top) {
        double free = area.width() - sheet.typesetter().width(text, style);
        double left = area.left()
                + switch (block.align()) {
                    case LEFT -> 0;
                    case CENTER -> free / 2;
                    case RIGHT -> free;
                };
        sheet.typesetter()
                .show(sheet.page().canvas(), text, style, left, top - style.size() * (Typesetter.ASCENT + 0.08));
        return top - style.size() * LEADING;
    }

    private Optional<Fitted> fit(String text, String english, DisplayTemplateBlock.Text block, Area area) {
        for (double size = block.sizes().largest(); size >= block.sizes().smallest(); size -= 0.5) {
            Style style = new Style(block.weight(), size, size * block.spacing() / 100);
            Style small = Style.regular(Math.max(4.5, size * 0.42));
            Fitted fitted = new Fitted(
                    sheet.typesetter().wrap(text, style, area.width()),
                    style,
                    english.isEmpty() ? List.of() : sheet.typesetter().wrap(english, small, area.width()),
                    small);
            if (fitted.height() <= area.height() + 0.5) {
                return Optional.of(fitted);
            }
        }
        return Optional.empty();
    }
}
