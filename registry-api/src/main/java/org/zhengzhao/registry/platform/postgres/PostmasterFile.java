package org.zhengzhao.registry.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a running or crashed server has left in {@code postmaster.pid}. */
record PostmasterFile(Path file, long process, boolean ready) {
    /** The line in which the server writes its state. */
    private static final int STATE_LINE = 7;

    static Optional<PostmasterFile> find(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            long process = lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
            boolean ready =
                    lines.size() > STATE_LINE && lines.get(STATE_LINE).strip().equals("ready");
            return Optional.of(new PostmasterFile(file, process, ready));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (NumberFormatException damaged) {
            return Optional.of(new PostmasterFile(file, 0, false));
        }
    }

    /**
     * Whether that process is the server of this cluster. After a reboot the number may belong to anybody, and the text in
     * the file proves nothing: a server works inside its cluster's directory, so the kernel is asked for that.
     */
    boolean isServerOf(Path cluster) throws IOException {
        if (process <= 0 || ProcessHandle.of(process).isEmpty()) {
            return false;
        }
        Path proc = Path.of("/proc", Long.toString(process));
        try {
            return proc.resolve("cwd").toRealPath().equals(cluster.toRealPath());
        } catch (IOException notOurs) {
            // Gone meanwhile, or another user's: the command line is readable by everybody.
            return commandLine(proc).contains("\0" + cluster + "\0");
        }
    }

    private static String commandLine(Path proc) {
        try {
            return Files.readString(proc.resolve("cmdline"), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
