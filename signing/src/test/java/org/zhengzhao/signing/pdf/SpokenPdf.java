package org.zhengzhao.signing.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** A PDF as it is read aloud: the elements of its structure tree in their order, each with its text. */
final class SpokenPdf {
    /**
     * An element.
     *
     * @param words its text, or what is said in its place
     */
    record Element(String tag, String words, COSDictionary dictionary) {}

    private final Map<COSDictionary, Map<Integer, String>> texts = new HashMap<>();
    private final List<Element> elements = new ArrayList<>();

    private SpokenPdf() {}

    static List<Element> elements(PDDocument document) throws IOException {
        SpokenPdf spoken = new SpokenPdf();
        for (PDPage page : document.getPages()) {
            PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
            extractor.setSuppressDuplicateOverlappingText(false);
            extractor.processPage(page);
            Map<Integer, String> ofPage = new HashMap<>();
            for (PDMarkedContent content : extractor.getMarkedContents()) {
                if (content.getMCID() >= 0) {
                    StringBuilder text = new StringBuilder();
                    read(content, text);
                    ofPage.put(content.getMCID(), text.toString());
                }
            }
            spoken.texts.put(page.getCOSObject(), ofPage);
        }
        COSDictionary root = document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
        spoken.visit((COSDictionary) root.getDictionaryObject(COSName.K));
        return spoken.elements;
    }

    private static void read(PDMarkedContent content, StringBuilder text) {
        for (Object part : content.getContents()) {
            if (part instanceof TextPosition position) {
                text.append(position.getUnicode());
            } else if (part instanceof PDMarkedContent inner) {
                text.append(' ');
                read(inner, text);
            }
        }
    }

    private void visit(COSDictionary element) {
        int place = elements.size();
        StringBuilder words = new StringBuilder();
        COSBase kids = element.getDictionaryObject(COSName.K);
        COSDictionary page = element.getCOSDictionary(COSName.PG);
        List<COSBase> all = new ArrayList<>();
        if (kids instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                all.add(array.getObject(i));
            }
        } else if (kids != null) {
            all.add(kids);
        }
        for (COSBase kid : all) {
            if (kid instanceof COSInteger number) {
                words.append(texts.get(page).get(number.intValue()));
            } else if (kid instanceof COSDictionary inner) {
                if ("MCR".equals(inner.getNameAsString(COSName.TYPE))) {
                    words.append(texts.get(inner.getCOSDictionary(COSName.PG)).get(inner.getInt(COSName.MCID)));
                } else if (inner.containsKey(COSName.S)) {
                    visit(inner);
                }
            }
        }
        String alternative = element.getString(COSName.getPDFName("Alt"));
        elements.add(
                place,
                new Element(
                        element.getNameAsString(COSName.S),
                        alternative == null ? words.toString().strip() : alternative,
                        element));
    }
}
