package org.zhengzhao.signing.collect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;
import org.zhengzhao.signing.face.FaceType;
import org.zhengzhao.signing.face.PrintedValues;
import org.zhengzhao.signing.verify.PageText;

/** Holds what people read on the pages of a license against what machines read inside. */
final class PageTexts {
    private static final int MAX_PAGES = 110;
    private static final int MAX_OCTETS = 8 * 1024 * 1024;
    /** What is on every license where its type does not say. */
    private static final List<String> ALWAYS = List.of(
            DisplayTemplateBuiltin.TYPE_NAME.reference(),
            DisplayTemplateBuiltin.NUMBER.reference(),
            DisplayTemplateBuiltin.HOLDER_NAMES.reference(),
            DisplayTemplateBuiltin.IDENTIFIER.reference());

    private PageTexts() {}

    static PageText compare(PDDocument document, LicenseContent content, JsonValue.Members type) throws IOException {
        PrintedValues values =
                new PrintedValues(content, LicenseFiles.member(type, "fields").orElse(JsonValue.Members.EMPTY));
        String seen = PrintedValues.seen(text(document));
        List<String> missing = new ArrayList<>();
        for (String reference : FaceType.findShown(type).orElse(ALWAYS)) {
            if (!seen.contains(PrintedValues.seen(values.text(reference)))) {
                missing.add(reference);
            }
        }
        return new PageText(missing);
    }

    /** The text of all pages, in the order in which it is drawn. */
    private static String text(PDDocument document) throws IOException {
        ContentText text = new ContentText();
        StreamBudget budget = new StreamBudget(MAX_OCTETS);
        for (int page = 0; !budget.isSpent() && page < Math.min(MAX_PAGES, document.getNumberOfPages()); page++) {
            PDResources found = document.getPage(page).getResources();
            COSDictionary resources = found == null ? new COSDictionary() : found.getCOSObject();
            for (COSStream stream : streams(document.getPage(page).getCOSObject())) {
                text.read(budget.decode(stream), resources);
            }
        }
        return text.toString();
    }

    private static List<COSStream> streams(COSDictionary page) {
        COSBase contents = page.getDictionaryObject(COSName.CONTENTS);
        List<COSStream> streams = new ArrayList<>();
        if (contents instanceof COSStream stream) {
            streams.add(stream);
        } else if (contents instanceof COSArray array) {
            for (int i = 0; i < Math.min(MAX_PAGES, array.size()); i++) {
                if (array.getObject(i) instanceof COSStream stream) {
                    streams.add(stream);
                }
            }
        }
        return streams;
    }
}
