package org.zhengzhao.signing.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.type.DisplayTemplate;
import org.zhengzhao.signing.qr.QrSymbol;

/** Puts the objects of one license PDF together. */
final class PdfAssembly implements AutoCloseable {
    private final PdfFace face;
    private final Conformance conformance;
    private final PdfDates dates;
    private final Bytes contentJson;
    private final PDDocument document = new PDDocument();
    private final PdfObjects objects = new PdfObjects(document.getDocument());
    private final COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    private final PDRectangle mediaBox;

    PdfAssembly(PdfFace face, Instant signedAt, Conformance conformance) {
        this.face = face;
        this.conformance = conformance;
        this.dates = new PdfDates(signedAt.truncatedTo(ChronoUnit.SECONDS).atZone(ValidityPeriod.ZONE));
        this.contentJson = LicenseContentJson.canonical(face.content());
        DisplayTemplate.PageSize page = face.type().template().page();
        this.mediaBox = new PDRectangle((float) (page.width() * Canvas.POINTS_PER_MILLIMETRE), (float)
                (page.height() * Canvas.POINTS_PER_MILLIMETRE));
        document.getDocument().setVersion(1.7f);
        document.setDocumentId(
                ByteBuffer.wrap(LicenseDigest.ofCanonical(contentJson).value().toArray())
                        .getLong());
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    COSDictionary resources(
            Collection<FontSubset> subsets,
            LicensePdf.Background background,
            QrSymbol qr,
            Collection<LicensePicture> pictures)
            throws IOException {
        return new PageResources(objects, mediaBox).of(subsets, background, qr, pictures);
    }

    /**
     * The whole document with room for the signature.
     *
     * @param octetsOfSignature the room
     */
    UnsignedPdf write(PaintedFace painted, COSDictionary resources, int octetsOfSignature, Bytes colourProfile)
            throws IOException {
        List<COSDictionary> pages = pages(painted, resources);
        SealField seal = SealField.of(
                painted.seal(),
                pages.getFirst(),
                resources,
                objects,
                face.content().issuingAuthority().name(),
                dates,
                octetsOfSignature);
        seal.enter(catalog);
        StructureTree.enter(catalog, painted, pages, seal.dictionary());
        new AssociatedFiles(objects, dates).enter(catalog, face, contentJson);
        new DocumentDescription(objects, dates, conformance)
                .enter(catalog, document.getDocumentInformation().getCOSObject(), face.content(), colourProfile);
        ByteArrayOutputStream out = new ByteArrayOutputStream(128 * 1024);
        document.save(out, CompressParameters.NO_COMPRESSION);
        return seal.find(out.toByteArray());
    }

    private List<COSDictionary> pages(PaintedFace painted, COSDictionary resources) throws IOException {
        List<COSDictionary> pages = new ArrayList<>();
        for (TaggedPage.Painted paintedPage : painted.pages()) {
            PDPage page = new PDPage(mediaBox);
            page.getCOSObject().setItem(COSName.RESOURCES, resources);
            page.getCOSObject()
                    .setItem(
                            COSName.CONTENTS,
                            objects.deflated(paintedPage.content().toArray()));
            document.addPage(page);
            pages.add(page.getCOSObject());
        }
        return pages;
    }
}
