package org.zhengzhao.cli.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.cli.terminal.ExitCode;
import org.zhengzhao.cli.terminal.HelpText;
import org.zhengzhao.cli.terminal.Terminal;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.bundle.BundleDelta;
import org.zhengzhao.signing.bundle.BundleException;
import org.zhengzhao.signing.bundle.BundleReader;
import org.zhengzhao.signing.bundle.BundleTrust.Known;
import org.zhengzhao.signing.bundle.BundleTrust.Standing;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.trust.MalformedTrustException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zhengzhao bundle} with all that can be done. */
public final class BundleCommands {
    private static final String DEFAULT_FILE = "offline.bundle";
    private static final Duration MOST_TIME = Duration.ofMinutes(2);

    private BundleCommands() {}

    public static CommandLine of(Terminal terminal, Clock clock, SeenFile seen) {
        return new CommandLine(new Overview(terminal))
                .addSubcommand(new Fetch(terminal, clock, seen))
                .addSubcommand(new Show(terminal, clock, seen))
                .addSubcommand(new Verify(terminal, clock, seen))
                .addSubcommand(new Apply(terminal, clock, seen));
    }

    /** Without a command: which there are. */
    @Command(name = "bundle")
    static final class Overview implements Callable<ExitCode> {
        @Option(names = {"-h", "--help"})
        private boolean help;

        @SuppressWarnings("unused") // looked at before all others; declared so that it is accepted
        @Option(names = "--lang")
        private @Nullable String lang;

        private final Terminal terminal;

        Overview(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public ExitCode call() {
            String text = HelpText.of("bundle", terminal.language());
            (help ? terminal.out() : terminal.err()).print(text);
            return help ? ExitCode.VALID : ExitCode.USAGE;
        }
    }

    /** What all of them have. */
    abstract static class Step implements Callable<ExitCode> {
        @Option(names = "--format")
        private BundleDesk.Format format = BundleDesk.Format.TEXT;

        @SuppressWarnings("unused") // looked at before all others; declared so that it is accepted
        @Option(names = "--lang")
        private @Nullable String lang;

        @Option(names = {"-h", "--help"})
        private boolean help;

        @Parameters(arity = "0..1")
        private @Nullable String argument;

        private final String name;
        private final Terminal terminal;
        private final Provider provider = new BouncyCastleProvider();
        private final BundleDesk desk;

        Step(String name, Terminal terminal, Clock clock, SeenFile seen) {
            this.name = name;
            this.terminal = terminal;
            this.desk = new BundleDesk(terminal, clock, seen, provider);
        }

        BundleDesk desk() {
            return desk;
        }

        Terminal terminal() {
            return terminal;
        }

        Provider provider() {
            return provider;
        }

        void write(BundleReport report) {
            desk.write(report, format);
        }

        boolean forPeople() {
            return format == BundleDesk.Format.TEXT;
        }

        @Override
        public ExitCode call() throws InterruptedException {
            if (help || argument == null) {
                (help ? terminal.out() : terminal.err()).print(HelpText.of("bundle-" + name, terminal.language()));
                return help ? ExitCode.VALID : ExitCode.USAGE;
            }
            try {
                return run(argument);
            } catch (BundleException broken) {
                if (!forPeople()) {
                    write(BundleReport.broken(argument, broken));
                }
                desk.tell(broken, argument);
                return BundleDesk.exit(broken);
            } catch (MalformedTrustException noCertificates) {
                terminal.error(BundleWords.UNREADABLE, "--trust", BundleWords.CHECK_PATH);
                return ExitCode.USAGE;
            } catch (SeenFile.UnreadableStateException state) {
                desk.tell(state, argument);
                return ExitCode.USAGE;
            } catch (IOException unreadable) {
                terminal.error(BundleWords.UNREADABLE, argument, BundleWords.CHECK_PATH);
                return ExitCode.UNREADABLE;
            }
        }

        abstract ExitCode run(String given)
                throws BundleException, IOException, MalformedTrustException, InterruptedException;

        /**
         * Writes a bundle to a file if it is accepted, and says what came of it.
         *
         * @param base out of which it was made, where that is not what stands in the file
         */
        ExitCode replace(Path target, String name, OfflineBundle bundle, Optional<OfflineBundle> base, Known known)
                throws IOException {
            Standing standing;
            try {
                standing = desk.accept(bundle, known, false, desk.writing(bundle, target, base));
            } catch (SeenFile.UnreadableStateException state) {
                throw state;
            } catch (IOException notWritten) {
                desk.tell(notWritten, target.toString());
                return ExitCode.USAGE;
            }
            write(BundleReport.of(name, bundle, standing));
            if (standing instanceof Standing.Refused refused) {
                desk.tell(refused, name);
                return ExitCode.INVALID;
            }
            if (forPeople()) {
                terminal.out().println("  " + BundleWords.WRITTEN.in(terminal.language()) + " " + target);
            }
            return ExitCode.VALID;
        }
    }

    /** Gets the newest bundle of a registry; the only command that uses the network. */
    @Command(name = "fetch")
    static final class Fetch extends Step {
        @Mixin
        private final KnownOptions known = new KnownOptions();

        @Option(names = {"-o", "--output"})
        private Path output = Path.of(DEFAULT_FILE);

        @Option(names = "--full")
        private boolean full;

        Fetch(Terminal terminal, Clock clock, SeenFile seen) {
            super("fetch", terminal, clock, seen);
        }

        @Override
        ExitCode run(String given) throws BundleException, IOException, MalformedTrustException, InterruptedException {
            Known elsewhere = known.read(provider());
            try {
                BundleSource source = BundleSource.of(given, MOST_TIME);
                if (!source.isEncrypted()) {
                    terminal().warning(BundleWords.PLAIN_HTTP, given, BundleWords.COMPARE);
                }
                // Whatever is wrong with what stands there, a whole bundle takes its place.
                Optional<OfflineBundle> atHand = full ? Optional.empty() : desk().find(output);
                Optional<OfflineBundle> newest = newest(source, atHand);
                if (newest.isEmpty()) {
                    terminal()
                            .err()
                            .println("zhengzhao: "
                                    + BundleWords.NOTHING_NEWER.in(terminal().language()));
                    return replace(output, given, atHand.orElseThrow(), Optional.empty(), elsewhere);
                }
                return replace(output, given, newest.get(), Optional.empty(), elsewhere);
            } catch (BundleSource.NoBundleException none) {
                terminal().error(BundleWords.reason(none.problem()), none.subject(), BundleWords.hint(none.problem()));
                return none.problem() == BundleSource.Problem.ADDRESS ? ExitCode.USAGE : ExitCode.UNREADABLE;
            }
        }

        private Optional<OfflineBundle> newest(BundleSource source, Optional<OfflineBundle> atHand)
                throws BundleSource.NoBundleException, BundleException, InterruptedException {
            if (atHand.isPresent()) {
                Optional<Bytes> newer =
                        source.get(OptionalLong.of(atHand.get().terms().sequence()));
                if (newer.isEmpty()) {
                    return Optional.empty();
                }
                if (!BundleReader.looksLikeDelta(newer.get())) {
                    return Optional.of(desk().read(newer.get()));
                }
                try {
                    return Optional.of(desk().read(BundleDelta.apply(atHand.get(), newer.get())));
                } catch (BundleException notFromHere) {
                    // Of another registry's bundle, or of one that the registry does not know any more: the whole one
                    // helps.
                    return whole(source);
                }
            }
            return whole(source);
        }

        private Optional<OfflineBundle> whole(BundleSource source)
                throws BundleSource.NoBundleException, BundleException, InterruptedException {
            Bytes octets = source.get(OptionalLong.empty())
                    .orElseThrow(() -> new BundleSource.NoBundleException(BundleSource.Problem.ANSWER, "HTTP 204"));
            return Optional.of(desk().read(octets));
        }
    }

    /** Says what is in a file, without judging whose it is. */
    @Command(name = "show")
    static final class Show extends Step {
        Show(Terminal terminal, Clock clock, SeenFile seen) {
            super("show", terminal, clock, seen);
        }

        @Override
        ExitCode run(String given) throws BundleException, IOException {
            write(BundleReport.read(given, desk().read(BundleDesk.octets(Path.of(given)))));
            return ExitCode.VALID;
        }
    }

    /** Says whether a bundle is the registry's, and no older than what was seen. */
    @Command(name = "verify")
    static final class Verify extends Step {
        @Mixin
        private final KnownOptions known = new KnownOptions();

        Verify(Terminal terminal, Clock clock, SeenFile seen) {
            super("verify", terminal, clock, seen);
        }

        @Override
        ExitCode run(String given) throws BundleException, IOException, MalformedTrustException {
            OfflineBundle bundle = desk().read(BundleDesk.octets(Path.of(given)));
            Standing standing = desk().look(bundle, known.read(provider()));
            write(BundleReport.of(given, bundle, standing));
            switch (standing) {
                case Standing.Accepted accepted -> {
                    if (forPeople()) {
                        terminal()
                                .out()
                                .println("  "
                                        + BundleWords.grounds(accepted.grounds())
                                                .in(terminal().language()) + " ("
                                        + accepted.grounds() + ")");
                    }
                }
                case Standing.Refused refused -> desk().tell(refused, given);
            }
            return desk().exit(bundle, standing);
        }
    }

    /** Makes the newer bundle of an older one and a delta. */
    @Command(name = "apply")
    static final class Apply extends Step {
        @Mixin
        private final KnownOptions known = new KnownOptions();

        @Option(names = "--to")
        private Path older = Path.of(DEFAULT_FILE);

        @Option(names = {"-o", "--output"})
        private @Nullable Path output;

        Apply(Terminal terminal, Clock clock, SeenFile seen) {
            super("apply", terminal, clock, seen);
        }

        @Override
        ExitCode run(String given) throws BundleException, IOException, MalformedTrustException {
            OfflineBundle base = desk().read(BundleDesk.octets(older));
            Bytes newer = BundleDelta.apply(base, BundleDesk.octets(Path.of(given)));
            return replace(
                    Optional.ofNullable(output).orElse(older),
                    given,
                    desk().read(newer),
                    Optional.of(base),
                    known.read(provider()));
        }
    }
}
