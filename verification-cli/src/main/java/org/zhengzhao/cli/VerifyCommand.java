package org.zhengzhao.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.cli.bundle.BundleDesk;
import org.zhengzhao.cli.bundle.SeenFile;
import org.zhengzhao.cli.terminal.ExitCode;
import org.zhengzhao.cli.terminal.HelpText;
import org.zhengzhao.cli.terminal.Terminal;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.bundle.BundleTrust;
import org.zhengzhao.signing.collect.DocumentReader;
import org.zhengzhao.signing.collect.Refusal;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.JsonReport;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.report.TextReport;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.x509.RevocationEvidence;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code zhengzhao verify}: judges documents and says so. */
@Command(name = "verify")
final class VerifyCommand implements Callable<ExitCode> {
    /** How results are written. */
    enum Format {
        TEXT,
        JSON
    }

    private static final int MAX_JOBS = 64;
    /** Documents in work for each job: enough to keep all busy while results are written in order. */
    private static final int AHEAD = 4;

    @Option(names = "--trust")
    private List<Path> trust = new ArrayList<>();

    @Option(names = "--answer")
    private @Nullable Path answer;

    @Option(names = "--at", converter = InstantConverter.class)
    private @Nullable Instant at;

    @Option(names = "--format")
    private Format format = Format.TEXT;

    @Option(names = {"-q", "--quiet"})
    private boolean quiet;

    @Option(names = {"-v", "--verbose"})
    private boolean verbose;

    @Option(names = "--jobs", converter = JobsConverter.class)
    private int jobs = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_JOBS);

    @Option(names = "--progress")
    private Progress.When progress = Progress.When.AUTO;

    @SuppressWarnings("unused") // looked at before all others, in Zhengzhao; declared so that it is accepted
    @Option(names = "--lang")
    private Zhengzhao.@Nullable Lang lang;

    @Option(names = {"-h", "--help"})
    private boolean help;

    @Parameters
    private List<String> arguments = new ArrayList<>();

    private final Terminal terminal;
    private final Clock clock;
    private final SeenFile seen;

    VerifyCommand(Terminal terminal, Clock clock, SeenFile seen) {
        this.terminal = terminal;
        this.clock = clock;
        this.seen = seen;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        if (help) {
            terminal.out().print(HelpText.of("verify", terminal.language()));
            return ExitCode.VALID;
        }
        if (arguments.isEmpty()) {
            terminal.error(Words.NO_INPUT, "", Words.NAME_INPUT);
            return ExitCode.USAGE;
        }
        Provider provider = new BouncyCastleProvider();
        try {
            TrustFiles.Trusted trusted = new TrustFiles(provider).read(trust);
            TrustStore store = TrustStore.of(trusted.certificates(), provider);
            if (trust.isEmpty() && !quiet) {
                terminal.warning(Words.NO_TRUST, "", Words.FETCH_TRUST);
            }
            List<String> documents = Inputs.expand(arguments, terminal);
            if (documents.isEmpty()) {
                return ExitCode.UNREADABLE;
            }
            TrustPolicy policy = TrustPolicy.of(store);
            if (trusted.bundle().isPresent()) {
                TrustFiles.NamedBundle bundle = trusted.bundle().get();
                if (!accepted(bundle, provider)) {
                    return ExitCode.USAGE;
                }
                policy = BundleTrust.policy(bundle.bundle(), store, provider);
            }
            policy = policy.withEvidence(policy.evidence().and(new RevocationEvidence(trusted.lists(), List.of())));
            Optional<Bytes> answerDigest = Optional.empty();
            if (answer != null) {
                if (documents.size() > 1) {
                    terminal.error(Words.ONE_ANSWER, "--answer", Words.NAME_RECEIPT);
                    return ExitCode.USAGE;
                }
                answerDigest = Optional.of(AnswerFile.digest(answer));
            }
            return verify(documents, answerDigest, new DocumentVerification(policy, provider));
        } catch (AnswerFile.UnreadableAnswerException unreadable) {
            terminal.error(Words.ANSWER_UNREADABLE, unreadable.file(), Words.CHECK_PATH);
            return ExitCode.USAGE;
        } catch (TrustFiles.UnusableTrustException unusable) {
            unusable.tell(terminal);
            return ExitCode.USAGE;
        } catch (InvalidPathException notAPath) {
            terminal.error(Words.WRONG_VALUE, notAPath.getInput(), Words.CHECK_PATH);
            return ExitCode.USAGE;
        }
    }

    /** A bundle that is older than what was seen, or not the registry's, is not used: nothing is judged by it. */
    private boolean accepted(TrustFiles.NamedBundle named, Provider provider) {
        BundleDesk desk = new BundleDesk(terminal, clock, seen, provider);
        try {
            BundleTrust.Standing standing =
                    desk.accept(named.bundle(), BundleTrust.Known.NOTHING, quiet, SeenFile.Use.none());
            if (standing instanceof BundleTrust.Standing.Refused refused) {
                desk.tell(refused, named.file());
                return false;
            }
            return true;
        } catch (IOException state) {
            desk.tell(state, named.file());
            return false;
        }
    }

    /** Verifies several at a time and writes in the order in which they were named, each as soon as its turn has come. */
    private ExitCode verify(List<String> documents, Optional<Bytes> answerDigest, DocumentVerification verification)
            throws InterruptedException {
        Instant time = Optional.ofNullable(at).orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
        Progress shown = new Progress(progress, terminal, documents.size());
        ExitCode result = ExitCode.VALID;
        try (ExecutorService workers = Executors.newFixedThreadPool(Math.min(jobs, documents.size()))) {
            Queue<Future<Report>> running = new ArrayDeque<>();
            Iterator<String> waiting = documents.iterator();
            int done = 0;
            while (waiting.hasNext() || !running.isEmpty()) {
                while (waiting.hasNext() && running.size() < jobs * AHEAD) {
                    String document = waiting.next();
                    running.add(workers.submit(() -> report(document, answerDigest, verification, time)));
                }
                Report report = finished(running.remove());
                write(report);
                shown.done(++done);
                result = result.or(ExitCode.of(report));
            }
        }
        return result;
    }

    private static Report finished(Future<Report> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a document was not judged", failed.getCause());
        }
    }

    private Report report(
            String document, Optional<Bytes> answerDigest, DocumentVerification verification, Instant time) {
        if (document.equals(Inputs.STANDARD_INPUT)) {
            return report(document, terminal.in(), answerDigest, verification, time);
        }
        Path path = Path.of(document);
        try {
            // Neither pipes nor devices: they may never end, or never begin.
            if (!Files.isRegularFile(path)) {
                return new Report.Unreadable(document, Refusal.UNREADABLE, time);
            }
            if (Files.size(path) > DocumentReader.MAX_OCTETS) {
                return new Report.Unreadable(document, Refusal.TOO_LARGE, time);
            }
            try (InputStream stream = Files.newInputStream(path)) {
                return report(document, stream, answerDigest, verification, time);
            }
        } catch (IOException unreadable) {
            return new Report.Unreadable(document, Refusal.UNREADABLE, time);
        }
    }

    private static Report report(
            String document,
            InputStream stream,
            Optional<Bytes> answerDigest,
            DocumentVerification verification,
            Instant time) {
        return answerDigest.isPresent()
                ? verification.verify(document, stream, answerDigest.get(), time)
                : verification.verify(document, stream, time);
    }

    private void write(Report report) {
        if (report instanceof Report.Unreadable unreadable && !quiet) {
            terminal.error(
                    unreadable.refusal().reason(),
                    unreadable.document(),
                    unreadable.refusal().hint());
        }
        if (quiet) {
            return;
        }
        switch (format) {
            case JSON -> terminal.out().println(JsonReport.line(report));
            case TEXT -> {
                // What could not be read has been told on standard error.
                if (report instanceof Report.Judged) {
                    terminal.out().println(new TextReport(terminal.language(), verbose).text(report));
                }
            }
        }
        terminal.out().flush();
    }

    /** An instant as in RFC 3339, in UTC or with an offset. */
    static final class InstantConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException malformed) {
                throw new TypeConversionException("2026-03-01T09:00:00Z, 2026-03-01T17:00:00+08:00");
            }
        }
    }

    /** How many at a time. */
    static final class JobsConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                int jobs = Integer.parseInt(text);
                if (jobs >= 1 && jobs <= MAX_JOBS) {
                    return jobs;
                }
            } catch (NumberFormatException malformed) {
                throw new TypeConversionException("1-" + MAX_JOBS);
            }
            throw new TypeConversionException("1-" + MAX_JOBS);
        }
    }
}
