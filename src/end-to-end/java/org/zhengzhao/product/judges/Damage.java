package org.zhengzhao.product.judges;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.zhengzhao.schema.bytes.Bytes;

/** What is done to a signed PDF before it is judged. */
enum Damage {
    NONE("as issued"),
    CONTENT_BIT("a bit of the content"),
    SIGNATURE_BIT("a bit of the signature value"),
    TRUNCATED("the last 1000 octets gone"),
    APPENDED("a note put on the page by an update");

    private static final int GONE = 1000;

    private final String words;

    Damage(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    Bytes to(Bytes pdf) {
        byte[] octets = pdf.toArray();
        return switch (this) {
            case NONE -> pdf;
            case CONTENT_BIT -> {
                SignedPart first = SignedPart.all(pdf).getFirst();
                octets[first.gapStart() / 3] ^= 1;
                yield Bytes.of(octets);
            }
            case SIGNATURE_BIT -> {
                SignedPart first = SignedPart.all(pdf).getFirst();
                // The value of a signature without unsigned attributes ends the container.
                int digit = first.gapStart() + 2 * first.container().length();
                int changed = Character.digit(octets[digit], 16) ^ 1;
                octets[digit] = (byte)
                        Integer.toHexString(changed).toUpperCase(Locale.ROOT).charAt(0);
                yield Bytes.of(octets);
            }
            case TRUNCATED -> Bytes.of(Arrays.copyOf(octets, octets.length - GONE));
            case APPENDED -> appended(octets);
        };
    }

    private static Bytes appended(byte[] octets) {
        try (PDDocument document = Loader.loadPDF(octets)) {
            COSDictionary page = document.getPage(0).getCOSObject();
            COSDictionary note = new COSDictionary();
            note.setItem(COSName.TYPE, COSName.ANNOT);
            note.setItem(COSName.SUBTYPE, COSName.getPDFName("FreeText"));
            note.setItem(COSName.RECT, new PDRectangle(50, 50, 200, 40).getCOSArray());
            note.setItem(COSName.CONTENTS, new COSString("VOID"));
            note.setItem(COSName.getPDFName("DA"), new COSString("/Helv 12 Tf 0 g"));
            COSArray annotations = page.getCOSArray(COSName.ANNOTS);
            annotations.add(note);
            annotations.setNeedToBeUpdated(true);
            page.setNeedToBeUpdated(true);
            note.setNeedToBeUpdated(true);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return Bytes.of(out.toByteArray());
        } catch (IOException memory) {
            throw new UncheckedIOException(memory);
        }
    }

    static List<Damage> all() {
        return List.of(values());
    }
}
