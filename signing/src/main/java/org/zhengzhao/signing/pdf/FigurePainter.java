package org.zhengzhao.signing.pdf;

import java.util.Map;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.DisplayTemplateBlock;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Entry;
import org.zhengzhao.signing.pdf.RowLayout.Area;
import org.zhengzhao.signing.pdf.StructureElement.Role;
import org.zhengzhao.signing.pdf.Typesetter.Style;

/** Paints what is seen and not read: pictures of the license and the QR symbol. Each says in words what it is. */
final class FigurePainter {
    private static final double MM = Canvas.POINTS_PER_MILLIMETRE;
    private static final String QR_IN_WORDS = "二维码，扫描可核验本证照";

    private final Sheet sheet;
    private final Map<String, LicensePicture> pictures;

    FigurePainter(Sheet sheet, Map<String, LicensePicture> pictures) {
        this.sheet = sheet;
        this.pictures = pictures;
    }

    void paint(DisplayTemplateBlock.Picture block) throws UnprintableLicenseException {
        Area area = sheet.area(block.at());
        LicensePicture picture = pictures.get(block.field());
        if (picture == null) {
            return;
        }
        double captionHeight = block.caption().isPresent() ? 9 : 0;
        double room = area.height() - captionHeight;
        double scale = Math.min(area.width() / picture.width(), room / picture.height());
        double width = picture.width() * scale;
        double height = picture.height() * scale;
        double x = area.left() + (area.width() - width) / 2;
        double y = area.top() - room + (room - height) / 2;
        String words = sheet.values().label(Entry.of(block.field())).chinese();
        StructureElement figure = figure(words, x, y, width, height);
        sheet.page()
                .begin(figure)
                .save()
                .shift(x, y)
                .scale(width, height)
                .draw(picture.resourceName())
                .restore();
        sheet.page().end();
        sheet.page()
                .beginArtifact()
                .save()
                .stroke(sheet.palette().frame())
                .lineWidth(0.5)
                .rectangle(x, y, width, height)
                .stroke()
                .restore();
        sheet.page().end();
        if (block.caption().isPresent()) {
            Bilingual caption = sheet.values().printable(block.caption().get(), block.field());
            sheet.page().begin(figure.child(Role.CAPTION)).fill(sheet.palette().label());
            sheet.centred(caption.chinese() + " " + caption.english(), 6.5, area, area.top() - area.height() + 1.5);
            sheet.page().end();
        }
    }

    void paint(DisplayTemplateBlock.Qr block) throws UnprintableLicenseException {
        Area area = sheet.area(block.at());
        double captionHeight = block.caption().isPresent() ? 6.2 * MM : 0;
        double side = Math.min(area.width(), area.height() - captionHeight);
        double x = area.left() + (area.width() - side) / 2;
        double y = area.top() - side;
        StructureElement figure = figure(QR_IN_WORDS, x, y, side, side);
        sheet.page()
                .begin(figure)
                .save()
                .shift(x, y)
                .scale(side, side)
                .draw(LicensePdf.QR_RESOURCE)
                .restore();
        sheet.page().end();
        if (block.caption().isPresent()) {
            Bilingual caption = sheet.values().printable(block.caption().get(), "");
            Canvas canvas = sheet.page().begin(figure.child(Role.CAPTION));
            canvas.fill(sheet.palette().label());
            sheet.centred(caption.chinese(), 6.5, area, y - 7);
            sheet.beginEnglish(Style.regular(5), area.left(), y - 13);
            sheet.centred(caption.english(), 5, area, y - 13);
            canvas.endMarked();
            sheet.page().end();
        }
    }

    private StructureElement figure(String words, double x, double y, double width, double height) {
        return sheet.document()
                .child(Role.FIGURE)
                .alternative(words)
                .box(new StructureElement.Box(x, y, x + width, y + height));
    }
}
