package org.zhengzhao.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final List<String> PARTS =
            List.of("Status", "Context", "Decision", "Consequences", "Alternatives refused");

    @Test
    void decisions_areNumberedWithoutGapsAndTitledLikeTheirFiles() throws IOException {
        List<Path> files = decisions();
        assertThat(files).hasSizeGreaterThanOrEqualTo(11);
        for (int i = 0; i < files.size(); i++) {
            String number = String.format(Locale.ROOT, "%04d", i + 1);
            String title = MarkdownPage.read(files.get(i)).titles().getFirst().text();
            assertThat(title).startsWith(number + ": ");
            assertThat(files.get(i)).hasFileName(slug(title) + ".md");
        }
    }

    @Test
    void decisions_eachHasItsParts() throws IOException {
        for (Path file : decisions()) {
            assertThat(MarkdownPage.read(file).titles().stream()
                            .skip(1)
                            .map(MarkdownPage.Title::text)
                            .toList())
                    .as("parts of %s", file.getFileName())
                    .isEqualTo(PARTS);
        }
    }

    private static List<Path> decisions() throws IOException {
        return Repository.files(Repository.file("docs", "adr"), ".md").stream()
                .filter(file -> !file.endsWith("README.md"))
                .toList();
    }

    private static String slug(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
