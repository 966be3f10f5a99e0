package org.zhengzhao.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** How long each of many took, in nanoseconds. */
final class Latencies {
    private final long[] sorted;

    private Latencies(long[] sorted) {
        this.sorted = sorted;
    }

    static Latencies of(List<Recorder> recorders) {
        long[] all = recorders.stream().flatMapToLong(Recorder::stream).sorted().toArray();
        if (all.length == 0) {
            throw new IllegalStateException("nothing was done in the time given; give more seconds");
        }
        return new Latencies(all);
    }

    int count() {
        return sorted.length;
    }

    long quantile(double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }

    /** Takes down what one worker needed. Not for several threads. */
    static final class Recorder {
        private long[] nanos = new long[1024];
        private int count;

        void add(long duration) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = duration;
        }

        private LongStream stream() {
            return Arrays.stream(nanos, 0, count);
        }
    }
}
