package org.zhengzhao.cli.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengzhao.cli.terminal.ExitCode;
import org.zhengzhao.cli.terminal.Terminal;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.bundle.BundleException;
import org.zhengzhao.signing.bundle.BundleLimits;
import org.zhengzhao.signing.bundle.BundleReader;
import org.zhengzhao.signing.bundle.BundleTrust.Grounds;
import org.zhengzhao.signing.bundle.BundleTrust.Known;
import org.zhengzhao.signing.bundle.BundleTrust.Standing;
import org.zhengzhao.signing.bundle.OfflineBundle;

/** What the commands about bundles do alike: read, judge by what was seen, say so. */
public final class BundleDesk {
    /** How results are written. */
    public enum Format {
        TEXT,
        JSON
    }

    private final Terminal terminal;
    private final Clock clock;
    private final SeenFile seen;
    private final BundleReader reader;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public BundleDesk(Terminal terminal, Clock clock, SeenFile seen, Provider provider) {
        this.terminal = terminal;
        this.clock = clock;
        this.seen = seen;
        this.reader = new BundleReader(provider);
    }

    static Bytes octets(Path file) throws IOException {
        // Neither pipes nor devices: they may never end, or never begin.
        if (!Files.isRegularFile(file)) {
            throw new IOException("no file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return Bytes.of(stream.readNBytes(BundleLimits.MAX_OCTETS + 1));
        }
    }

    OfflineBundle read(Bytes octets) throws BundleException {
        return reader.read(octets);
    }

    /** What stands in a file; none where there is no bundle, or one that cannot be read. */
    Optional<OfflineBundle> find(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(read(octets(file))) : Optional.empty();
        } catch (IOException | BundleException unusable) {
            return Optional.empty();
        }
    }

    /**
     * Writes a bundle to a file. What stands there is read when the bundle is judged, and not before: another run may have written
     * in between.
     *
     * @param base out of which it was made
     */
    SeenFile.Use writing(OfflineBundle bundle, Path file, Optional<OfflineBundle> base) {
        return new SeenFile.Use() {
            @Override
            public List<OfflineBundle> replaced() {
                return Stream.concat(base.stream(), find(file).stream()).toList();
            }

            @Override
            public void now() throws IOException {
                AtomicFile.write(file, bundle.octets());
            }
        };
    }

    /** Judges a bundle that somebody names as trusted, and remembers it; says what is not quite as it should be. */
    public Standing accept(OfflineBundle bundle, Known known, boolean quiet, SeenFile.Use use) throws IOException {
        SeenFile.Judged judged = seen.judge(bundle, known, clock.instant(), true, use);
        if (judged.standing() instanceof Standing.Accepted accepted && !quiet) {
            notes(bundle, accepted.grounds(), judged.kept());
        }
        return judged.standing();
    }

    /** The same without remembering a bundle of which nothing confirms whose it is. */
    Standing look(OfflineBundle bundle, Known known) throws IOException {
        SeenFile.Judged judged = seen.judge(bundle, known, clock.instant(), false, SeenFile.Use.none());
        if (judged.standing() instanceof Standing.Accepted accepted) {
            notes(bundle, accepted.grounds(), judged.kept());
        }
        return judged.standing();
    }

    private void notes(OfflineBundle bundle, Grounds grounds, boolean kept) {
        if (grounds == Grounds.FIRST_SEEN) {
            terminal.warning(BundleWords.FIRST_SEEN, bundle.fingerprint().toHex(), BundleWords.COMPARE);
        }
        if (!kept) {
            terminal.warning(
                    BundleWords.NOT_KEPT,
                    bundle.terms().sequence() + ", " + bundle.terms().issuedAt(),
                    BundleWords.SET_STATE);
        }
        if (isExpired(bundle)) {
            terminal.warning(BundleWords.EXPIRED, bundle.terms().expires().toString(), BundleWords.FETCH);
        }
    }

    boolean isExpired(OfflineBundle bundle) {
        return !clock.instant().isBefore(bundle.terms().expires());
    }

    /** Says on standard error why a bundle is not used. */
    public void tell(Standing.Refused refused, String file) {
        terminal.error(
                BundleWords.reason(refused.refusal()),
                file + " (" + refused.refusal() + ": " + refused.subject() + ")",
                BundleWords.hint(refused.refusal()));
    }

    public void tell(BundleException broken, String file) {
        terminal.error(
                BundleWords.reason(broken.reason()),
                file + " (" + broken.reason() + ")",
                BundleWords.hint(broken.reason()));
    }

    /** What keeps the machine from remembering, or reading what it remembers. */
    public void tell(IOException failed, String file) {
        if (failed instanceof SeenFile.UnreadableStateException state) {
            terminal.error(
                    state.isDamaged() ? BundleWords.STATE_BROKEN : BundleWords.STATE_CLOSED,
                    String.valueOf(state.getMessage()),
                    state.isDamaged() ? BundleWords.DELETE_STATE : BundleWords.OPEN_STATE);
        } else {
            terminal.error(BundleWords.NOT_WRITTEN, file, BundleWords.CHECK_FOLDER);
        }
    }

    void write(BundleReport report, Format format) {
        Instant now = clock.instant();
        switch (format) {
            case JSON -> terminal.out().println(report.json());
            case TEXT -> {
                List<String> lines = report.lines(terminal, now);
                lines.forEach(terminal.out()::println);
            }
        }
        terminal.out().flush();
    }

    /** What is no bundle could not be read; what is one and does not hold is proven wrong. */
    static ExitCode exit(BundleException broken) {
        return switch (broken.reason()) {
            case TOO_LARGE, FORM, VERSION, DELTA -> ExitCode.UNREADABLE;
            case MANIFEST,
                    PART_MISSING,
                    PART_UNEXPECTED,
                    PART_ALTERED,
                    PART_BROKEN,
                    SIGNER_UNKNOWN,
                    SIGNER_PURPOSE,
                    SIGNATURE,
                    SUCCESSION,
                    ANOTHER_BASE,
                    SIGNER_NOT_IN_FORCE -> ExitCode.INVALID;
        };
    }

    /** A bundle that nothing confirms, or whose time is over, is neither refused nor fine. */
    ExitCode exit(OfflineBundle bundle, Standing standing) {
        return switch (standing) {
            case Standing.Accepted accepted ->
                accepted.grounds() == Grounds.FIRST_SEEN || isExpired(bundle) ? ExitCode.UNDETERMINED : ExitCode.VALID;
            case Standing.Refused refused -> ExitCode.INVALID;
        };
    }
}
