package org.zhengzhao.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure against its limit, both of the same run.
 *
 * @param wall by rates a second, which everybody else on the machine disturbs
 * @param cpu by rates for each second of processor time, which is steadier
 */
record Ratio(String id, String name, double wall, double cpu) {
    /** How often a part happens in what is compared with it. */
    record Part(Figure figure, int times) {}

    static Part part(Figure figure) {
        return new Part(figure, 1);
    }

    static Part times(int times, Figure figure) {
        return new Part(figure, times);
    }

    /** Against the rate at which the parts could be done one after the other with nothing between them. */
    static Ratio of(String id, String name, Figure figure, Part... parts) {
        List<Part> all = Arrays.asList(parts);
        return new Ratio(
                id,
                name,
                figure.rate() / together(all, Figure::rate),
                figure.perCpuSecond() / together(all, Figure::perCpuSecond));
    }

    private static double together(List<Part> parts, ToDoubleFunction<Figure> rate) {
        return 1
                / parts.stream()
                        .mapToDouble(part -> part.times() / rate.applyAsDouble(part.figure()))
                        .sum();
    }
}
