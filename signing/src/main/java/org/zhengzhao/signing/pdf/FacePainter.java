package org.zhengzhao.signing.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.zhengzhao.schema.type.DisplayTemplate;
import org.zhengzhao.schema.type.DisplayTemplateBlock;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Entry;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;
import org.zhengzhao.signing.pdf.RowLayout.Cell;
import org.zhengzhao.signing.pdf.RowLayout.Look;
import org.zhengzhao.signing.pdf.Typesetter.Style;

/** Paints the blocks of a template with the values of one license. Their order in the template is the order of reading. */
final class FacePainter {
    /** Names under which pages find the background and the pictures. */
    static final String BACKGROUND = "Background";

    static final String PICTURE = "LicensePicture";

    private static final double MM = Canvas.POINTS_PER_MILLIMETRE;

    private final PdfFace face;
    private final DisplayTemplate template;
    private final Sheet sheet;
    private final TextPainter texts;
    private final FigurePainter figures;
    private final SealPainter seals;

    FacePainter(PdfFace face, Typesetter typesetter, PrintableText printable, Map<String, LicensePicture> pictures) {
        this.face = face;
        this.template = face.type().template();
        this.sheet = new Sheet(
                new TaggedPage(0),
                StructureElement.document(),
                typesetter,
                new FaceValues(face.type(), face.content(), printable),
                template.palette(),
                new Continuation(),
                template.page().height() * MM);
        this.texts = new TextPainter(sheet);
        this.figures = new FigurePainter(sheet, pictures);
        this.seals = new SealPainter(sheet, face.content(), printable);
    }

    PaintedFace paint() throws UnprintableLicenseException {
        sheet.page().beginArtifact().draw(BACKGROUND);
        sheet.page().end();
        SealPainter.PlacedSeal seal = null;
        for (DisplayTemplateBlock block : ShownFields.blocks(face.type())) {
            switch (block) {
                case DisplayTemplateBlock.Text text -> texts.paint(text);
                case DisplayTemplateBlock.Fields fields -> fields(fields);
                case DisplayTemplateBlock.Grid grid -> grid(grid);
                case DisplayTemplateBlock.Picture picture -> figures.paint(picture);
                case DisplayTemplateBlock.Qr qr -> figures.paint(qr);
                case DisplayTemplateBlock.Seal found -> seal = seals.paint(found);
            }
        }
        if (seal == null) {
            throw new IllegalStateException("a template has one seal");
        }
        List<TaggedPage.Painted> further = further();
        if (!further.isEmpty()) {
            foot(further.size() + 1);
        }
        List<TaggedPage.Painted> pages = new ArrayList<>();
        pages.add(sheet.page().painted());
        pages.addAll(further);
        return new PaintedFace(pages, sheet.document(), seal);
    }

    private List<TaggedPage.Painted> further() throws UnprintableLicenseException {
        if (sheet.continuation().isEmpty()) {
            return List.of();
        }
        return sheet.continuation()
                .paint(
                        template,
                        sheet.typesetter(),
                        sheet.document(),
                        texts.titled(),
                        sheet.values().value(DisplayTemplateBuiltin.TYPE_NAME.reference()),
                        sheet.values().value(DisplayTemplateBuiltin.NUMBER.reference()));
    }

    private void foot(int pages) {
        Style small = Style.regular(6.5);
        String foot = Continuation.pageOf(1, pages);
        double left = (template.page().width() * MM - sheet.typesetter().width(foot, small)) / 2;
        Canvas canvas = sheet.page().beginPagination().fill(sheet.palette().label());
        sheet.typesetter().show(canvas, foot, small, left, 3.2 * MM);
        sheet.page().end();
    }

    private void fields(DisplayTemplateBlock.Fields block) throws UnprintableLicenseException {
        List<Entry> entries = block.entries().isEmpty() ? ShownFields.unshown(face.type()) : block.entries();
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < entries.size(); i += block.columns()) {
            rows.add(cells(entries.subList(i, Math.min(entries.size(), i + block.columns()))));
        }
        Look look = new Look(
                false,
                block.labelWidth() * MM,
                block.sizes(),
                block.spread(),
                block.english(),
                block.ruled(),
                sheet.palette());
        new RowLayout(sheet, look, rows).paint(sheet.area(block.at()));
    }

    private void grid(DisplayTemplateBlock.Grid block) throws UnprintableLicenseException {
        List<List<Cell>> rows = new ArrayList<>();
        for (List<Entry> row : block.rows()) {
            rows.add(cells(row));
        }
        Look look =
                new Look(true, block.labelWidth() * MM, block.sizes(), false, block.english(), false, sheet.palette());
        new RowLayout(sheet, look, rows).paint(sheet.area(block.at()));
    }

    private List<Cell> cells(List<Entry> entries) throws UnprintableLicenseException {
        List<Cell> cells = new ArrayList<>();
        for (Entry entry : entries) {
            cells.add(new Cell(
                    entry.field(), sheet.values().label(entry), sheet.values().value(entry.field())));
        }
        return cells;
    }
}
