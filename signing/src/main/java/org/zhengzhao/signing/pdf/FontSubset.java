package org.zhengzhao.signing.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;

/**
 * The characters of one font that one document uses. Each code point has a CID of its own, in the order of first use, even
 * where the font draws two code points alike, so that extracted text is exactly what was set.
 */
final class FontSubset {
    private final FontFile font;
    private final String resourceName;
    private final Map<Integer, Integer> cidOfCodePoint = new LinkedHashMap<>();
    private final List<Integer> glyphs = new ArrayList<>(List.of(0));

    FontSubset(FontFile font, String resourceName) {
        this.font = font;
        this.resourceName = resourceName;
    }

    FontFile font() {
        return font;
    }

    String resourceName() {
        return resourceName;
    }

    int cid(int codePoint) {
        Integer known = cidOfCodePoint.get(codePoint);
        if (known != null) {
            return known;
        }
        int cid = glyphs.size();
        glyphs.add(font.glyph(codePoint));
        cidOfCodePoint.put(codePoint, cid);
        return cid;
    }

    /** The Type 0 font with everything below it. */
    COSDictionary embed(PdfObjects objects) throws IOException {
        int cids = glyphs.size();
        byte[] fontProgram = new FontProgram(font).of(glyphs);
        String name = subsetTag() + "+" + font.postScriptName();
        ByteBuffer head = font.table("head");
        ByteBuffer hhea = font.table("hhea");

        COSStream program = objects.quicklyDeflated(fontProgram);
        program.setInt(COSName.LENGTH1, fontProgram.length);
        COSDictionary descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, name);
        descriptor.setInt(COSName.FLAGS, 4);
        COSArray box = new COSArray();
        for (int offset = 36; offset < 44; offset += 2) {
            box.add(COSInteger.get(thousandths(head.getShort(offset))));
        }
        descriptor.setItem(COSName.FONT_BBOX, box);
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setInt(COSName.ASCENT, thousandths(hhea.getShort(4)));
        descriptor.setInt(COSName.DESCENT, thousandths(hhea.getShort(6)));
        descriptor.setInt(COSName.CAP_HEIGHT, 730);
        descriptor.setInt(COSName.STEM_V, 80);
        descriptor.setItem(COSName.FONT_FILE2, program);

        COSArray widths = new COSArray();
        for (int cid = 0; cid < cids; cid++) {
            widths.add(COSInteger.get(Math.round(font.advance(glyphs.get(cid)))));
        }
        COSArray widthRuns = new COSArray();
        widthRuns.add(COSInteger.ZERO);
        widthRuns.add(widths);

        COSDictionary system = new COSDictionary();
        system.setItem(COSName.REGISTRY, new COSString("Adobe"));
        system.setItem(COSName.ORDERING, new COSString("Identity"));
        system.setInt(COSName.SUPPLEMENT, 0);

        COSDictionary descendant = new COSDictionary();
        descendant.setItem(COSName.TYPE, COSName.FONT);
        descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        descendant.setName(COSName.BASE_FONT, name);
        descendant.setItem(COSName.CIDSYSTEMINFO, system);
        descendant.setItem(COSName.FONT_DESC, objects.indirect(descriptor));
        descendant.setInt(COSName.DW, 1000);
        descendant.setItem(COSName.W, widthRuns);
        descendant.setItem(COSName.CID_TO_GID_MAP, COSName.IDENTITY);
        COSArray descendants = new COSArray();
        descendants.add(objects.indirect(descendant));

        COSDictionary type0 = new COSDictionary();
        type0.setItem(COSName.TYPE, COSName.FONT);
        type0.setItem(COSName.SUBTYPE, COSName.TYPE0);
        type0.setName(COSName.BASE_FONT, name);
        type0.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        type0.setItem(COSName.DESCENDANT_FONTS, descendants);
        type0.setItem(COSName.TO_UNICODE, objects.deflated(toUnicode().getBytes(StandardCharsets.US_ASCII)));
        return type0;
    }

    private int thousandths(int units) {
        return Math.round(units * 1000f / font.unitsPerEm());
    }

    /** Six letters that differ between subsets: from the code points, so that the same text gives the same name. */
    private String subsetTag() {
        long mixed = 1125899906842597L;
        for (int codePoint : cidOfCodePoint.keySet()) {
            mixed = 31 * mixed + codePoint;
        }
        StringBuilder tag = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            tag.append((char) ('A' + Math.floorMod(mixed, 26)));
            mixed = Math.floorDiv(mixed, 26);
        }
        return tag.toString();
    }

    private String toUnicode() {
        StringBuilder map = new StringBuilder(400 + 16 * cidOfCodePoint.size());
        map.append("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n")
                .append("/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n")
                .append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n")
                .append("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        List<Map.Entry<Integer, Integer>> entries = new ArrayList<>(cidOfCodePoint.entrySet());
        for (int start = 0; start < entries.size(); start += 100) {
            List<Map.Entry<Integer, Integer>> part = entries.subList(start, Math.min(entries.size(), start + 100));
            map.append(part.size()).append(" beginbfchar\n");
            for (Map.Entry<Integer, Integer> entry : part) {
                map.append('<');
                Numbers.hexadecimal(map, entry.getValue());
                map.append("> <");
                for (char unit : Character.toChars(entry.getKey())) {
                    Numbers.hexadecimal(map, unit);
                }
                map.append(">\n");
            }
            map.append("endbfchar\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "FontSubset[%s, %d]", font, glyphs.size());
    }
}
