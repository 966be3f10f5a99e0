package org.zhengzhao.signing.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.type.DisplayTemplate;
import org.zhengzhao.signing.face.EmbeddedFile;
import org.zhengzhao.signing.qr.QrSymbol;

/** Puts the objects of one license PDF together. */
final class PdfAssembly implements AutoCloseable {
    /** The graphics state in which a seal darkens what it is stamped on, so that text under it stays readable. */
    static final String OVERPRINT = "Stamped";

    private static final COSName RELATIONSHIP = COSName.getPDFName("AFRelationship");
    private static final COSName ASSOCIATED_FILES = COSName.getPDFName("AF");
    /** Ten digits, so that the real offsets, which have fewer, fit into the place. */
    private static final int PLACE = 1_000_000_000;

    private static final DateTimeFormatter PDF_DATE =
            DateTimeFormatter.ofPattern("'D:'yyyyMMddHHmmss'+08''00'''", Locale.ROOT);
    private static final DateTimeFormatter XMP_DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'+08:00'", Locale.ROOT);

    private final PdfFace face;
    private final ZonedDateTime signedAt;
    private final Bytes contentJson;
    private final PDDocument document = new PDDocument();
    private final PdfObjects objects = new PdfObjects(document.getDocument());
    private final COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    private final COSDictionary resources = new COSDictionary();
    private final PDRectangle mediaBox;
    private int reserved;

    PdfAssembly(PdfFace face, Instant signedAt) {
        this.face = face;
        this.signedAt = signedAt.truncatedTo(ChronoUnit.SECONDS).atZone(ValidityPeriod.ZONE);
        this.contentJson = LicenseContentJson.canonical(face.content());
        DisplayTemplate.PageSize page = face.type().template().page();
        this.mediaBox = new PDRectangle((float) (page.width() * Canvas.POINTS_PER_MILLIMETRE), (float)
                (page.height() * Canvas.POINTS_PER_MILLIMETRE));
        document.setVersion(1.7f);
        document.setDocumentId(
                ByteBuffer.wrap(LicenseDigest.ofCanonical(contentJson).value().toArray())
                        .getLong());
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    void resources(
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
        resources.setItem(COSName.EXT_G_STATE, states);
        resources.setItem(COSName.FONT, fonts);
        resources.setItem(COSName.XOBJECT, drawings);
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

    private static COSStream form(COSStream form, float width, float height) {
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

    void pages(List<Bytes> contents) throws IOException {
        for (Bytes content : contents) {
            PDPage page = new PDPage(mediaBox);
            page.getCOSObject().setItem(COSName.RESOURCES, resources);
            page.getCOSObject().setItem(COSName.CONTENTS, objects.deflated(content.toArray()));
            document.addPage(page);
        }
    }

    /** The signature field, its appearance, and the signature dictionary with the places left open. */
    void seal(PaintedFace painted, int octetsOfSignature) throws IOException {
        reserved = octetsOfSignature;
        COSStream appearance = form(objects.deflated(painted.seal().toArray()), (float) painted.sealDiameter(), (float)
                painted.sealDiameter());
        appearance.setItem(COSName.RESOURCES, resources);

        COSDictionary parameters = new COSDictionary();
        parameters.setItem(COSName.TYPE, COSName.getPDFName("TransformParams"));
        parameters.setInt(COSName.P, 1);
        parameters.setName(COSName.V, "1.2");
        COSDictionary reference = new COSDictionary();
        reference.setItem(COSName.TYPE, COSName.getPDFName("SigRef"));
        reference.setName(COSName.getPDFName("TransformMethod"), "DocMDP");
        reference.setItem(COSName.getPDFName("TransformParams"), parameters);
        reference.setDirect(true);
        parameters.setDirect(true);
        COSArray references = new COSArray();
        references.add(reference);

        COSString contents = new COSString(new byte[octetsOfSignature], true);
        COSArray byteRange = new COSArray();
        byteRange.add(COSInteger.ZERO);
        for (int i = 0; i < 3; i++) {
            byteRange.add(COSInteger.get(PLACE));
        }
        COSDictionary value = new COSDictionary();
        value.setItem(COSName.TYPE, COSName.SIG);
        value.setName(COSName.FILTER, "Adobe.PPKLite");
        value.setName(COSName.SUB_FILTER, "ETSI.CAdES.detached");
        value.setItem(COSName.CONTENTS, contents);
        value.setItem(COSName.BYTERANGE, byteRange);
        value.setItem(COSName.M, new COSString(PDF_DATE.format(signedAt)));
        value.setItem(
                COSName.NAME, new COSString(face.content().issuingAuthority().name()));
        value.setItem(COSName.getPDFName("Reference"), references);

        COSDictionary page = document.getPage(0).getCOSObject();
        COSDictionary appearances = new COSDictionary();
        appearances.setItem(COSName.N, appearance);
        COSDictionary field = new COSDictionary();
        field.setItem(COSName.TYPE, COSName.ANNOT);
        field.setItem(COSName.SUBTYPE, COSName.WIDGET);
        field.setItem(COSName.FT, COSName.SIG);
        field.setItem(COSName.T, new COSString(LicensePdf.SEAL_FIELD));
        field.setItem(
                COSName.RECT,
                new PDRectangle(
                                (float) painted.sealX(),
                                (float) painted.sealY(),
                                (float) painted.sealDiameter(),
                                (float) painted.sealDiameter())
                        .getCOSArray());
        field.setInt(COSName.F, 132); // printed, locked
        field.setItem(COSName.P, page);
        field.setItem(COSName.V, value);
        field.setItem(COSName.AP, appearances);
        page.setItem(COSName.ANNOTS, array(field));

        COSDictionary form = new COSDictionary();
        form.setItem(COSName.FIELDS, array(field));
        form.setInt(COSName.getPDFName("SigFlags"), 3); // signatures exist, append only
        catalog.setItem(COSName.ACRO_FORM, form);
        COSDictionary permissions = new COSDictionary();
        permissions.setItem(COSName.getPDFName("DocMDP"), value);
        catalog.setItem(COSName.getPDFName("Perms"), permissions);
    }

    void embedFiles() throws IOException {
        COSDictionary credential =
                file(EmbeddedFile.CREDENTIAL, face.credential(), "Alternative", "QR credential (COSE_Sign1)");
        COSDictionary type = file(EmbeddedFile.LICENSE_TYPE, face.typeJson(), "Supplement", "License type");
        COSDictionary license = file(EmbeddedFile.LICENSE, contentJson, "Data", "Machine-readable license");
        COSArray names = new COSArray(); // a name tree is sorted
        names.add(new COSString(EmbeddedFile.CREDENTIAL.fileName()));
        names.add(credential);
        names.add(new COSString(EmbeddedFile.LICENSE_TYPE.fileName()));
        names.add(type);
        names.add(new COSString(EmbeddedFile.LICENSE.fileName()));
        names.add(license);
        COSDictionary tree = new COSDictionary();
        tree.setItem(COSName.NAMES, names);
        COSDictionary all = new COSDictionary();
        all.setItem(COSName.EMBEDDED_FILES, tree);
        catalog.setItem(COSName.NAMES, all);
        catalog.setItem(ASSOCIATED_FILES, array(license, type, credential));
    }

    private COSDictionary file(EmbeddedFile kind, Bytes octets, String relationship, String description)
            throws IOException {
        COSDictionary parameters = new COSDictionary();
        parameters.setInt(COSName.SIZE, octets.length());
        parameters.setItem(COSName.MOD_DATE, new COSString(PDF_DATE.format(signedAt)));
        COSStream stream = objects.deflated(octets.toArray());
        stream.setItem(COSName.TYPE, COSName.getPDFName("EmbeddedFile"));
        stream.setName(COSName.SUBTYPE, kind.mediaType());
        stream.setItem(COSName.PARAMS, parameters);
        COSDictionary both = new COSDictionary();
        both.setItem(COSName.F, stream);
        both.setItem(COSName.UF, stream);
        COSDictionary specification = new COSDictionary();
        specification.setItem(COSName.TYPE, COSName.FILESPEC);
        specification.setItem(COSName.F, new COSString(kind.fileName()));
        specification.setItem(COSName.UF, new COSString(kind.fileName()));
        specification.setItem(COSName.DESC, new COSString(description));
        specification.setName(RELATIONSHIP, relationship);
        specification.setItem(COSName.EF, both);
        return specification;
    }

    /** Output intent, metadata, language: what makes a PDF/A of it. */
    void describe(Bytes colourProfile) throws IOException {
        COSStream profile = objects.ofDeflated(colourProfile.toArray());
        profile.setInt(COSName.N, 3);
        COSDictionary intent = new COSDictionary();
        intent.setItem(COSName.TYPE, COSName.getPDFName("OutputIntent"));
        intent.setItem(COSName.S, COSName.GTS_PDFA1);
        intent.setItem(COSName.OUTPUT_CONDITION_IDENTIFIER, new COSString("sRGB IEC61966-2.1"));
        intent.setItem(COSName.INFO, new COSString("sRGB IEC61966-2.1"));
        intent.setItem(COSName.DEST_OUTPUT_PROFILE, profile);
        catalog.setItem(COSName.OUTPUT_INTENTS, array(intent));
        catalog.setItem(COSName.LANG, new COSString("zh-CN"));
        COSDictionary preferences = new COSDictionary();
        preferences.setItem(COSName.getPDFName("DisplayDocTitle"), COSBoolean.TRUE);
        catalog.setItem(COSName.VIEWER_PREFERENCES, preferences);
        COSStream metadata = objects.raw(
                LicenseMetadata.xmp(face.content(), XMP_DATE.format(signedAt)).getBytes(StandardCharsets.UTF_8));
        metadata.setItem(COSName.TYPE, COSName.METADATA);
        metadata.setItem(COSName.SUBTYPE, COSName.getPDFName("XML"));
        catalog.setItem(COSName.METADATA, metadata);

        COSDictionary information = document.getDocumentInformation().getCOSObject();
        information.setItem(COSName.TITLE, new COSString(LicenseMetadata.title(face.content())));
        information.setItem(COSName.PRODUCER, new COSString(LicenseMetadata.PRODUCER));
        information.setItem(COSName.CREATION_DATE, new COSString(PDF_DATE.format(signedAt)));
        information.setItem(COSName.MOD_DATE, new COSString(PDF_DATE.format(signedAt)));
    }

    UnsignedPdf write() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128 * 1024);
        document.save(out, CompressParameters.NO_COMPRESSION);
        byte[] octets = out.toByteArray();
        String places =
                "/Contents <" + "00".repeat(reserved) + ">\n/ByteRange [0 " + PLACE + " " + PLACE + " " + PLACE + "]";
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int start = text.indexOf(places);
        if (start < 0 || text.indexOf(places, start + 1) >= 0) {
            throw new IllegalStateException("the place for the signature is not where it should be");
        }
        int contentsStart = start + "/Contents ".length();
        int contentsEnd = contentsStart + 2 * reserved + 2;
        int rangeStart = contentsEnd + "\n/ByteRange ".length();
        return new UnsignedPdf(Bytes.of(octets), contentsStart, contentsEnd, rangeStart, start + places.length());
    }

    private static COSArray array(COSBase... items) {
        COSArray array = new COSArray();
        for (COSBase item : items) {
            array.add(item);
        }
        return array;
    }
}
