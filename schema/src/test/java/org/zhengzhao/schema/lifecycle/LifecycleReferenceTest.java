package org.zhengzhao.schema.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.text.Bilingual;

/** The tables of {@code docs/reference/lifecycle.md} are those of the code. */
class LifecycleReferenceTest {
    private static final Path PAGE = Path.of(System.getProperty("zhengzhao.root"), "docs/reference/lifecycle.md");

    @Test
    void tables_areThoseOfTheCode() throws IOException {
        String made = Stream.of(statuses(), transitions(), acts(), reasons())
                .map(lines -> String.join("\n", lines) + "\n")
                .collect(Collectors.joining("\n"));
        Path copy = Path.of("target", "lifecycle-tables.md");
        Files.createDirectories(copy.toAbsolutePath().getParent());
        Files.writeString(copy, made);
        List<String> inPage = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| "))
                .toList();
        assertThat(inPage)
                .as("copy the tables of schema/%s", copy)
                .startsWith(made.lines().filter(line -> line.startsWith("| ")).toArray(String[]::new));
    }

    private static List<String> statuses() {
        return table(
                "| status 状态 | 中文 | English | in status lists 状态列表 |",
                Arrays.stream(LicenseStatus.values())
                        .map(status -> "| `" + status + "` | " + words(status.title()) + " | `"
                                + StatusValue.listed(status).bits() + "` |"));
    }

    private static List<String> transitions() {
        return table(
                "| in status 当前状态 | act 行为 → becomes 变为 |",
                Arrays.stream(LicenseStatus.values()).map(status -> "| `" + status + "` | " + after(status) + " |"));
    }

    private static String after(LicenseStatus status) {
        String list = Transitions.allowed(status).stream()
                .map(act -> "`" + act + "` → `" + act.target().orElseThrow() + "`")
                .collect(Collectors.joining("<br>"));
        return list.isEmpty() ? "—" : list;
    }

    private static List<String> acts() {
        return table(
                "| act 行为 | 中文 | English | reason codes 原因代码 |",
                Arrays.stream(Act.values())
                        .map(act -> "| `" + act + "` | " + words(act.title()) + " | " + reasonsOf(act) + " |"));
    }

    private static String reasonsOf(Act act) {
        String list = Arrays.stream(ReasonCode.values())
                .filter(reason -> reason.fits(act))
                .map(reason -> "`" + reason + "`")
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? "—" : list;
    }

    private static List<String> reasons() {
        return table(
                "| reason 原因 | 中文 | English |",
                Arrays.stream(ReasonCode.values())
                        .map(reason -> "| `" + reason + "` | " + words(reason.title()) + " |"));
    }

    private static String words(Bilingual title) {
        return title.chinese() + " | " + title.english();
    }

    private static List<String> table(String head, Stream<String> rows) {
        String rule = head.replaceAll("[^|]+", " --- ");
        return Stream.concat(Stream.of(head, rule), rows).toList();
    }
}
