package org.zhengzhao.product.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.zhengzhao.product.RunningProduct;

/**
 * A disk of some hundred megabytes: a tmpfs in a mount namespace of its own, which needs no right where user namespaces are allowed, and is
 * gone with the process that holds it.
 */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTES = 640;

    private final Process holder;
    private final List<String> enter;
    private final String inside;
    private final Path outside;

    private SmallDisk(Process holder, List<String> enter, String inside, Path outside) {
        this.holder = holder;
        this.enter = enter;
        this.inside = inside;
        this.outside = outside;
    }

    /** Leaves the test out, loudly, where this machine allows no such thing: unlike a missing program, no script can mend that. */
    static SmallDisk require(Path mountPoint) throws IOException {
        List<String> asRoot = List.of("unshare", "--mount");
        List<String> asAnybody = List.of("unshare", "--user", "--map-root-user", "--mount");
        for (List<String> unshare : List.of(asRoot, asAnybody)) {
            Optional<SmallDisk> disk = find(mountPoint, unshare, unshare == asAnybody);
            if (disk.isPresent()) {
                return disk.get();
            }
        }
        String message = "LEFT OUT: neither root nor a user namespace may mount a disk here (unshare, mount, nsenter)";
        System.out.println(message);
        assumeTrue(false, message);
        throw new AssertionError(message);
    }

    private static Optional<SmallDisk> find(Path mountPoint, List<String> unshare, boolean user) throws IOException {
        List<String> command = new ArrayList<>(unshare);
        command.addAll(List.of(
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + MEGABYTES + "m,mode=700 tmpfs \"$0\" && echo mounted && exec cat",
                mountPoint.toString()));
        Process holder;
        try {
            // It ends when its input does: with us, at the latest.
            holder = new ProcessBuilder(command)
                    .redirectError(new File("/dev/null"))
                    .start();
        } catch (IOException noProgram) {
            return Optional.empty();
        }
        BufferedReader said =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        if (!"mounted".equals(said.readLine())) {
            holder.destroyForcibly();
            return Optional.empty();
        }
        List<String> enter = new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount"));
        if (user) {
            enter.addAll(List.of("--user", "--preserve-credentials"));
        }
        enter.add("--wd=" + RunningProduct.ROOT);
        return Optional.of(new SmallDisk(
                holder,
                enter,
                mountPoint.toString(),
                Path.of("/proc/" + holder.pid() + "/root" + mountPoint.toAbsolutePath())));
    }

    RunningProduct.Place place() {
        return new RunningProduct.Place(enter, inside + "/data", outside.resolve("data"));
    }

    long freeMegabytes() throws IOException {
        return Files.getFileStore(outside).getUsableSpace() >> 20;
    }

    /** Takes all the space that is left. */
    void fill() throws IOException {
        byte[] octets = new byte[1 << 16];
        try (OutputStream filler = Files.newOutputStream(outside.resolve("filler"))) {
            while (true) {
                filler.write(octets);
            }
        } catch (IOException full) {
            // To the last octet.
            try (OutputStream rest = Files.newOutputStream(outside.resolve("filler.rest"))) {
                while (true) {
                    rest.write(1);
                }
            } catch (IOException fullIndeed) {
                return;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(outside.resolve("filler"));
        Files.deleteIfExists(outside.resolve("filler.rest"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        holder.getOutputStream().close();
        holder.waitFor(10, TimeUnit.SECONDS);
        holder.destroyForcibly();
    }
}
