package org.zhengzhao.signing.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.text.Language;

/** Output intent, metadata, title and language: what a PDF/A says about itself. */
final class DocumentDescription {
    private static final String COLOURS = "sRGB IEC61966-2.1";

    private final PdfObjects objects;
    private final PdfDates dates;
    private final Conformance conformance;

    DocumentDescription(PdfObjects objects, PdfDates dates, Conformance conformance) {
        this.objects = objects;
        this.dates = dates;
        this.conformance = conformance;
    }

    /** @param colourProfile an ICC profile, deflated */
    void enter(COSDictionary catalog, COSDictionary information, LicenseContent content, Bytes colourProfile)
            throws IOException {
        COSStream profile = objects.ofDeflated(colourProfile.toArray());
        profile.setInt(COSName.N, 3);
        COSDictionary intent = new COSDictionary();
        intent.setItem(COSName.TYPE, COSName.getPDFName("OutputIntent"));
        intent.setItem(COSName.S, COSName.GTS_PDFA1);
        intent.setItem(COSName.OUTPUT_CONDITION_IDENTIFIER, new COSString(COLOURS));
        intent.setItem(COSName.INFO, new COSString(COLOURS));
        intent.setItem(COSName.DEST_OUTPUT_PROFILE, profile);
        catalog.setItem(COSName.OUTPUT_INTENTS, PdfObjects.array(intent));
        catalog.setItem(COSName.LANG, new COSString(Language.CHINESE.tag()));
        COSDictionary preferences = new COSDictionary();
        preferences.setItem(COSName.getPDFName("DisplayDocTitle"), COSBoolean.TRUE);
        catalog.setItem(COSName.VIEWER_PREFERENCES, preferences);
        COSStream metadata = objects.raw(
                LicenseMetadata.xmp(content, dates.xmp(), conformance).getBytes(StandardCharsets.UTF_8));
        metadata.setItem(COSName.TYPE, COSName.METADATA);
        metadata.setItem(COSName.SUBTYPE, COSName.getPDFName("XML"));
        catalog.setItem(COSName.METADATA, metadata);
        information.setItem(COSName.TITLE, new COSString(LicenseMetadata.title(content)));
        information.setItem(COSName.PRODUCER, new COSString(LicenseMetadata.PRODUCER));
        information.setItem(COSName.CREATION_DATE, new COSString(dates.pdf()));
        information.setItem(COSName.MOD_DATE, new COSString(dates.pdf()));
    }
}
