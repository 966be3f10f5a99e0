package org.zhengzhao.registry.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Bilingual;

/**
 * The rows of a batch as they arrive: NDJSON, one object a line. They are read one after the other, and the first that is beyond a limit,
 * or is no row at all, refuses the whole before anything is done. Whether a row can be answered is seen when it is.
 *
 * @param digest of purpose and octets: what makes two requests the same
 */
record BatchUpload(List<Bytes> rows, Bytes digest) {
    static final int MAX_ROWS = 10_000;
    /** Octets of one row. */
    static final int MAX_ROW = 4096;

    private static final int PIECE = 8192;

    BatchUpload {
        rows = List.copyOf(rows);
        Objects.requireNonNull(digest);
    }

    /**
     * Reads rows to the end.
     *
     * @throws RegistryException if there are too many, one is too long, is no JSON object, has no id, or has one that stands twice
     */
    static BatchUpload read(InputStream body, ReadPurpose purpose) {
        Rows rows = new Rows(purpose);
        byte[] piece = new byte[PIECE];
        try {
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                rows.take(piece, read);
            }
        } catch (IOException broken) {
            throw new RegistryException(
                    ProblemType.MALFORMED_JSON,
                    new Bilingual("请求正文中断；没有写入任何内容，请原样重发。", "The body broke off. Nothing was written; send it again."));
        }
        return rows.end();
    }

    private static final class Rows {
        private final MessageDigest digest = sha256();
        private final List<Bytes> rows = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private final byte[] row = new byte[MAX_ROW];
        private int length;

        Rows(ReadPurpose purpose) {
            List.of(purpose.purpose(), purpose.matter(), purpose.caseNumber(), purpose.officer())
                    .forEach(element -> digest.update((element + "\n").getBytes(StandardCharsets.UTF_8)));
        }

        void take(byte[] piece, int octets) {
            digest.update(piece, 0, octets);
            for (int i = 0; i < octets; i++) {
                if (piece[i] == '\n') {
                    endOfRow();
                } else if (length == MAX_ROW) {
                    throw tooLarge();
                } else {
                    row[length++] = piece[i];
                }
            }
        }

        BatchUpload end() {
            endOfRow();
            if (rows.isEmpty()) {
                throw new RegistryException(
                        ProblemType.VALIDATION_FAILED,
                        new Bilingual("请至少发送一行；没有写入任何内容。", "Send one row at least. Nothing was written."));
            }
            return new BatchUpload(rows, Bytes.of(digest.digest()));
        }

        /** Empty lines are none. */
        private void endOfRow() {
            if (length > 0 && row[length - 1] == '\r') {
                length--;
            }
            if (length > 0) {
                if (rows.size() == MAX_ROWS) {
                    throw tooLarge();
                }
                add(Bytes.of(Arrays.copyOf(row, length)));
            }
            length = 0;
        }

        private void add(Bytes octets) {
            int number = rows.size() + 1;
            String id = RowReader.findId(octets).orElseThrow(() -> noRow(number));
            if (!ids.add(id)) {
                throw new RegistryException(
                        ProblemType.VALIDATION_FAILED,
                        new Bilingual("每行的 id 只能出现一次；没有写入任何内容。", "Each id stands once. Nothing was written."),
                        List.of(new ProblemError(
                                "/" + number + "/id",
                                "DUPLICATE",
                                new Bilingual("此 id 已出现过。", "The id stands twice."))));
            }
            rows.add(octets);
        }

        private static RegistryException noRow(int number) {
            return new RegistryException(
                    ProblemType.MALFORMED_JSON,
                    new Bilingual(
                            "每行应为一个 JSON 对象，含 id（1 至 64 个字符，一行）；没有写入任何内容。",
                            "Each row is one JSON object with an id of 1 to 64 characters. Nothing was written."),
                    List.of(new ProblemError(
                            "/" + number, "SYNTAX", new Bilingual("此行不能读取。", "This row cannot be read."))));
        }

        private static RegistryException tooLarge() {
            return new RegistryException(
                    ProblemType.BATCH_TOO_LARGE,
                    new Bilingual(
                            "一批最多 " + MAX_ROWS + " 行，每行最多 " + MAX_ROW + " 字节；没有写入任何内容，请分批发送。",
                            "A batch has " + MAX_ROWS + " rows at most, and a row " + MAX_ROW
                                    + " octets. Nothing was written; send it in parts."));
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java platform has SHA-256", impossible);
            }
        }
    }
}
