package org.zhengzhao.registry.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The values that are stored encrypted: a closed list, and the only place that knows all of them. Each value is bound to the label of its
 * column and to its row. Labels are part of what is authenticated: never change one.
 */
public enum EncryptedColumn {
    LICENSE_CONTENT("license.content", "license", "id", "content", "content_key", Optional.empty(), Optional.empty()),
    LICENSE_PDF(
            "license_face.octets:PDF",
            "license_face",
            "license_id",
            "octets",
            "octets_key",
            Optional.empty(),
            Optional.of("kind = 'PDF'")),
    LICENSE_CREDENTIAL(
            "license_face.octets:CREDENTIAL",
            "license_face",
            "license_id",
            "octets",
            "octets_key",
            Optional.empty(),
            Optional.of("kind = 'CREDENTIAL'")),
    DRAFT_CONTENT(
            "license_draft_content.content",
            "license_draft_content",
            "draft_id",
            "content",
            "content_key",
            Optional.empty(),
            Optional.empty()),
    DRAFT_NUMBER(
            "license_draft_content.number",
            "license_draft_content",
            "draft_id",
            "number_encrypted",
            "number_key",
            Optional.of("number"),
            Optional.empty()),
    BATCH_QUESTION(
            "batch_row.question", "batch_row", "id", "question", "question_key", Optional.empty(), Optional.empty()),
    BATCH_ANSWER(
            "batch_row.answer",
            "batch_row",
            "id",
            "answer",
            "answer_key",
            Optional.empty(),
            Optional.of("answer is not null"));

    private final String label;
    private final String table;
    private final String row;
    private final String value;
    private final String key;
    private final Optional<String> clearText;
    private final Optional<String> condition;

    /**
     * @param row column that names the row
     * @param value column with the encrypted value; with the clear one where {@code key} is null and there is no {@code clearText}
     * @param key column with the number of the data key; null where the value is in clear
     * @param clearText column of the clear value, where it is text and stands in a column of its own
     * @param condition which rows of the table are meant
     */
    EncryptedColumn(
            String label,
            String table,
            String row,
            String value,
            String key,
            Optional<String> clearText,
            Optional<String> condition) {
        this.label = label;
        this.table = table;
        this.row = row;
        this.value = value;
        this.key = key;
        this.clearText = clearText;
        this.condition = condition;
    }

    String label() {
        return label;
    }

    /** What a value of that row is bound to. No label is the beginning of another one followed by a zero. */
    byte[] place(UUID id) {
        byte[] name = label.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + 1 + 2 * Long.BYTES)
                .put(name)
                .put((byte) 0)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** Some rows whose value is in clear or under one of given keys, locked; those that somebody else has are passed over. */
    String selectOutdated() {
        return "select " + row + ", "
                + clearText.map(text -> "convert_to(" + text + ", 'UTF8')").orElse(value) + ", " + value
                + ", " + key + " from " + table + " where " + outdated() + " and " + row + " <> all(?) limit ?"
                + " for no key update skip locked";
    }

    String update() {
        return "update " + table + " set " + value + " = ?, " + key + " = ?"
                + clearText.map(text -> ", " + text + " = null").orElse("")
                + " where " + row + " = ?" + and();
    }

    String countClear() {
        return "select count(*) from " + table + " where " + key + " is null" + and();
    }

    String countUnder() {
        return "select count(*) from " + table + " where " + key + " = any(?)" + and();
    }

    private String outdated() {
        return "(" + key + " is null or " + key + " = any(?))" + and();
    }

    private String and() {
        return condition.map(which -> " and " + which).orElse("");
    }
}
