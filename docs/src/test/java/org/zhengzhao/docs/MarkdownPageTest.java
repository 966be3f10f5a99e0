package org.zhengzhao.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests of the documentation are worth what their reader is worth. */
class MarkdownPageTest {
    @TempDir
    Path directory;

    @Test
    void read_titles_haveTheAnchorsThatLinksUse() throws IOException {
        MarkdownPage page = page("# External PostgreSQL\n## 外部 PostgreSQL\n## What `NOT` to do?\n## again\n## Again\n");
        assertThat(page.titles())
                .extracting(MarkdownPage.Title::anchor)
                .containsExactly("external-postgresql", "外部-postgresql", "what-not-to-do", "again", "again-1");
        assertThat(page.hasAnchor("missing")).isFalse();
    }

    @Test
    void read_links_areFoundInTextTablesAndPicturesButNotInCode() throws IOException {
        MarkdownPage page =
                page("[a](one.md) ![b](two.png)\n\n| x |\n| --- |\n| [c](three.md#d) |\n\n`[e](four.md)`\n\n"
                        + "```\n[f](five.md)\n```\n");
        assertThat(page.links()).containsExactly("one.md", "two.png", "three.md#d");
    }

    @Test
    void read_tour_isTheCodeRightAfterTheMark() throws IOException {
        MarkdownPage page = page(
                "<!-- tour -->\n```sh\nfirst\n```\n\ntext\n\n```sh\nother\n```\n\n<!-- tour -->\n```sh\nlast\n```\n");
        assertThat(page.tour()).containsExactly("first\n", "last\n");
    }

    private MarkdownPage page(String text) throws IOException {
        return MarkdownPage.read(Files.writeString(directory.resolve("page.md"), text));
    }
}
