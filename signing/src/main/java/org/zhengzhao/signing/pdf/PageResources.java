package org.zhengzhao.signing.pdf;

import java.io.IOException;
import java.util.Collection;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.zhengzhao.signing.qr.QrSymbol;

/** The resources that all pages of a document share: fonts, background, QR symbol, pictures. */
final class PageResources {
    /** The graphics state in which a seal darkens what it is stamped on, so that text under it stays readable. */
    static final String OVERPRINT = "Stamped";

    private final PdfObjects objects;
    private final PDRectangle mediaBox;

    PageResources(PdfObjects objects, PDRectangle mediaBox) {
        this.objects = objects;
        this.mediaBox = mediaBox;
    }

    COSDictionary of(
            Collection<FontSubset> subsets,
            LicensePdf.Background background,
            QrSymbol qr,
            Collection<LicensePicture> pictures)
            throws IOException {
        COSDictionary fonts = new COSDictionary();
        for (FontSubset subset : subsets) {
            fonts.setItem(COSName.getPDFName(subset.resourceName()), subset.embed(objects));
        }
        COSDictionary drawings = new COSDictionary();
        drawings.setItem(COSName.getPDFName(FacePainter.BACKGROUND), background(background));
        drawings.setItem(COSName.getPDFName(LicensePdf.QR_RESOURCE), qr(qr));
        for (LicensePicture picture : pictures) {
            drawings.setItem(COSName.getPDFName(picture.resourceName()), picture.embed(objects));
        }
        COSDictionary stamped = new COSDictionary();
        stamped.setItem(COSName.BM, COSName.MULTIPLY);
        COSDictionary states = new COSDictionary();
        states.setItem(COSName.getPDFName(OVERPRINT), stamped);
        COSDictionary resources = new COSDictionary();
        resources.setItem(COSName.EXT_G_STATE, states);
        resources.setItem(COSName.FONT, fonts);
        resources.setItem(COSName.XOBJECT, drawings);
        return resources;
    }

    private COSStream background(LicensePdf.Background background) throws IOException {
        COSStream drawing =
                form(objects.ofDeflated(background.drawing().toArray()), mediaBox.getWidth(), mediaBox.getHeight());
        float height = (float) Ornament.microtextHeight();
        COSStream microtext = form(objects.ofDeflated(background.microtext().toArray()), mediaBox.getWidth(), height);
        microtext.setItem(COSName.BBOX, new PDRectangle(0, -height / 2, mediaBox.getWidth(), 2 * height).getCOSArray());
        COSDictionary drawings = new COSDictionary();
        drawings.setItem(COSName.getPDFName(Ornament.MICROTEXT), microtext);
        COSDictionary own = new COSDictionary();
        own.setItem(COSName.XOBJECT, drawings);
        drawing.setItem(COSName.RESOURCES, own);
        return drawing;
    }

    static COSStream form(COSStream form, float width, float height) {
        form.setItem(COSName.TYPE, COSName.XOBJECT);
        form.setItem(COSName.SUBTYPE, COSName.FORM);
        form.setItem(COSName.BBOX, new PDRectangle(width, height).getCOSArray());
        form.setItem(COSName.RESOURCES, new COSDictionary());
        return form;
    }

    private COSStream qr(QrSymbol symbol) throws IOException {
        int side = symbol.sizeWithQuietZone() * LicensePdf.QR_MODULE_PIXELS;
        COSStream image =
                objects.deflated(symbol.rows(LicensePdf.QR_MODULE_PIXELS).toArray());
        image.setItem(COSName.TYPE, COSName.XOBJECT);
        image.setItem(COSName.SUBTYPE, COSName.IMAGE);
        image.setInt(COSName.WIDTH, side);
        image.setInt(COSName.HEIGHT, side);
        image.setInt(COSName.BITS_PER_COMPONENT, 1);
        image.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
        return image;
    }
}
