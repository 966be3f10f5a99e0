package org.zhengzhao.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Prints results as they come and keeps them for a file. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final PrintStream out;
    private final List<Double> others = new ArrayList<>();
    private final ObjectNode kept = JSON.createObjectNode();

    Report(PrintStream out) {
        this.out = out;
    }

    /** A fact about machine or run. */
    void fact(String id, String name, String value) {
        out.println("%-22s %s".formatted(name, value));
        kept.withObjectProperty("facts").put(id, value);
    }

    void heading(String title) {
        out.println();
        out.println(title);
    }

    void figures(Collection<Figure> figures) {
        out.println("  %-58s %8s %15s %8s  %7s %7s  %s"
                .formatted(
                        "", "/s", "lowest-highest", "/cpu-s", "p50 ms", "p99 ms", "cpu µs each (service+db+client)"));
        figures.forEach(this::figure);
    }

    /** How much of the machine was not ours while we measured. */
    String others() {
        return String.format(
                Locale.ROOT,
                "%.0f%% of the processors (median), at worst %.0f%% during a figure",
                100
                        * Figure.median(
                                others.stream().mapToDouble(Double::doubleValue).toArray()),
                100 * others.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }

    private void figure(Figure figure) {
        others.add(figure.others());
        double service = figure.micros(Processors.Times::service);
        double database = figure.micros(Processors.Times::database);
        double client = figure.micros(Processors.Times::client);
        out.println("  %-58s %8s %15s %8s  %7.2f %7.2f  %s"
                .formatted(
                        figure.subject().name(),
                        number(figure.rate()),
                        number(figure.lowest()) + "-" + number(figure.highest()),
                        number(figure.perCpuSecond()),
                        figure.milliseconds(0.50),
                        figure.milliseconds(0.99),
                        service + database == 0
                                ? number(client)
                                : number(service) + "+" + number(database) + "+" + number(client)));
        kept.withObjectProperty("figures")
                .withObjectProperty(figure.subject().id())
                .put("name", figure.subject().name())
                .put("workers", figure.subject().workers())
                .put("perSecond", rounded(figure.rate()))
                .put("lowest", rounded(figure.lowest()))
                .put("highest", rounded(figure.highest()))
                .put("perCpuSecond", rounded(figure.perCpuSecond()))
                .put("p50Milliseconds", rounded(figure.milliseconds(0.50)))
                .put("p99Milliseconds", rounded(figure.milliseconds(0.99)))
                .put("serviceCpuMicros", rounded(service))
                .put("databaseCpuMicros", rounded(database))
                .put("clientCpuMicros", rounded(client))
                .put("othersShare", rounded(figure.others()));
    }

    void ratio(Ratio ratio) {
        out.println("  = %-56s %7s wall, %s by processor time"
                .formatted(ratio.name(), text(ratio.wall()), text(ratio.cpu())));
        kept.withObjectProperty("ratios")
                .withObjectProperty(ratio.id())
                .put("name", ratio.name())
                .put("wall", rounded(ratio.wall()))
                .put("cpu", rounded(ratio.cpu()));
    }

    void statements(String id, String name, Statements.Count count) {
        out.println("  %-58s %s statements in %s transactions"
                .formatted(name, number(count.statements()), number(count.transactions())));
        kept.withObjectProperty("statements")
                .withObjectProperty(id)
                .put("statements", count.statements())
                .put("transactions", count.transactions());
    }

    void quantity(String id, String name, double value, String unit) {
        out.println("  %-58s %8s %s".formatted(name, number(value), unit));
        kept.withObjectProperty("quantities")
                .withObjectProperty(id)
                .put("name", name)
                .put("value", rounded(value))
                .put("unit", unit);
    }

    void coldStarts(Collection<ColdStart.Timing> timings) {
        out.println("  %-58s %9s %9s %9s".formatted("", "median ms", "least ms", "cpu ms"));
        for (ColdStart.Timing timing : timings) {
            out.println("  %-58s %9.0f %9.0f %9.0f"
                    .formatted(timing.name(), timing.median(), timing.least(), timing.cpu()));
            kept.withObjectProperty("coldStarts")
                    .withObjectProperty(timing.name())
                    .put("medianMilliseconds", rounded(timing.median()))
                    .put("leastMilliseconds", rounded(timing.least()))
                    .put("cpuMilliseconds", rounded(timing.cpu()));
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(kept) + "\n");
    }

    /** Three digits say all that a noisy machine can say. */
    private static String number(double value) {
        return value >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String text(double ratio) {
        return ratio >= 2 ? number(ratio) + " times" : String.format(Locale.ROOT, "%.0f%%", 100 * ratio);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
