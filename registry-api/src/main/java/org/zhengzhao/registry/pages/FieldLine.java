package org.zhengzhao.registry.pages;

import java.util.List;
import java.util.Objects;

/** A title and what stands beside it, line by line. */
record FieldLine(String title, List<String> lines) {
    FieldLine {
        Objects.requireNonNull(title);
        lines = List.copyOf(lines);
    }

    static FieldLine of(String title, String text) {
        return new FieldLine(title, text.lines().toList());
    }
}
