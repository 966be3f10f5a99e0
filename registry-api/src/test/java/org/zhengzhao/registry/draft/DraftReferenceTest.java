package org.zhengzhao.registry.draft;

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

/** The tables of {@code docs/reference/drafts.md} are those of the code. */
class DraftReferenceTest {
    private static final Path PAGE = Path.of(System.getProperty("zhengzhao.root"), "docs/reference/drafts.md");

    @Test
    void tables_areThoseOfTheCode() throws IOException {
        String made = Stream.of(states(), moves(), acts())
                .map(lines -> String.join("\n", lines) + "\n")
                .collect(Collectors.joining("\n"));
        Path copy = Path.of("target", "draft-tables.md");
        Files.writeString(copy, made);
        List<String> inPage = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| "))
                .toList();
        assertThat(inPage)
                .as("copy the tables of registry-api/%s", copy)
                .startsWith(made.lines().filter(line -> line.startsWith("| ")).toArray(String[]::new));
    }

    private static List<String> states() {
        return table(
                "| state 状态 | 中文 | English |",
                Arrays.stream(DraftState.values()).map(state -> "| `" + state + "` | " + words(state.title()) + " |"));
    }

    private static List<String> moves() {
        return table(
                "| in state 当前状态 | act 行为, by 由 → becomes 变为 |",
                Arrays.stream(DraftState.values()).map(state -> "| `" + state + "` | " + after(state) + " |"));
    }

    private static String after(DraftState state) {
        String list = DraftMoves.allowed(state).values().stream()
                .map(move -> "`" + move.act() + "`, " + move.by().title().english() + " "
                        + move.by().title().chinese() + " → `" + move.becomes() + "`")
                .collect(Collectors.joining("<br>"));
        return list.isEmpty() ? "—" : list;
    }

    private static List<String> acts() {
        return table(
                "| act 行为 | 中文 | English | reason 原因 |",
                Arrays.stream(DraftAct.values())
                        .map(act -> "| `" + act + "` | " + words(act.title()) + " | "
                                + (act.needsReason() ? "required 必填" : act.isDecision() ? "may be given 可填" : "—")
                                + " |"));
    }

    private static String words(Bilingual title) {
        return title.chinese() + " | " + title.english();
    }

    private static List<String> table(String head, Stream<String> rows) {
        String rule = head.replaceAll("[^|]+", " --- ");
        return Stream.concat(Stream.of(head, rule), rows).toList();
    }
}
