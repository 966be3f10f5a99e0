package org.zhengzhao.cli.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/** Writes files so that at every moment the old one is there or the new one, whole. */
final class AtomicFile {
    private AtomicFile() {}

    static void write(Path file, Bytes octets) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow(IOException::new);
        Path fresh = Files.createTempFile(folder, ".zhengzhao", ".part");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(octets.toArray());
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException stick) {
            // Some file systems of sticks cannot; what is half written is refused when it is read.
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
