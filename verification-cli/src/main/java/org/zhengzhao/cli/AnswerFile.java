package org.zhengzhao.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/** The answer that a receipt was filed with: what {@code --answer} names. */
final class AnswerFile {
    private AnswerFile() {}

    /** The answer cannot be read. */
    static final class UnreadableAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String file;

        UnreadableAnswerException(Path file) {
            super("unreadable answer");
            this.file = file.toString();
        }

        String file() {
            return file;
        }
    }

    /** SHA-256 of the file, whatever its length. Neither pipes nor devices: they may never end, or never begin. */
    static Bytes digest(Path file) throws UnreadableAnswerException {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableAnswerException(file);
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return Sha256.of(stream);
        } catch (IOException unreadable) {
            throw new UnreadableAnswerException(file);
        }
    }
}
