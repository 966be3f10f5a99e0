package org.zhengzhao.signing.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.DisplayTemplate;
import org.zhengzhao.schema.type.DisplayTemplateBlock;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Box;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Entry;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;
import org.zhengzhao.schema.type.DisplayTemplatePalette;
import org.zhengzhao.schema.type.FieldSchema;
import org.zhengzhao.schema.type.PictureField;
import org.zhengzhao.signing.pdf.RowLayout.Area;
import org.zhengzhao.signing.pdf.RowLayout.Cell;
import org.zhengzhao.signing.pdf.RowLayout.Look;
import org.zhengzhao.signing.pdf.Typesetter.Style;

/** Paints the blocks of a template with the values of one license. */
final class FacePainter {
    /** Names under which pages find the background, the QR symbol and the pictures. */
    static final String BACKGROUND = "Background";

    static final String PICTURE = "LicensePicture";

    private static final double MM = Canvas.POINTS_PER_MILLIMETRE;
    private static final int BLACK = 0x111111;

    private final PdfFace face;
    private final DisplayTemplate template;
    private final DisplayTemplatePalette palette;
    private final Typesetter typesetter;
    private final PrintableText printable;
    private final FaceValues values;
    private final Map<String, LicensePicture> pictures;
    private final Continuation continuation = new Continuation();
    private final Canvas canvas = new Canvas();
    private final double pageHeight;

    FacePainter(PdfFace face, Typesetter typesetter, PrintableText printable, Map<String, LicensePicture> pictures) {
        this.face = face;
        this.template = face.type().template();
        this.palette = template.palette();
        this.typesetter = typesetter;
        this.printable = printable;
        this.values = new FaceValues(face.type(), face.content(), printable);
        this.pictures = pictures;
        this.pageHeight = template.page().height() * MM;
    }

    PaintedFace paint() throws UnprintableLicenseException {
        List<DisplayTemplateBlock> blocks =
                template.blocks().isEmpty() ? GenericLayout.blocks(face.type()) : template.blocks();
        canvas.draw(BACKGROUND);
        DisplayTemplateBlock.Seal seal = null;
        for (DisplayTemplateBlock block : blocks) {
            switch (block) {
                case DisplayTemplateBlock.Text text -> text(text);
                case DisplayTemplateBlock.Fields fields -> fields(fields);
                case DisplayTemplateBlock.Grid grid -> grid(grid);
                case DisplayTemplateBlock.Picture picture -> picture(picture);
                case DisplayTemplateBlock.Qr qr -> qr(qr);
                case DisplayTemplateBlock.Seal found -> {
                    sealText(found);
                    seal = found;
                }
            }
        }
        if (seal == null) {
            throw new IllegalStateException("a template has one seal");
        }
        List<Bytes> further = continuation.isEmpty()
                ? List.of()
                : continuation.paint(
                        template,
                        typesetter,
                        values.value(DisplayTemplateBuiltin.TYPE_NAME.reference()),
                        values.value(DisplayTemplateBuiltin.NUMBER.reference()));
        if (!further.isEmpty()) {
            Style small = Style.regular(6.5);
            String foot = Continuation.pageOf(1, further.size() + 1);
            canvas.fill(palette.label());
            double left = (template.page().width() * MM - typesetter.width(foot, small)) / 2;
            typesetter.show(canvas, foot, small, left, 3.2 * MM);
        }
        List<Bytes> pages = new ArrayList<>();
        pages.add(Bytes.of(canvas.octets()));
        pages.addAll(further);
        double diameter = seal.diameter() * MM;
        Area area = area(seal.at());
        return new PaintedFace(
                pages,
                Bytes.of(SealDrawing.draw(
                        typesetter,
                        values.value(DisplayTemplateBuiltin.ISSUING_AUTHORITY.reference()),
                        face.content().issuingAuthority().code().value(),
                        diameter)),
                diameter,
                area.left() + (area.width() - diameter) / 2,
                area.top() - area.height());
    }

    private Area area(Box box) {
        return new Area(box.x() * MM, pageHeight - box.y() * MM, box.width() * MM, box.height() * MM);
    }

    private void text(DisplayTemplateBlock.Text block) throws UnprintableLicenseException {
        Optional<Bilingual> fixed = block.text();
        String field = block.field().orElse("");
        if (!field.isEmpty() && values.value(field).equals(FaceValues.NONE)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        if (fixed.isPresent()) {
            text.append(values.printable(fixed.get(), field).chinese());
            if (!field.isEmpty()) {
                text.append("：");
            }
        }
        if (!field.isEmpty()) {
            text.append(values.value(field));
        }
        String english = fixed.isPresent() && block.english()
                ? values.printable(fixed.get(), field).english()
                : "";
        Area area = area(block.at());
        Optional<Fitted> fitted = fit(text.toString(), english, block, area);
        if (fitted.isEmpty()) {
            Bilingual label = fixed.isPresent()
                    ? values.printable(fixed.get(), field)
                    : values.label(Entry.of(field.isEmpty() ? DisplayTemplateBuiltin.TYPE_NAME.reference() : field));
            continuation.add(field.isEmpty() ? text.toString() : field, label, text.toString());
            fitted = fit(Continuation.REFERENCE, "", block, area);
        }
        if (fitted.isEmpty()) {
            return;
        }
        Fitted lines = fitted.get();
        canvas.fill(
                switch (block.ink()) {
                    case TEXT -> BLACK;
                    case LABEL -> palette.label();
                    case TITLE -> palette.title();
                });
        double y = area.top();
        for (String line : lines.lines()) {
            y = line(line, lines.style(), block, area, y);
        }
        for (String line : lines.englishLines()) {
            y = line(line, lines.englishStyle(), block, area, y);
        }
    }

    private double line(String text, Style style, DisplayTemplateBlock.Text block, Area area, double top) {
        double free = area.width() - typesetter.width(text, style);
        double left = area.left()
                + switch (block.align()) {
                    case LEFT -> 0;
                    case CENTER -> free / 2;
                    case RIGHT -> free;
                };
        typesetter.show(canvas, text, style, left, top - style.size() * (Typesetter.ASCENT + 0.08));
        return top - style.size() * 1.25;
    }

    private record Fitted(List<String> lines, Style style, List<String> englishLines, Style englishStyle) {
        double height() {
            return lines.size() * style.size() * 1.25 + englishLines.size() * englishStyle.size() * 1.25;
        }
    }

    private Optional<Fitted> fit(String text, String english, DisplayTemplateBlock.Text block, Area area) {
        for (double size = block.sizes().largest(); size >= block.sizes().smallest(); size -= 0.5) {
            Style style = new Style(block.weight(), size, size * block.spacing() / 100);
            Style small = Style.regular(Math.max(4.5, size * 0.42));
            Fitted fitted = new Fitted(
                    typesetter.wrap(text, style, area.width()),
                    style,
                    english.isEmpty() ? List.of() : typesetter.wrap(english, small, area.width()),
                    small);
            if (fitted.height() <= area.height() + 0.5) {
                return Optional.of(fitted);
            }
        }
        return Optional.empty();
    }

    private void fields(DisplayTemplateBlock.Fields block) throws UnprintableLicenseException {
        List<Entry> entries = block.entries().isEmpty() ? unshown() : block.entries();
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < entries.size(); i += block.columns()) {
            rows.add(cells(entries.subList(i, Math.min(entries.size(), i + block.columns()))));
        }
        Look look = new Look(
                false, block.labelWidth() * MM, block.sizes(), block.spread(), block.english(), block.ruled(), palette);
        new RowLayout(typesetter, continuation, look, rows).paint(canvas, area(block.at()));
    }

    /** The fields of the type that no other block shows. */
    private List<Entry> unshown() {
        FieldSchema fields = face.type().fields();
        List<String> pictureNames =
                fields.pictureFields().stream().map(PictureField::name).toList();
        return fields.names().stream()
                .filter(name ->
                        !pictureNames.contains(name) && !template.fieldNames().contains(name))
                .map(Entry::of)
                .toList();
    }

    private void grid(DisplayTemplateBlock.Grid block) throws UnprintableLicenseException {
        List<List<Cell>> rows = new ArrayList<>();
        for (List<Entry> row : block.rows()) {
            rows.add(cells(row));
        }
        Look look = new Look(true, block.labelWidth() * MM, block.sizes(), false, block.english(), false, palette);
        new RowLayout(typesetter, continuation, look, rows).paint(canvas, area(block.at()));
    }

    private List<Cell> cells(List<Entry> entries) throws UnprintableLicenseException {
        List<Cell> cells = new ArrayList<>();
        for (Entry entry : entries) {
            cells.add(new Cell(entry.field(), values.label(entry), values.value(entry.field())));
        }
        return cells;
    }

    private void picture(DisplayTemplateBlock.Picture block) throws UnprintableLicenseException {
        Area area = area(block.at());
        LicensePicture picture = pictures.get(block.field());
        if (picture == null) {
            return;
        }
        if (block.caption().isPresent()) {
            Bilingual caption = values.printable(block.caption().get(), block.field());
            canvas.fill(palette.label());
            double foot = area.top() - area.height();
            centred(caption.chinese() + " " + caption.english(), 6.5, area, foot + 1.5);
            area = new Area(area.left(), area.top(), area.width(), area.height() - 9);
        }
        double scale = Math.min(area.width() / picture.width(), area.height() / picture.height());
        double width = picture.width() * scale;
        double height = picture.height() * scale;
        double x = area.left() + (area.width() - width) / 2;
        double y = area.top() - area.height() + (area.height() - height) / 2;
        canvas.save()
                .shift(x, y)
                .scale(width, height)
                .draw(picture.resourceName())
                .restore()
                .save()
                .stroke(palette.frame())
                .lineWidth(0.5)
                .rectangle(x, y, width, height)
                .stroke()
                .restore();
    }

    private void qr(DisplayTemplateBlock.Qr block) throws UnprintableLicenseException {
        Area area = area(block.at());
        double captionHeight = block.caption().isPresent() ? 6.2 * MM : 0;
        double side = Math.min(area.width(), area.height() - captionHeight);
        double x = area.left() + (area.width() - side) / 2;
        double y = area.top() - side;
        canvas.save().shift(x, y).scale(side, side).draw(LicensePdf.QR_RESOURCE).restore();
        if (block.caption().isPresent()) {
            Bilingual caption = values.printable(block.caption().get(), "");
            canvas.fill(palette.label());
            centred(caption.chinese(), 6.5, area, y - 7);
            centred(caption.english(), 5, area, y - 13);
        }
    }

    private void centred(String text, double size, Area area, double baseline) {
        Style style = Style.regular(size);
        double width = typesetter.width(text, style);
        if (width > area.width()) {
            style = Style.regular(size * area.width() / width);
            width = area.width();
        }
        typesetter.show(canvas, text, style, area.left() + (area.width() - width) / 2, baseline);
    }

    private void sealText(DisplayTemplateBlock.Seal block) throws UnprintableLicenseException {
        Area area = area(block.at());
        double size = block.size();
        String authority = values.value(DisplayTemplateBuiltin.ISSUING_AUTHORITY.reference());
        String text = block.label().isPresent()
                ? values.printable(block.label().get(), "").chinese() + "：" + authority
                : authority;
        List<String> lines = typesetter.wrap(text, Style.regular(size), area.width());
        while (lines.size() > 2 && size > DisplayTemplateBlock.MIN_SIZE + 1) {
            size -= 0.5;
            lines = typesetter.wrap(text, Style.regular(size), area.width());
        }
        if (lines.size() > 3) {
            continuation.add(
                    DisplayTemplateBuiltin.ISSUING_AUTHORITY.reference(),
                    DisplayTemplateBuiltin.ISSUING_AUTHORITY.title(),
                    authority);
            lines = typesetter.wrap(Continuation.REFERENCE, Style.regular(size), area.width());
        }
        double leading = size * 1.3;
        double y = area.top() - size * Typesetter.ASCENT;
        canvas.fill(BLACK);
        for (String line : lines) {
            centred(line, size, area, y);
            y -= leading;
        }
        if (block.dated()) {
            String date = printable.of(FaceValues.date(face.content().issuedOn()), "");
            // Between the star and what the seal is for, as seals are put over dates.
            double centre = area.top() - area.height() + block.diameter() * MM / 2;
            centred(date, size, area, centre - block.diameter() * MM * 0.215);
        }
    }
}
