package org.zhengzhao.registry.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL programs of one archive, unpacked once. */
record PostgresBinaries(Path home) {
    private static final String PREFIX = "engine-";

    Path initdb() {
        return home.resolve("bin/initdb");
    }

    Path pgCtl() {
        return home.resolve("bin/pg_ctl");
    }

    Path postgres() {
        return home.resolve("bin/postgres");
    }

    /**
     * The archive's programs below {@code directory}. They live in a directory named by the archive's digest, so that
     * another version never meets the files of this one; it gets its name only when it is complete.
     */
    static PostgresBinaries unpacked(Path directory) throws IOException, DatabaseStartException {
        String archive = archiveName(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        Path home = directory.resolve(PREFIX + digest(archive).substring(0, 16));
        if (!Files.isDirectory(home)) {
            Path unfinished = directory.resolve(PREFIX + "new");
            PrivateFiles.deleteTree(unfinished);
            unpack(archive, unfinished);
            PrivateFiles.rename(unfinished, home);
        }
        return new PostgresBinaries(home);
    }

    /** Removes the programs of other versions; only while no server runs from them. */
    void deleteOthers() throws IOException {
        try (Stream<Path> entries = Files.list(home.resolveSibling("."))) {
            List<Path> others = entries.map(Path::normalize)
                    .filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .filter(entry -> !entry.equals(home))
                    .toList();
            for (Path other : others) {
                PrivateFiles.deleteTree(other);
            }
        }
    }

    private static String archiveName(String system, String processor) throws DatabaseStartException {
        String name = switch (processor.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
            case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
            default -> "";
        };
        if (!system.equalsIgnoreCase("linux")
                || name.isEmpty()
                || PostgresBinaries.class.getResource("/" + name) == null) {
            throw StartProblems.unsupportedPlatform(system, processor);
        }
        return name;
    }

    private static InputStream open(String archive) throws IOException {
        InputStream stream = PostgresBinaries.class.getResourceAsStream("/" + archive);
        if (stream == null) {
            throw new IOException(archive + " is not on the class path");
        }
        return new BufferedInputStream(stream, 1 << 16);
    }

    private static String digest(String archive) throws IOException {
        try (DigestInputStream stream = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            stream.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(stream.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (InputStream stream = open(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(stream))) {
            PrivateFiles.createDirectory(target);
            // The unprivileged user that a root service falls back to must be able to read them: they are no secret.
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("entry outside the archive: " + entry.getName());
                }
                write(tar, entry, file);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
