package org.zhengzhao.signing.pdf;

import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.type.DisplayTemplateBlock;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;
import org.zhengzhao.signing.face.PrintedValues;
import org.zhengzhao.signing.pdf.RowLayout.Area;
import org.zhengzhao.signing.pdf.StructureElement.Role;
import org.zhengzhao.signing.pdf.Typesetter.Style;

/** Paints what the seal is put over, the authority's name and the date, and draws the seal itself. */
final class SealPainter {
    private static final double MM = Canvas.POINTS_PER_MILLIMETRE;

    private final Sheet sheet;
    private final LicenseContent content;
    private final PrintableText printable;

    SealPainter(Sheet sheet, LicenseContent content, PrintableText printable) {
        this.sheet = sheet;
        this.content = content;
        this.printable = printable;
    }

    /**
     * A seal in its place.
     *
     * @param appearance operators for a square with sides of {@code diameter}
     * @param words what the seal is, for those who do not see it
     * @param diameter points
     * @param x left edge on the first page, in points
     * @param y lower edge on the first page, in points
     */
    record PlacedSeal(Bytes appearance, String words, double diameter, double x, double y) {}

    PlacedSeal paint(DisplayTemplateBlock.Seal block) throws UnprintableLicenseException {
        Area area = sheet.area(block.at());
        String authority = sheet.values().value(DisplayTemplateBuiltin.ISSUING_AUTHORITY.reference());
        text(block, area, authority);
        String words = "印章：" + authority.replace('\n', ' ') + "，" + SealDrawing.PURPOSE;
        double diameter = block.diameter() * MM;
        double x = area.left() + (area.width() - diameter) / 2;
        double y = area.top() - area.height();
        sheet.document()
                .child(Role.FORM)
                .alternative(words)
                .box(new StructureElement.Box(x, y, x + diameter, y + diameter))
                .seal();
        byte[] appearance = SealDrawing.draw(
                sheet.typesetter(), authority, content.issuingAuthority().code().value(), diameter);
        return new PlacedSeal(Bytes.of(appearance), words, diameter, x, y);
    }

    private void text(DisplayTemplateBlock.Seal block, Area area, String authority) throws UnprintableLicenseException {
        double size = block.size();
        String text = block.label().isPresent()
                ? sheet.values().printable(block.label().get(), "").chinese() + "：" + authority
                : authority;
        List<String> lines = sheet.typesetter().wrap(text, Style.regular(size), area.width());
        while (lines.size() > 2 && size > DisplayTemplateBlock.MIN_SIZE + 1) {
            size -= 0.5;
            lines = sheet.typesetter().wrap(text, Style.regular(size), area.width());
        }
        if (lines.size() > 3) {
            sheet.continuation()
                    .add(
                            DisplayTemplateBuiltin.ISSUING_AUTHORITY.reference(),
                            DisplayTemplateBuiltin.ISSUING_AUTHORITY.title(),
                            authority);
            lines = sheet.typesetter().wrap(Continuation.REFERENCE, Style.regular(size), area.width());
        }
        double y = area.top() - size * Typesetter.ASCENT;
        sheet.page().begin(sheet.document().child(Role.PARAGRAPH)).fill(Sheet.BLACK);
        for (String line : lines) {
            sheet.centred(line, size, area, y);
            y -= size * 1.3;
        }
        sheet.page().end();
        if (block.dated()) {
            String date = printable.of(PrintedValues.date(content.issuedOn()), "");
            // Between the star and what the seal is for, as seals are put over dates.
            double centre = area.top() - area.height() + block.diameter() * MM / 2;
            sheet.page().begin(sheet.document().child(Role.PARAGRAPH));
            sheet.centred(date, size, area, centre - block.diameter() * MM * 0.215);
            sheet.page().end();
        }
    }
}
