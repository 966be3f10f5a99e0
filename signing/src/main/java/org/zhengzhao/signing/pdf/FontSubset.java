package org.zhengzhao.signing.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private static final int COMPOSITE_WORDS = 0x0001;
    private static final int COMPOSITE_SCALE = 0x0008;
    private static final int COMPOSITE_MORE = 0x0020;
    private static final int COMPOSITE_TWO_SCALES = 0x0040;
    private static final int COMPOSITE_MATRIX = 0x0080;

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
        byte[] fontProgram = fontProgram();
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
                Canvas.hex(map, entry.getValue());
                map.append("> <");
                for (char unit : Character.toChars(entry.getKey())) {
                    Canvas.hex(map, unit);
                }
                map.append(">\n");
            }
            map.append("endbfchar\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }

    /** A TrueType file with the glyphs of the CIDs in their order, then the parts of composite ones. */
    private byte[] fontProgram() {
        List<Integer> all = new ArrayList<>(glyphs);
        Map<Integer, Integer> positionOfPart = new LinkedHashMap<>();
        ByteArrayOutputStream outlines = new ByteArrayOutputStream(all.size() * 400);
        List<Integer> locations = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) { // grows while composite glyphs bring their parts
            locations.add(outlines.size());
            byte[] outline = outline(all.get(i));
            if (outline.length > 0 && ByteBuffer.wrap(outline).getShort(0) < 0) {
                renumber(outline, all, positionOfPart);
            }
            outlines.writeBytes(outline);
            while (outlines.size() % 4 != 0) {
                outlines.write(0);
            }
        }
        locations.add(outlines.size());

        int count = all.size();
        ByteBuffer location = ByteBuffer.allocate(4 * locations.size());
        locations.forEach(location::putInt);
        ByteBuffer metrics = ByteBuffer.allocate(4 * count);
        for (int glyph : all) {
            metrics.putShort((short) font.advanceUnits(glyph)).putShort((short) font.leftBearingUnits(glyph));
        }
        byte[] head = copy("head");
        ByteBuffer.wrap(head).putInt(8, 0).putShort(50, (short) 1);
        byte[] hhea = copy("hhea");
        ByteBuffer.wrap(hhea).putShort(34, (short) count);
        byte[] maxp = copy("maxp");
        ByteBuffer.wrap(maxp).putShort(4, (short) count);

        SortedMap<String, byte[]> tables = new TreeMap<>();
        for (String tag : List.of("cvt ", "fpgm", "prep")) {
            if (font.hasTable(tag)) {
                tables.put(tag, copy(tag));
            }
        }
        tables.put("glyf", outlines.toByteArray());
        tables.put("head", head);
        tables.put("hhea", hhea);
        tables.put("hmtx", metrics.array());
        tables.put("loca", location.array());
        tables.put("maxp", maxp);
        return file(tables);
    }

    private byte[] outline(int glyph) {
        int start = font.outlineStart(glyph);
        byte[] outline = new byte[font.outlineEnd(glyph) - start];
        font.table("glyf").get(start, outline);
        return outline;
    }

    /** Puts the new numbers of its parts into a composite glyph. */
    private static void renumber(byte[] outline, List<Integer> all, Map<Integer, Integer> positionOfPart) {
        ByteBuffer glyph = ByteBuffer.wrap(outline);
        int at = 10;
        int flags;
        do {
            flags = glyph.getShort(at) & 0xFFFF;
            int part = glyph.getShort(at + 2) & 0xFFFF;
            int position = positionOfPart.computeIfAbsent(part, fresh -> {
                all.add(fresh);
                return all.size() - 1;
            });
            glyph.putShort(at + 2, (short) position);
            at += 4 + ((flags & COMPOSITE_WORDS) != 0 ? 4 : 2);
            if ((flags & COMPOSITE_SCALE) != 0) {
                at += 2;
            } else if ((flags & COMPOSITE_TWO_SCALES) != 0) {
                at += 4;
            } else if ((flags & COMPOSITE_MATRIX) != 0) {
                at += 8;
            }
        } while ((flags & COMPOSITE_MORE) != 0);
    }

    private byte[] copy(String tag) {
        ByteBuffer table = font.table(tag);
        byte[] copy = new byte[table.remaining()];
        table.get(copy);
        return copy;
    }

    private static byte[] file(SortedMap<String, byte[]> tables) {
        int count = tables.size();
        int length = 12 + 16 * count;
        for (byte[] table : tables.values()) {
            length += (table.length + 3) / 4 * 4;
        }
        int power = Integer.highestOneBit(count);
        ByteBuffer file = ByteBuffer.allocate(length);
        file.putInt(0x00010000)
                .putShort((short) count)
                .putShort((short) (power * 16))
                .putShort((short) Integer.numberOfTrailingZeros(power))
                .putShort((short) ((count - power) * 16));
        int offset = 12 + 16 * count;
        int headOffset = 0;
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            byte[] octets = table.getValue();
            file.put(table.getKey().getBytes(StandardCharsets.US_ASCII));
            file.put(offset, octets);
            if (table.getKey().equals("head")) {
                headOffset = offset;
            }
            int padded = (octets.length + 3) / 4 * 4;
            file.putInt(sum(file, offset, padded)).putInt(offset).putInt(octets.length);
            offset += padded;
        }
        file.putInt(headOffset + 8, 0xB1B0AFBA - sum(file, 0, length));
        return file.array();
    }

    private static int sum(ByteBuffer file, int from, int length) {
        int sum = 0;
        for (int at = from; at < from + length; at += 4) {
            sum += file.getInt(at);
        }
        return sum;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "FontSubset[%s, %d]", font, glyphs.size());
    }
}
