package org.zhengzhao.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The benchmark: the service first, then what needs no service. */
final class Bench {
    private final Options options;
    private final Report report;
    private final Provider provider = new BouncyCastleProvider();

    private Bench(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    public static void main(String... arguments) throws Exception {
        Options options = Options.of(List.of(arguments));
        Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        try {
            new Bench(options, report).run();
        } finally {
            if (options.json().isPresent()) {
                report.write(options.json().get());
            }
        }
    }

    private void run() throws Exception {
        facts();
        if (options.enumeration()) {
            try (Service service = start()) {
                new Enumeration(report, service, options.quick() ? 300 : 3000).measure();
            }
        } else if (options.publishing().isEmpty()) {
            Faces faces = online();
            new Offline(options, report, provider).measure(faces);
            new Bundles(report, provider, options.rounds()).measure();
        } else {
            try (Service service = start()) {
                new Publishing(report, provider, service).measure(options.publishing());
            }
        }
        report.heading("RUN");
        report.fact("loadAfter", "load when it ended", load());
        if (options.publishing().isEmpty() && !options.enumeration()) {
            report.fact("others", "taken by others", report.others());
        }
    }

    private void facts() throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        report.fact(
                "date", "date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        report.fact("machine", "machine", processors + " processors, " + processorName());
        report.fact("java", "Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        report.fact(
                "rounds",
                "each figure",
                "median of %d rounds of %.1f s, after warming up until it gets no faster (at most %d times %.1f s)"
                        .formatted(
                                options.rounds(),
                                options.slice().toMillis() / 1e3,
                                options.warmUps(),
                                options.warmUp().toMillis() / 1e3));
        report.fact("loadBefore", "load when it began", load());
    }

    /** Starts it several times and stays with the last. */
    private Faces online() throws Exception {
        report.heading("START of the service, from the command to the first answer");
        try (Service first = start()) {
            report.quantity("firstStart", "first start (database and samples are made)", first.startSeconds(), "s");
        }
        List<Double> seconds = new ArrayList<>();
        for (int i = 1; i < options.starts(); i++) {
            try (Service again = start()) {
                seconds.add(again.startSeconds());
            }
        }
        try (Service service = start()) {
            seconds.add(service.startSeconds());
            double median = Figure.median(
                    seconds.stream().mapToDouble(Double::doubleValue).toArray());
            report.quantity("secondStart", "later start, median of " + seconds.size(), median, "s");
            TimeUnit.SECONDS.sleep(options.quick() ? 1 : 10);
            report.quantity("memoryIdle", "memory, idle: service (resident)", service.megabytes(), "MB");
            report.quantity("memoryIdleDatabase", "memory, idle: its PostgreSQL", service.databaseMegabytes(), "MB");
            return new Online(options, report, provider, service).measure();
        }
    }

    private Service start() throws IOException, InterruptedException {
        return Service.start(options.launcher(), options.scratch());
    }

    private static String processorName() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown");
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }
}
