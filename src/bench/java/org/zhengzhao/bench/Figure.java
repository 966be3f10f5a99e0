package org.zhengzhao.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What was measured of one subject: one slice per round. */
record Figure(Subject subject, List<Slice> slices) {
    /**
     * One slice.
     *
     * @param seconds wall time
     * @param cpu processor time that it took
     */
    record Slice(double seconds, Processors.Times cpu, Latencies latencies) {
        double rate() {
            return latencies.count() / seconds;
        }

        /** Share of the machine that went to processes that are none of ours, or to other machines of its host. */
        double others() {
            return (Math.max(0, cpu.busy() - cpu.ours()) + cpu.stolen())
                    / (seconds * Runtime.getRuntime().availableProcessors());
        }
    }

    Figure {
        slices = List.copyOf(slices);
    }

    /** A second, median of the rounds. */
    double rate() {
        return median(Slice::rate);
    }

    double lowest() {
        return slices.stream().mapToDouble(Slice::rate).min().orElseThrow();
    }

    double highest() {
        return slices.stream().mapToDouble(Slice::rate).max().orElseThrow();
    }

    /** For each second of processor time of client, service and database together. */
    double perCpuSecond() {
        return median(slice -> slice.latencies().count() / slice.cpu().ours());
    }

    /** Processor microseconds each, of the part given. */
    double micros(ToDoubleFunction<Processors.Times> part) {
        return median(slice ->
                1e6 * part.applyAsDouble(slice.cpu()) / slice.latencies().count());
    }

    double others() {
        return median(Slice::others);
    }

    /** Milliseconds that the given share of all did not exceed. */
    double milliseconds(double share) {
        return median(slice -> slice.latencies().quantile(share) / 1e6);
    }

    double median(ToDoubleFunction<Slice> value) {
        return median(slices.stream().mapToDouble(value).toArray());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
