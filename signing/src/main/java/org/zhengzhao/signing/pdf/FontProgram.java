package org.zhengzhao.signing.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cuts glyphs out of a TrueType font and makes a font of them alone. */
final class FontProgram {
    private static final int COMPOSITE_WORDS = 0x0001;
    private static final int COMPOSITE_SCALE = 0x0008;
    private static final int COMPOSITE_MORE = 0x0020;
    private static final int COMPOSITE_TWO_SCALES = 0x0040;
    private static final int COMPOSITE_MATRIX = 0x0080;

    private final FontFile font;

    FontProgram(FontFile font) {
        this.font = font;
    }

    /** A TrueType file with the given glyphs in their order, then the parts of composite ones. */
    byte[] of(List<Integer> glyphs) {
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
}
