package org.zhengzhao.signing.pdf;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Weight;

/** Measures, breaks and sets the printable text of one document, and remembers which characters of which font it used. */
final class Typesetter {
    /** Where the baseline of Chinese type lies under the upper edge of its square, in parts of the size. */
    static final double ASCENT = 0.88;

    private final LicenseFonts fonts;
    private final Map<FontFile, FontSubset> subsets = new LinkedHashMap<>();

    Typesetter(LicenseFonts fonts) {
        this.fonts = fonts;
    }

    /** Type of one weight and size; {@code spacing} is what is added after each character, in points. */
    record Style(Weight weight, double size, double spacing) {
        static Style regular(double size) {
            return new Style(Weight.REGULAR, size, 0);
        }

        static Style bold(double size) {
            return new Style(Weight.BOLD, size, 0);
        }
    }

    Collection<FontSubset> subsets() {
        return subsets.values();
    }

    /** What a line takes; a space at its end takes nothing. */
    double width(String text, Style style) {
        return measured(text.stripTrailing(), style);
    }

    private double measured(String text, Style style) {
        double width = 0;
        int characters = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            width += advance(codePoint, style);
            characters++;
        }
        return width + Math.max(0, characters - 1) * style.spacing();
    }

    private double advance(int codePoint, Style style) {
        FontFile font = font(codePoint, style.weight());
        return font.advance(font.glyph(codePoint)) * style.size() / 1000;
    }

    private FontFile font(int codePoint, Weight weight) {
        return fonts.find(codePoint, weight)
                .orElseThrow(() -> new IllegalStateException("text was not made printable before"));
    }

    /**
     * Lines of at most the width: broken where Chinese and English allow it, anywhere if one word is too long. A space at
     * which a line was broken stays at its end, so that the lines together are the text again for those who copy or hear it.
     */
    List<String> wrap(String text, Style style, double width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            wrapParagraph(paragraph.strip(), style, width, lines);
        }
        return lines;
    }

    private void wrapParagraph(String paragraph, Style style, double width, List<String> lines) {
        if (width(paragraph, style) <= width) {
            lines.add(paragraph);
            return;
        }
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.SIMPLIFIED_CHINESE);
        breaks.setText(paragraph);
        StringBuilder line = new StringBuilder();
        double used = 0;
        int start = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            String piece = paragraph.substring(start, end);
            start = end;
            double visible = width(piece, style);
            if (used + visible > width && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            if (visible > width) {
                used = breakAnywhere(piece, style, width, lines, line);
            } else {
                line.append(piece);
                used += measured(piece, style) + style.spacing();
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString().stripTrailing());
        }
    }

    /** Puts full lines into {@code lines}, the rest into {@code line}, and returns the rest's width. */
    private double breakAnywhere(String piece, Style style, double width, List<String> lines, StringBuilder line) {
        double used = 0;
        for (int i = 0; i < piece.length(); ) {
            int codePoint = piece.codePointAt(i);
            i += Character.charCount(codePoint);
            double advance = advance(codePoint, style);
            if (used + advance > width && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            line.appendCodePoint(codePoint);
            used += advance + style.spacing();
        }
        return used;
    }

    /** Sets one line with its baseline beginning at a place. */
    void show(Canvas canvas, String text, Style style, double x, double y) {
        if (text.isEmpty()) {
            return;
        }
        canvas.beginText().characterSpacing(style.spacing()).textAt(x, y);
        StringBuilder run = new StringBuilder(text.length() * 4);
        FontSubset current = null;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            FontSubset subset = subset(font(codePoint, style.weight()));
            if (subset != current) {
                flush(canvas, run);
                canvas.font(subset.resourceName(), style.size());
                current = subset;
            }
            Numbers.hexadecimal(run, subset.cid(codePoint));
        }
        flush(canvas, run);
        canvas.endText();
    }

    private static void flush(Canvas canvas, StringBuilder run) {
        if (!run.isEmpty()) {
            canvas.show(run);
            run.setLength(0);
        }
    }

    private FontSubset subset(FontFile font) {
        return subsets.computeIfAbsent(font, fresh -> new FontSubset(fresh, "F" + subsets.size()));
    }
}
