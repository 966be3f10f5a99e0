package org.zhengzhao.product.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.zhengzhao.product.RunningProduct;

/** How long and with which dice: the tests run a short turn, {@code src/scripts/faults.sh} a long one. */
final class Faults {
    /** Publishing more often than usual, and a virtual machine that starts quickly, so that a run does not wait for them. */
    static final Map<String, String> SETTINGS = Map.of(
            "ZHENGZHAO_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "ZHENGZHAO_PUBLICATION_EVERY", "PT1S",
            "ZHENGZHAO_OFFLINE_BUNDLE_EVERY", "PT2S",
            "ZHENGZHAO_QUIET", "true");

    /** For what takes seconds: machines that test may be busy. */
    static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

    private Faults() {}

    /** How often something is killed: what the command says, or the few times of the tests. */
    static int kills(int inTests) {
        return Integer.getInteger("zhengzhao.faults.kills", inTests);
    }

    static boolean isLong() {
        return System.getProperty("zhengzhao.faults.kills") != null;
    }

    /** A seed decides what clients ask for and when is killed; how far they are then is up to the machine. */
    static long seed() {
        return Long.getLong("zhengzhao.faults.seed", new Random().nextInt(1_000_000));
    }

    static void say(String format, Object... values) {
        System.out.println("faults: " + format.formatted(values));
    }

    static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1e3);
    }

    static String medianAndMost(List<Duration> durations) {
        if (durations.isEmpty()) {
            return "none";
        }
        long[] sorted =
                durations.stream().mapToLong(Duration::toMillis).sorted().toArray();
        return "p50 %.1f s, at most %.1f s"
                .formatted(
                        sorted[sorted.length / 2] / 1e3,
                        Arrays.stream(sorted).max().orElseThrow() / 1e3);
    }

    /** What is in the log is for people: no stack traces, no line for each request. */
    static void requireLogForPeople(RunningProduct product, int mostLines) {
        List<String> lines = product.log().lines().toList();
        String entry = "";
        long entries = 0;
        for (String line : lines) {
            if (line.matches("\\d{4}-\\d\\d-\\d\\d .*")) {
                entry = line;
                entries++;
            }
            // Vert.x says where a thread was that got no processor for long: so it is on a machine with too much to do.
            if (line.startsWith("\tat ") && !entry.contains("BlockedThreadChecker")) {
                throw new AssertionError("a stack trace:\n" + product.log());
            }
        }
        if (entries > mostLines) {
            throw new AssertionError(entries + " entries:\n" + product.log());
        }
    }
}
