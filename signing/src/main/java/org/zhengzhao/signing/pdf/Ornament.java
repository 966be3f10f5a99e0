package org.zhengzhao.signing.pdf;

import org.zhengzhao.schema.type.DisplayTemplate;
import org.zhengzhao.schema.type.DisplayTemplatePalette;

/** Draws paper, background lines and frame: guilloche as printed on official paper, made of waves and rosettes. */
final class Ornament {
    private static final double MM = Canvas.POINTS_PER_MILLIMETRE;
    /** Distance of the frame from the edge of the page. */
    private static final double MARGIN = 8 * MM;

    private static final double BAND = 7.5 * MM;

    /** Height of the letters that only a lens shows: 0.7 mm. */
    private static final double MICROTEXT_SIZE = 0.95 * MM;

    /** Name under which a background finds the microtext. */
    static final String MICROTEXT = "Microtext";

    private final Canvas canvas = new Canvas();
    private final Guilloche guilloche = new Guilloche(canvas);
    private final double microtextWidth;
    private final double width;
    private final double height;
    private final DisplayTemplatePalette palette;

    private Ornament(DisplayTemplate template, FontFile font) {
        microtextWidth = font.microtextWidth(MICROTEXT_SIZE);
        width = template.page().width() * MM;
        height = template.page().height() * MM;
        palette = template.palette();
    }

    static byte[] draw(DisplayTemplate template, FontFile font) {
        Ornament ornament = new Ornament(template, font);
        ornament.paper();
        switch (template.background()) {
            case WAVES -> ornament.waves();
            case GUILLOCHE -> {
                ornament.waves();
                ornament.centre();
            }
            case NONE -> {}
        }
        switch (template.frame()) {
            case BRAID -> ornament.braidFrame();
            case ROSETTE -> ornament.rosetteFrame();
            case DOUBLE_LINE -> ornament.doubleLine();
            case NONE -> {}
        }
        return ornament.canvas.octets();
    }

    /** The microtext once, in the palette's colour; backgrounds repeat it. */
    static byte[] microtext(DisplayTemplatePalette palette, FontFile font) {
        Canvas canvas = new Canvas();
        canvas.fill(palette.frame());
        font.drawMicrotext(canvas, MICROTEXT_SIZE);
        return canvas.octets();
    }

    static double microtextHeight() {
        return MICROTEXT_SIZE;
    }

    private void paper() {
        canvas.fill(palette.paper()).rectangle(0, 0, width, height).fill();
    }

    private void waves() {
        double inset = MARGIN + BAND;
        double length = width - 2 * inset;
        canvas.save()
                .rectangle(inset, inset, length, height - 2 * inset)
                .clip()
                .stroke(palette.lines())
                .lineWidth(0.3);
        int count = 7;
        double period = length / count;
        double step = 2.1 * MM;
        for (double y = inset - 4 * MM; y < height - inset + 4 * MM; y += step) {
            canvas.save().shift(inset, y);
            for (int i = 0; i < count; i++) {
                guilloche.wave(period, 3.4 * MM, 0);
                guilloche.wave(period, 1.7 * MM, Math.PI * 0.6);
                canvas.stroke().shift(period, 0);
            }
            canvas.restore();
        }
        canvas.restore();
    }

    /** A large rosette in the middle of the page. */
    private void centre() {
        double radius = 0.30 * Math.min(width, height);
        canvas.save().shift(width / 2, height / 2);
        canvas.fill(palette.paper()).circle(0, 0, radius * 1.02).fill();
        canvas.stroke(palette.lines()).lineWidth(0.45);
        for (int ring = 0; ring < 4; ring++) {
            double outer = radius * (1 - ring * 0.22);
            canvas.save();
            for (int turn = 0; turn < 6; turn++) {
                guilloche.rosette(outer, 0.66 - ring * 0.06, 12);
                canvas.stroke().turn(Math.PI / 36);
            }
            canvas.restore();
        }
        canvas.restore();
    }

    private void braidFrame() {
        band(this::braid);
    }

    private void rosetteFrame() {
        band(this::rosettes);
    }

    private interface Strip {
        void draw(double length);
    }

    /** Four strips and four corners. */
    private void band(Strip strip) {
        double left = MARGIN;
        double bottom = MARGIN;
        double right = width - MARGIN;
        double top = height - MARGIN;
        canvas.save().fill(palette.lines());
        canvas.rectangle(left, bottom, right - left, BAND).fill();
        canvas.rectangle(left, top - BAND, right - left, BAND).fill();
        canvas.rectangle(left, bottom, BAND, top - bottom).fill();
        canvas.rectangle(right - BAND, bottom, BAND, top - bottom).fill();
        canvas.stroke(palette.frame()).lineWidth(0.35);
        double across = right - left - 2 * BAND;
        double up = top - bottom - 2 * BAND;
        place(strip, left + BAND, bottom + BAND / 2, 0, across);
        place(strip, left + BAND, top - BAND / 2, 0, across);
        place(strip, left + BAND / 2, bottom + BAND, Math.PI / 2, up);
        place(strip, right - BAND / 2, bottom + BAND, Math.PI / 2, up);
        for (double x : new double[] {left + BAND / 2, right - BAND / 2}) {
            for (double y : new double[] {bottom + BAND / 2, top - BAND / 2}) {
                corner(x, y);
            }
        }
        canvas.stroke(palette.frame()).lineWidth(1.4);
        canvas.rectangle(left - 1.2, bottom - 1.2, right - left + 2.4, top - bottom + 2.4)
                .stroke();
        canvas.lineWidth(0.5)
                .rectangle(left + 1.2, bottom + 1.2, right - left - 2.4, top - bottom - 2.4)
                .stroke();
        double inner = BAND;
        canvas.lineWidth(1)
                .rectangle(left + inner, bottom + inner, right - left - 2 * inner, top - bottom - 2 * inner)
                .stroke();
        lines(across, left + BAND, bottom + BAND, 0);
        lines(across, right - BAND, top - BAND, Math.PI);
        lines(up, right - BAND, bottom + BAND, Math.PI / 2);
        lines(up, left + BAND, top - BAND, -Math.PI / 2);
        inner = BAND + 1.3 * MM;
        canvas.lineWidth(0.35)
                .rectangle(left + inner, bottom + inner, right - left - 2 * inner, top - bottom - 2 * inner)
                .stroke();
        canvas.restore();
    }

    /** One side of microtext along the inner edge of the band, as often as it fits whole. */
    private void lines(double length, double x, double y, double angle) {
        double room = length - 3 * MM;
        int count = (int) (room / microtextWidth);
        double step = room / Math.max(1, count);
        canvas.save().shift(x, y);
        if (angle != 0) {
            canvas.turn(angle);
        }
        canvas.shift(1.5 * MM, 0.32 * MM);
        for (int i = 0; i < count; i++) {
            canvas.draw(MICROTEXT).shift(step, 0);
        }
        canvas.restore();
    }

    private void place(Strip strip, double x, double y, double angle, double length) {
        canvas.save().shift(x, y);
        if (angle != 0) {
            canvas.turn(angle);
        }
        strip.draw(length);
        canvas.restore();
    }

    private void braid(double length) {
        int count = (int) Math.round(length / (BAND * 1.25));
        double period = length / count;
        for (int i = 0; i < count; i++) {
            for (int phase = 0; phase < 8; phase++) {
                guilloche.wave(period, BAND / 2 - 2.2, phase * Math.PI / 4);
            }
            for (int phase = 0; phase < 4; phase++) {
                guilloche.wave(period, BAND / 5, phase * Math.PI / 2 + Math.PI / 4);
            }
            canvas.stroke().shift(period, 0);
        }
    }

    private void rosettes(double length) {
        int count = (int) Math.round(length / (BAND * 0.5));
        double step = length / count;
        canvas.save().rectangle(0, -BAND / 2, length, BAND).clip().shift(step / 2, 0);
        for (int i = 0; i < count; i++) {
            guilloche.rosette(BAND / 2 - 1.8, 0.45, 8);
            guilloche.rosette(BAND / 4, 0.5, 6);
            canvas.stroke().shift(step, 0);
        }
        canvas.restore();
    }

    private void corner(double x, double y) {
        double side = BAND * 1.5;
        canvas.save().shift(x, y).fill(palette.paper());
        canvas.rectangle(-BAND / 2, -BAND / 2, BAND, BAND).fill();
        canvas.stroke(palette.frame()).lineWidth(0.3);
        for (int turn = 0; turn < 3; turn++) {
            guilloche.rosette(side / 3.1, 0.35, 8);
            canvas.stroke().turn(Math.PI / 12);
        }
        guilloche.rosette(side / 6, 0.5, 6);
        canvas.stroke().fill(palette.frame()).circle(0, 0, 1.1).fill().restore();
    }

    private void doubleLine() {
        canvas.save().stroke(palette.frame()).lineWidth(1.6);
        canvas.rectangle(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN)
                .stroke();
        double inner = MARGIN + 1.4 * MM;
        canvas.lineWidth(0.5)
                .rectangle(inner, inner, width - 2 * inner, height - 2 * inner)
                .stroke()
                .restore();
    }
}
