package org.zhengzhao.cli.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.bundle.BundleTrust;
import org.zhengzhao.signing.bundle.BundleTrust.Grounds;
import org.zhengzhao.signing.bundle.BundleTrust.Known;
import org.zhengzhao.signing.bundle.BundleTrust.Standing;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.bundle.SeenBundles;

/**
 * What this user's machine remembers of bundles: a file in the directory for state (XDG Base Directory Specification). Runs at
 * the same time wait for each other.
 *
 * @param directory empty where there is none, as on a machine without a home
 */
public record SeenFile(Optional<Path> directory) {
    private static final String FILE = "bundles.json";
    private static final String LOCK = "bundles.lock";

    /** What an accepted bundle is for. */
    public interface Use {
        /** The bundles in whose place it comes, or out of which it was made; asked when it is judged. */
        List<OfflineBundle> replaced();

        void now() throws IOException;

        /** Nothing that leaves a trace. */
        static Use none() {
            return new Use() {
                @Override
                public List<OfflineBundle> replaced() {
                    return List.of();
                }

                @Override
                public void now() {}
            };
        }
    }

    /**
     * @param kept whether what was seen could be remembered; where not, an older bundle would not be noticed
     */
    public record Judged(Standing standing, boolean kept) {}

    /** What was seen cannot be read, or it cannot be told whether anything was: that is never taken for nothing seen. */
    public static final class UnreadableStateException extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean damaged;

        private UnreadableStateException(Path file, boolean damaged) {
            super(file.toString());
            this.damaged = damaged;
        }

        /** Whether it could be read and is not what we wrote; else it may not be read, or lies where nothing leads to. */
        boolean isDamaged() {
            return damaged;
        }
    }

    public static SeenFile of(Map<String, String> environment) {
        return new SeenFile(absolute(environment, "XDG_STATE_HOME")
                .or(() -> absolute(environment, "HOME").map(home -> home.resolve(".local/state")))
                .map(state -> state.resolve("zhengzhao")));
    }

    /** The specification has relative paths passed over. */
    private static Optional<Path> absolute(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    /**
     * Judges a bundle by what was seen, uses it if it is accepted, and remembers it.
     *
     * @param first whether a bundle is remembered of which nothing confirms whose it is
     * @throws UnreadableStateException if the file is damaged, or cannot be reached
     */
    public Judged judge(OfflineBundle bundle, Known known, Instant clock, boolean first, Use use) throws IOException {
        Optional<Path> writable = directory.filter(SeenFile::prepare);
        if (writable.isEmpty()) {
            Standing standing = BundleTrust.judge(bundle, use.replaced(), read(), known, clock);
            if (standing instanceof Standing.Accepted) {
                use.now();
            }
            return new Judged(standing, false);
        }
        try (FileChannel channel = FileChannel.open(
                        writable.get().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            SeenBundles seen = read();
            Standing standing = BundleTrust.judge(bundle, use.replaced(), seen, known, clock);
            boolean kept = lock.isValid();
            if (standing instanceof Standing.Accepted accepted) {
                // First the bundle, then that it was seen: interrupted between the two, the bundle is there and is seen
                // the next time. The other way round the bundle before would be refused, and this one not be there.
                use.now();
                if (!accepted.remembered().equals(seen) && (first || accepted.grounds() != Grounds.FIRST_SEEN)) {
                    AtomicFile.write(
                            writable.get().resolve(FILE), accepted.remembered().json());
                }
            }
            return new Judged(standing, kept);
        }
    }

    private static boolean prepare(Path directory) {
        try {
            Files.createDirectories(directory);
            return Files.isWritable(directory);
        } catch (IOException | UnsupportedOperationException notPossible) {
            return false;
        }
    }

    private SeenBundles read() throws IOException {
        if (directory.isEmpty()) {
            return SeenBundles.NONE;
        }
        Path file = directory.get().resolve(FILE);
        Bytes octets;
        try (InputStream stream = Files.newInputStream(file)) {
            octets = Bytes.of(stream.readNBytes(SeenBundles.MAX_OCTETS + 1));
        } catch (AccessDeniedException closed) {
            throw new UnreadableStateException(file, false);
        } catch (IOException absent) {
            if (wasNeverThere(file)) {
                return SeenBundles.NONE;
            }
            throw new UnreadableStateException(file, false);
        }
        return SeenBundles.read(octets).orElseThrow(() -> new UnreadableStateException(file, true));
    }

    /**
     * Whether the way to a file that could not be opened ends at a folder, or at something that never was one. At the file itself, or
     * at a link to what is not there, as to a disk that is missing, it does not: something is remembered elsewhere.
     */
    private static boolean wasNeverThere(Path file) {
        for (Path end = file; end != null; end = end.getParent()) {
            if (Files.exists(end, LinkOption.NOFOLLOW_LINKS)) {
                return !end.equals(file) && (Files.isDirectory(end) || !Files.isSymbolicLink(end));
            }
        }
        return false;
    }
}
