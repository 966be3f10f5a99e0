package org.zhengzhao.signing.pdf;

import java.awt.geom.PathIterator;
import java.nio.charset.StandardCharsets;

/** Writes the operators of a content stream. Points, origin in the lower left corner, as PDF has it. */
final class Canvas {
    static final double POINTS_PER_MILLIMETRE = 72 / 25.4;

    private final StringBuilder operators = new StringBuilder(4096);

    byte[] octets() {
        return operators.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Places: a hundredth of a point is finer than any printer. */
    private Canvas number(double value) {
        Numbers.hundredths(operators, value);
        return this;
    }

    /** Numbers that turn or scale need more digits than places do. */
    private Canvas fine(double value) {
        Numbers.millionths(operators, value);
        return this;
    }

    private Canvas operator(String name) {
        operators.append(name).append('\n');
        return this;
    }

    Canvas save() {
        return operator("q");
    }

    Canvas restore() {
        return operator("Q");
    }

    Canvas shift(double x, double y) {
        operators.append("1 0 0 1 ");
        return number(x).number(y).operator("cm");
    }

    /** Turns by an angle in radians, counter-clockwise. */
    Canvas turn(double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        fine(cos).fine(sin).fine(-sin).fine(cos);
        operators.append("0 0 ");
        return operator("cm");
    }

    Canvas scale(double x, double y) {
        fine(x);
        operators.append("0 0 ");
        fine(y);
        operators.append("0 0 ");
        return operator("cm");
    }

    Canvas fill(int rgb) {
        return colour(rgb).operator("rg");
    }

    Canvas stroke(int rgb) {
        return colour(rgb).operator("RG");
    }

    private Canvas colour(int rgb) {
        for (int shift = 16; shift >= 0; shift -= 8) {
            Numbers.thousandths(operators, (rgb >> shift & 0xFF) / 255.0);
        }
        return this;
    }

    Canvas lineWidth(double width) {
        return number(width).operator("w");
    }

    Canvas dash(double on, double off) {
        operators.append('[');
        number(on).number(off);
        operators.append("] 0 ");
        return operator("d");
    }

    Canvas rectangle(double x, double y, double width, double height) {
        return number(x).number(y).number(width).number(height).operator("re");
    }

    Canvas move(double x, double y) {
        return number(x).number(y).operator("m");
    }

    Canvas line(double x, double y) {
        return number(x).number(y).operator("l");
    }

    Canvas curve(double x1, double y1, double x2, double y2, double x3, double y3) {
        return number(x1).number(y1).number(x2).number(y2).number(x3).number(y3).operator("c");
    }

    Canvas circle(double x, double y, double radius) {
        double k = 0.552285 * radius;
        return move(x + radius, y)
                .curve(x + radius, y + k, x + k, y + radius, x, y + radius)
                .curve(x - k, y + radius, x - radius, y + k, x - radius, y)
                .curve(x - radius, y - k, x - k, y - radius, x, y - radius)
                .curve(x + k, y - radius, x + radius, y - k, x + radius, y)
                .close();
    }

    /** A shape of lines and curves, with more digits than places have: shapes may be tiny. */
    Canvas path(PathIterator shape) {
        double[] points = new double[6];
        double x = 0;
        double y = 0;
        for (; !shape.isDone(); shape.next()) {
            switch (shape.currentSegment(points)) {
                case PathIterator.SEG_MOVETO -> thousandths(points, 2).operator("m");
                case PathIterator.SEG_LINETO -> thousandths(points, 2).operator("l");
                case PathIterator.SEG_QUADTO -> {
                    double[] cubic = {
                        x + (points[0] - x) * 2 / 3,
                        y + (points[1] - y) * 2 / 3,
                        points[2] + (points[0] - points[2]) * 2 / 3,
                        points[3] + (points[1] - points[3]) * 2 / 3,
                        points[2],
                        points[3]
                    };
                    thousandths(cubic, 6).operator("c");
                    points[0] = points[2];
                    points[1] = points[3];
                }
                case PathIterator.SEG_CUBICTO -> {
                    thousandths(points, 6).operator("c");
                    points[0] = points[4];
                    points[1] = points[5];
                }
                default -> operator("h");
            }
            x = points[0];
            y = points[1];
        }
        return this;
    }

    private Canvas thousandths(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            Numbers.thousandths(operators, values[i]);
        }
        return this;
    }

    Canvas close() {
        return operator("h");
    }

    Canvas stroke() {
        return operator("S");
    }

    Canvas fill() {
        return operator("f");
    }

    Canvas clip() {
        return operator("W n");
    }

    /** Begins content that an element of the structure tree refers to by its number. */
    Canvas beginTagged(String tag, int number) {
        operators.append('/').append(tag).append(" <</MCID ").append(number).append(">> ");
        return operator("BDC");
    }

    /** Begins words in another language than those around them. */
    Canvas beginLanguage(String language) {
        operators.append("/Span <</Lang (").append(language).append(")>> ");
        return operator("BDC");
    }

    Canvas beginArtifact() {
        return operator("/Artifact BMC");
    }

    Canvas beginPagination() {
        return operator("/Artifact <</Type /Pagination>> BDC");
    }

    Canvas endMarked() {
        return operator("EMC");
    }

    /** Draws a form or a picture of the page's resources. */
    Canvas draw(String resourceName) {
        operators.append('/').append(resourceName).append(' ');
        return operator("Do");
    }

    /** Takes over a graphics state of the page's resources. */
    Canvas graphicsState(String resourceName) {
        operators.append('/').append(resourceName).append(' ');
        return operator("gs");
    }

    Canvas beginText() {
        return operator("BT");
    }

    Canvas endText() {
        return operator("ET");
    }

    Canvas textAt(double x, double y) {
        operators.append("1 0 0 1 ");
        return number(x).number(y).operator("Tm");
    }

    Canvas font(String resourceName, double size) {
        operators.append('/').append(resourceName).append(' ');
        return number(size).operator("Tf");
    }

    Canvas characterSpacing(double points) {
        return fine(points).operator("Tc");
    }

    /** Shows characters given as hexadecimal CIDs. */
    Canvas show(CharSequence hexadecimal) {
        operators.append('<').append(hexadecimal).append("> ");
        return operator("Tj");
    }
}
