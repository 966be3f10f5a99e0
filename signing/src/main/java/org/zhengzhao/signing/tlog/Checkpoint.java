package org.zhengzhao.signing.tlog;

import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.tlog.MalformedLogTextException.Reason;

/**
 * What a log says about itself (C2SP tlog-checkpoint). Lines after these three are extensions; they are signed and not read here.
 *
 * @param origin which log
 * @param size from 0 to 2^64 − 1, to be taken as unsigned
 */
public record Checkpoint(String origin, long size, Bytes root) {
    private static final int LINES = 4;

    public Checkpoint {
        Objects.requireNonNull(origin);
        Objects.requireNonNull(root);
    }

    /** Reads the text of a note. */
    public static Checkpoint parse(String text) throws MalformedLogTextException {
        String[] lines = text.split("\n", LINES);
        if (lines.length < LINES) {
            throw new MalformedLogTextException(Reason.CHECKPOINT, "too few lines");
        }
        if (lines[0].isEmpty()) {
            throw new MalformedLogTextException(Reason.CHECKPOINT, "origin");
        }
        return new Checkpoint(
                lines[0],
                LogText.number(lines[1]).orElseThrow(() -> new MalformedLogTextException(Reason.CHECKPOINT, "size")),
                LogText.base64(lines[2])
                        .filter(root -> root.length() > 0)
                        .orElseThrow(() -> new MalformedLogTextException(Reason.CHECKPOINT, "root hash")));
    }
}
