package org.zhengzhao.signing.pdf;

import org.zhengzhao.signing.pdf.Typesetter.Style;

/** Draws a round official seal: ring, the authority's name on the arc, star, what the seal is for, the authority's code. */
final class SealDrawing {
    private static final int RED = 0xD0021B;
    static final String PURPOSE = "电子证照专用章";

    private final Typesetter typesetter;
    private final Canvas canvas = new Canvas();
    private final double radius;

    private SealDrawing(Typesetter typesetter, double diameter) {
        this.typesetter = typesetter;
        this.radius = diameter / 2;
    }

    /** The appearance of the seal in a square with sides of {@code diameter} points. */
    static byte[] draw(Typesetter typesetter, String authorityName, String authorityCode, double diameter) {
        SealDrawing seal = new SealDrawing(typesetter, diameter);
        seal.canvas
                .save()
                .graphicsState(PageResources.OVERPRINT)
                .shift(diameter / 2, diameter / 2)
                .stroke(RED)
                .fill(RED);
        seal.ring();
        seal.star();
        seal.arc(authorityName);
        seal.purpose();
        seal.code(authorityCode);
        seal.canvas.restore();
        return seal.canvas.octets();
    }

    private void ring() {
        double line = radius * 0.055;
        canvas.lineWidth(line).circle(0, 0, radius - line / 2 - 0.4).stroke();
    }

    private void star() {
        double outer = radius * 0.27;
        double inner = outer * 0.381966;
        for (int i = 0; i < 10; i++) {
            double angle = Math.PI / 2 + i * Math.PI / 5;
            double distance = i % 2 == 0 ? outer : inner;
            double x = distance * Math.cos(angle);
            double y = distance * Math.sin(angle) + radius * 0.06;
            if (i == 0) {
                canvas.move(x, y);
            } else {
                canvas.line(x, y);
            }
        }
        canvas.close().fill();
    }

    /** The name over the upper arc; the longer it is, the further it runs and the narrower it stands. */
    private void arc(String name) {
        int[] codePoints = name.codePoints().filter(c -> c != '\n').toArray();
        int count = codePoints.length;
        double span = Math.toRadians(Math.min(240, 20.0 * Math.max(1, count - 1)));
        double step = count == 1 ? 0 : span / (count - 1);
        double outerRadius = radius * 0.86;
        double size = radius * 0.25;
        double room = count == 1 ? size : step * (outerRadius - size * 0.6);
        double narrow = Math.min(1, room / (size * 0.98));
        if (narrow < 0.6) {
            size = size * narrow / 0.6;
            narrow = 0.6;
        }
        Style style = Style.bold(size);
        for (int i = 0; i < count; i++) {
            String character = Character.toString(codePoints[i]);
            double angle = Math.PI / 2 + span / 2 - i * step;
            double width = typesetter.width(character, style);
            canvas.save().turn(angle - Math.PI / 2).shift(0, outerRadius - size * Typesetter.ASCENT);
            canvas.scale(narrow, 1);
            typesetter.show(canvas, character, style, -width / 2, 0);
            canvas.restore();
        }
    }

    private void purpose() {
        double size = radius * 0.17;
        Style style = Style.bold(size);
        double width = typesetter.width(PURPOSE, style);
        typesetter.show(canvas, PURPOSE, style, -width / 2, -radius * 0.62);
    }

    /** The code along the lower arc, read from left to right. */
    private void code(String code) {
        double size = radius * 0.09;
        Style style = Style.regular(size);
        double step = Math.toRadians(4.5);
        double start = -Math.PI / 2 - step * (code.length() - 1) / 2;
        for (int i = 0; i < code.length(); i++) {
            String character = code.substring(i, i + 1);
            double width = typesetter.width(character, style);
            canvas.save().turn(start + i * step + Math.PI / 2).shift(0, -radius * 0.885);
            typesetter.show(canvas, character, style, -width / 2, 0);
            canvas.restore();
        }
    }
}
