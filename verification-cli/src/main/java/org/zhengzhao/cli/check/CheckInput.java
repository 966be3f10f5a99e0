package org.zhengzhao.cli.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * Something to check, as it was named.
 *
 * @param options those of this input only, by name
 */
record CheckInput(String name, Content content, Map<String, List<String>> options) {
    /** Where the octets of an input are. */
    sealed interface Content {
        record InFile(String path) implements Content {}

        record Inline(Bytes octets) implements Content {}

        /**
         * The line cannot be understood.
         *
         * @param reason for people, in a few words
         */
        record Unclear(String reason) implements Content {}
    }

    CheckInput {
        Objects.requireNonNull(name);
        Objects.requireNonNull(content);
        options = Map.copyOf(options);
    }

    static CheckInput file(String path) {
        return new CheckInput(path, new Content.InFile(path), Map.of());
    }

    static CheckInput unclear(String name, String reason) {
        return new CheckInput(name, new Content.Unclear(reason), Map.of());
    }
}
