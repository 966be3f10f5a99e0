package org.zhengzhao.signing.pdf;

/** The curves that guilloche is made of: waves and rosettes, drawn as cubic curves with the tangents of the real ones. */
final class Guilloche {
    private final Canvas canvas;

    Guilloche(Canvas canvas) {
        this.canvas = canvas;
    }

    /** One period of a sine from the origin to the right, as four cubic curves with the sine's own tangents. */
    void wave(double period, double amplitude, double phase) {
        int parts = 4;
        double step = period / parts;
        double speed = 2 * Math.PI / period;
        canvas.move(0, amplitude * Math.sin(phase));
        for (int i = 0; i < parts; i++) {
            double from = phase + i * step * speed;
            double to = from + step * speed;
            double third = step / 3;
            double x = i * step;
            canvas.curve(
                    x + third,
                    amplitude * (Math.sin(from) + third * speed * Math.cos(from)),
                    x + 2 * third,
                    amplitude * (Math.sin(to) - third * speed * Math.cos(to)),
                    x + step,
                    amplitude * Math.sin(to));
        }
    }

    /** A closed curve around the origin whose radius swings between {@code outer} and a part of it. */
    void rosette(double outer, double innerPart, int petals) {
        int parts = petals * 4;
        double middle = outer * (1 + innerPart) / 2;
        double swing = outer * (1 - innerPart) / 2;
        double step = 2 * Math.PI / parts;
        double third = step / 3;
        for (int i = 0; i <= parts; i++) {
            double angle = i * step;
            double radius = middle + swing * Math.cos(petals * angle);
            double slope = -swing * petals * Math.sin(petals * angle);
            double x = radius * Math.cos(angle);
            double y = radius * Math.sin(angle);
            double dx = slope * Math.cos(angle) - y;
            double dy = slope * Math.sin(angle) + x;
            if (i == 0) {
                canvas.move(x, y);
            } else {
                double before = angle - step;
                double radiusBefore = middle + swing * Math.cos(petals * before);
                double slopeBefore = -swing * petals * Math.sin(petals * before);
                double xBefore = radiusBefore * Math.cos(before);
                double yBefore = radiusBefore * Math.sin(before);
                canvas.curve(
                        xBefore + third * (slopeBefore * Math.cos(before) - yBefore),
                        yBefore + third * (slopeBefore * Math.sin(before) + xBefore),
                        x - third * dx,
                        y - third * dy,
                        x,
                        y);
            }
        }
        canvas.close();
    }
}
