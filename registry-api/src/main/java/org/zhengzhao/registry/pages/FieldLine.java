package org.zhengzhao.registry.pages;

import java.util.List;
import java.util.Objects;
import org.zhengzhao.signing.report.VisibleText;

/**
 * A title and what stands beside it, line by line.
 *
 * @param chinese whether the lines are in Chinese, whatever the language of the page
 */
record FieldLine(String title, List<String> lines, boolean chinese) {
    FieldLine {
        Objects.requireNonNull(title);
        lines = List.copyOf(lines);
    }

    /** In the language of the page. */
    static FieldLine of(String title, String text) {
        return new FieldLine(title, visible(text), false);
    }

    /** As the license has it; digits alone are in no language. */
    static FieldLine asIssued(String title, String text) {
        return new FieldLine(title, visible(text), text.codePoints().anyMatch(Character::isIdeographic));
    }

    private static List<String> visible(String text) {
        return text.lines().map(VisibleText::of).toList();
    }
}
