package org.zhengzhao.registry.platform.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The part of a data directory that belongs to the embedded database, held by one process at a time through a lock that
 * the operating system drops when the process ends, however it ends.
 */
public final class DatabaseDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel channel;

    private DatabaseDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** Takes {@code data/postgresql} for the claimant, making what is missing. */
    public static DatabaseDirectory claim(Path data, Claimant claimant) throws DatabaseStartException {
        try {
            PrivateFiles.createDirectory(data);
            Path root = data.toRealPath().resolve("postgresql");
            PrivateFiles.createDirectory(root);
            if (!Files.isWritable(root) || !Files.isExecutable(root)) {
                throw StartProblems.noPermission(root, Optional.empty());
            }
            Path owner = root.resolve("owner");
            FileChannel channel = PrivateFiles.open(root.resolve("lock"));
            if (!locked(channel)) {
                channel.close();
                throw StartProblems.alreadyRunning(data, ownerIn(owner));
            }
            DatabaseDirectory claimed = new DatabaseDirectory(root, channel);
            try {
                PrivateFiles.write(owner, claimant.inWords());
            } catch (IOException failed) {
                claimed.close();
                throw failed;
            }
            return claimed;
        } catch (IOException failed) {
            throw StartProblems.from(failed, existing(data));
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    private static String ownerIn(Path owner) {
        try {
            return Files.readString(owner);
        } catch (IOException unknown) {
            return "pid ?";
        }
    }

    private static Path existing(Path directory) {
        Path candidate = directory.toAbsolutePath();
        while (!Files.exists(candidate)) {
            Path parent = candidate.getParent();
            if (parent == null) {
                return candidate;
            }
            candidate = parent;
        }
        return candidate;
    }

    Path root() {
        return root;
    }

    /** The database cluster itself. */
    Path cluster() {
        return root.resolve("cluster");
    }

    /** Where a cluster is made; it gets its name only when it is complete. */
    Path unfinishedCluster() {
        return root.resolve("cluster.new");
    }

    Path credentials() {
        return root.resolve("credentials");
    }

    Path port() {
        return root.resolve("port");
    }

    Path log() {
        return root.resolve("server.log");
    }

    /** Lets the next process in. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The lock goes with the process at the latest.
            return;
        }
    }
}
