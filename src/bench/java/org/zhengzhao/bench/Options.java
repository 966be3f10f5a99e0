package org.zhengzhao.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How to measure.
 *
 * @param launcher the {@code zhengzhao} command that is measured
 * @param scratch a directory that is deleted afterwards by whoever made it
 * @param warmUp how long a subject is tried before one looks whether it still gets faster
 * @param warmUps how often at most
 * @param slice how long a subject is measured in each round
 * @param rounds how often; odd, so that a median is a measured value
 * @param population licenses that are there when departments ask, each with a holder of its own
 * @param starts how often the service is started after the first time
 * @param coldRuns how often the command line is started
 * @param publishing how many licenses there are when publishing is measured, and nothing else; empty: everything else is measured
 * @param enumeration whether it is measured what answers tell of what is not shown, and nothing else
 */
record Options(
        Path launcher,
        Path scratch,
        Optional<Path> json,
        Duration warmUp,
        int warmUps,
        Duration slice,
        int rounds,
        int population,
        int starts,
        int coldRuns,
        List<Integer> publishing,
        boolean enumeration) {
    Options {
        publishing = List.copyOf(publishing);
    }

    /** Reads arguments that {@code src/bench/run} has checked: {@code LAUNCHER SCRATCH QUICK SECONDS JSON PUBLISHING ENUMERATION}. */
    static Options of(List<String> arguments) {
        boolean quick = arguments.get(2).equals("quick");
        Duration slice = Duration.ofMillis(Math.round(1000 * Double.parseDouble(arguments.get(3))));
        return new Options(
                Path.of(arguments.get(0)),
                Path.of(arguments.get(1)),
                Optional.of(arguments.get(4)).filter(text -> !text.isEmpty()).map(Path::of),
                quick ? slice : Duration.ofSeconds(3),
                quick ? 1 : 20,
                slice,
                quick ? 1 : 5,
                quick ? 40 : 600,
                quick ? 1 : 3,
                quick ? 2 : 10,
                Arrays.stream(arguments.get(5).split(","))
                        .filter(size -> !size.isEmpty())
                        .map(Integer::valueOf)
                        .sorted()
                        .toList(),
                arguments.get(6).equals("enumeration"));
    }

    boolean quick() {
        return rounds == 1;
    }
}
