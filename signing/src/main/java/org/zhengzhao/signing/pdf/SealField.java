package org.zhengzhao.signing.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.zhengzhao.schema.bytes.Bytes;

/** The signature field with the seal as its appearance, and the signature dictionary with the places left open. */
final class SealField {
    /** Ten digits, so that the real offsets, which have fewer, fit into the place. */
    private static final int PLACE = 1_000_000_000;

    private final COSDictionary field = new COSDictionary();
    private final COSDictionary value = new COSDictionary();
    private final int reserved;

    private SealField(int reserved) {
        this.reserved = reserved;
    }

    /**
     * The field on a page.
     *
     * @param reserved octets left for the signature
     */
    static SealField of(
            SealPainter.PlacedSeal seal,
            COSDictionary page,
            COSDictionary resources,
            PdfObjects objects,
            String authority,
            PdfDates dates,
            int reserved)
            throws IOException {
        SealField made = new SealField(reserved);
        made.value(authority, dates);
        float side = (float) seal.diameter();
        COSStream appearance =
                PageResources.form(objects.deflated(seal.appearance().toArray()), side, side);
        appearance.setItem(COSName.RESOURCES, resources);
        COSDictionary appearances = new COSDictionary();
        appearances.setItem(COSName.N, appearance);
        made.field.setItem(COSName.TYPE, COSName.ANNOT);
        made.field.setItem(COSName.SUBTYPE, COSName.WIDGET);
        made.field.setItem(COSName.FT, COSName.SIG);
        made.field.setItem(COSName.T, new COSString(LicensePdf.SEAL_FIELD));
        made.field.setItem(COSName.TU, new COSString(seal.words()));
        made.field.setItem(COSName.RECT, new PDRectangle((float) seal.x(), (float) seal.y(), side, side).getCOSArray());
        made.field.setInt(COSName.F, 132); // printed, locked
        made.field.setItem(COSName.P, page);
        made.field.setItem(COSName.V, made.value);
        made.field.setItem(COSName.AP, appearances);
        page.setItem(COSName.ANNOTS, PdfObjects.array(made.field));
        return made;
    }

    private void value(String authority, PdfDates dates) {
        COSDictionary parameters = new COSDictionary();
        parameters.setItem(COSName.TYPE, COSName.getPDFName("TransformParams"));
        parameters.setInt(COSName.P, 1);
        parameters.setName(COSName.V, "1.2");
        parameters.setDirect(true);
        COSDictionary reference = new COSDictionary();
        reference.setItem(COSName.TYPE, COSName.getPDFName("SigRef"));
        reference.setName(COSName.getPDFName("TransformMethod"), "DocMDP");
        reference.setItem(COSName.getPDFName("TransformParams"), parameters);
        reference.setDirect(true);
        COSArray byteRange = PdfObjects.array(COSInteger.ZERO);
        for (int i = 0; i < 3; i++) {
            byteRange.add(COSInteger.get(PLACE));
        }
        value.setItem(COSName.TYPE, COSName.SIG);
        value.setName(COSName.FILTER, "Adobe.PPKLite");
        value.setName(COSName.SUB_FILTER, "ETSI.CAdES.detached");
        value.setItem(COSName.CONTENTS, new COSString(new byte[reserved], true));
        value.setItem(COSName.BYTERANGE, byteRange);
        value.setItem(COSName.M, new COSString(dates.pdf()));
        value.setItem(COSName.NAME, new COSString(authority));
        value.setItem(COSName.getPDFName("Reference"), PdfObjects.array(reference));
    }

    /** The field, which is its own widget. */
    COSDictionary dictionary() {
        return field;
    }

    /** The form that has the field, and the permission that nothing may change (DocMDP). */
    void enter(COSDictionary catalog) {
        COSDictionary form = new COSDictionary();
        form.setItem(COSName.FIELDS, PdfObjects.array(field));
        form.setInt(COSName.getPDFName("SigFlags"), 3); // signatures exist, append only
        catalog.setItem(COSName.ACRO_FORM, form);
        COSDictionary permissions = new COSDictionary();
        permissions.setItem(COSName.getPDFName("DocMDP"), value);
        catalog.setItem(COSName.getPDFName("Perms"), permissions);
    }

    /** Finds the places in the written file: they are there exactly once. */
    UnsignedPdf find(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        String places =
                "/Contents <" + "00".repeat(reserved) + ">\n/ByteRange [0 " + PLACE + " " + PLACE + " " + PLACE + "]";
        int start = text.indexOf(places);
        if (start < 0 || text.indexOf(places, start + 1) >= 0) {
            throw new IllegalStateException("the place for the signature is not where it should be");
        }
        int contentsStart = start + "/Contents ".length();
        int contentsEnd = contentsStart + 2 * reserved + 2;
        int rangeStart = contentsEnd + "\n/ByteRange ".length();
        return new UnsignedPdf(Bytes.of(octets), contentsStart, contentsEnd, rangeStart, start + places.length());
    }
}
