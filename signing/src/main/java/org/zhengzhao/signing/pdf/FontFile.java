package org.zhengzhao.signing.pdf;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFTable;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A TrueType font, read once and shared by all threads: what measuring and subsetting need, in plain arrays, so that no
 * license pays for parsing a font of 14 MB.
 */
public final class FontFile {
    private static final int PLANES_END = 0x40000;
    /** What frames say in letters that only a lens shows. Drawn as outlines, so that it is no text of the license. */
    private static final String MICROTEXT = "电子证照 ELECTRONIC LICENSE ";

    private final String postScriptName;
    private final int unitsPerEm;
    private final char[] glyphOfBasicPlane;
    private final Map<Integer, Integer> glyphOfOtherPlanes;
    private final Map<String, byte[]> tables;
    private final int glyphCount;
    private final int[] offsets;
    private final char[] advances;
    private final short[] leftBearings;
    private final Outline microtext;

    private FontFile(TrueTypeFont font) throws IOException {
        postScriptName = Optional.ofNullable(font.getName()).orElse("Unnamed").replaceAll("[^A-Za-z0-9-]", "");
        unitsPerEm = font.getUnitsPerEm();
        glyphCount = font.getNumberOfGlyphs();
        tables = new HashMap<>();
        for (String tag : new String[] {"head", "hhea", "maxp", "glyf", "cvt ", "fpgm", "prep"}) {
            TTFTable table = font.getTableMap().get(tag);
            if (table != null) {
                tables.put(tag, font.getTableBytes(table));
            }
        }
        for (String tag : new String[] {"head", "hhea", "maxp", "glyf"}) {
            if (!tables.containsKey(tag)) {
                throw new IOException("not a TrueType font with outlines: no table " + tag);
            }
        }
        long[] locations = font.getIndexToLocation().getOffsets();
        offsets = new int[glyphCount + 1];
        for (int i = 0; i <= glyphCount; i++) {
            offsets[i] = Math.toIntExact(locations[i]);
        }
        advances = new char[glyphCount];
        leftBearings = new short[glyphCount];
        for (int i = 0; i < glyphCount; i++) {
            advances[i] = (char) font.getHorizontalMetrics().getAdvanceWidth(i);
            leftBearings[i] = (short) font.getHorizontalMetrics().getLeftSideBearing(i);
        }
        CmapLookup lookup = font.getUnicodeCmapLookup();
        glyphOfBasicPlane = new char[0x10000];
        glyphOfOtherPlanes = new HashMap<>();
        for (int codePoint = 0x20; codePoint < PLANES_END; codePoint++) {
            int glyph = lookup.getGlyphId(codePoint);
            if (glyph > 0 && glyph < glyphCount) {
                if (codePoint < 0x10000) {
                    glyphOfBasicPlane[codePoint] = (char) glyph;
                } else {
                    glyphOfOtherPlanes.put(codePoint, glyph);
                }
            }
        }
        microtext = outline(font, MICROTEXT);
    }

    /** A text as one shape of size 1 on the baseline, and its width. */
    private record Outline(Path2D.Double shape, double width) {}

    private Outline outline(TrueTypeFont font, String text) throws IOException {
        Path2D.Double shape = new Path2D.Double();
        double width = 0;
        double scale = 1.0 / unitsPerEm;
        for (int codePoint : text.codePoints().toArray()) {
            int glyph = glyph(codePoint);
            GlyphData data = font.getGlyph().getGlyph(glyph);
            if (data != null) {
                AffineTransform place = AffineTransform.getTranslateInstance(width, 0);
                place.scale(scale, scale);
                shape.append(data.getPath().getPathIterator(place), false);
            }
            width += advances[glyph] * scale;
        }
        return new Outline(shape, width);
    }

    /** The microtext with its baseline on the origin, in points. */
    void drawMicrotext(Canvas canvas, double size) {
        AffineTransform scale = AffineTransform.getScaleInstance(size, size);
        canvas.path(microtext.shape().getPathIterator(scale)).fill();
    }

    double microtextWidth(double size) {
        return microtext.width() * size;
    }

    /** Reads a TrueType font (not a collection, not CFF outlines). */
    public static FontFile read(InputStream octets) throws IOException {
        try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(octets.readAllBytes()))) {
            return new FontFile(font);
        } catch (ArithmeticException | IndexOutOfBoundsException broken) {
            throw new IOException("not a TrueType font", broken);
        }
    }

    String postScriptName() {
        return postScriptName;
    }

    /** The glyph of a code point; 0 where the font has none. */
    int glyph(int codePoint) {
        return codePoint < 0x10000 ? glyphOfBasicPlane[codePoint] : glyphOfOtherPlanes.getOrDefault(codePoint, 0);
    }

    /** Advance width in thousandths of the size. */
    double advance(int glyph) {
        return advances[glyph] * 1000.0 / unitsPerEm;
    }

    int advanceUnits(int glyph) {
        return advances[glyph];
    }

    int leftBearingUnits(int glyph) {
        return leftBearings[glyph];
    }

    int unitsPerEm() {
        return unitsPerEm;
    }

    int glyphCount() {
        return glyphCount;
    }

    int outlineStart(int glyph) {
        return offsets[glyph];
    }

    int outlineEnd(int glyph) {
        return offsets[glyph + 1];
    }

    /** A table as it is in the file; never changed by who asks. */
    ByteBuffer table(String tag) {
        byte[] table = tables.get(tag);
        if (table == null) {
            throw new IllegalArgumentException(tag);
        }
        return ByteBuffer.wrap(table).asReadOnlyBuffer();
    }

    boolean hasTable(String tag) {
        return tables.containsKey(tag);
    }

    @Override
    public String toString() {
        return "FontFile[" + postScriptName + "]";
    }
}
