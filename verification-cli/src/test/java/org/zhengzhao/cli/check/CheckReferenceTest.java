package org.zhengzhao.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zhengzhao.cli.CommandRun;

/** The examples of the reference come out as it says, and it has every kind. */
class CheckReferenceTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final Pattern SECTION =
            Pattern.compile("^### ([a-z0-9]+)\\n(.*?)(?=^### |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINES = Pattern.compile("```text\\n(.*?)```", Pattern.DOTALL);

    @Test
    void examples_ofEveryKind_comeOutAsWritten() throws IOException {
        String reference =
                Files.readString(Path.of(System.getProperty("zhengzhao.root", "."), "docs", "reference", "check.md"));
        List<String> kinds = new ArrayList<>();
        int examples = 0;
        Matcher section = SECTION.matcher(reference);
        while (section.find()) {
            kinds.add(section.group(1));
            Matcher lines = LINES.matcher(section.group(2));
            while (lines.find()) {
                List<String> pairs = lines.group(1).lines().toList();
                for (int i = 0; i + 1 < pairs.size(); i += 2) {
                    CommandRun ran = CommandRun.of(NOW, pairs.get(i), List.of("check", section.group(1), "-"));
                    assertThat(ran.out().strip()).isEqualTo(pairs.get(i + 1));
                    examples++;
                }
            }
        }
        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(
                        CheckKinds.ALL.stream().map(CheckKind::name).toList());
        assertThat(examples).isGreaterThan(12);
    }
}
