package org.zhengzhao.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranslationsTest {
    private static final String ENGLISH = ".md";
    private static final String CHINESE = ".zh-CN.md";

    @Test
    void pages_eachInEnglish_hasItsTwinInChinese() throws IOException {
        List<Path> english = english();
        assertThat(english).as("pages that need a twin").hasSizeGreaterThan(4);
        assertThat(english).allSatisfy(page -> assertThat(chinese(page)).exists());
    }

    @Test
    void pages_eachInChinese_hasItsTwinInEnglish() throws IOException {
        List<Path> twins = english().stream().map(TranslationsTest::chinese).toList();
        assertThat(Repository.files(Repository.file("docs", "guide"), CHINESE)).isSubsetOf(twins);
    }

    @Test
    void twins_haveTheSameHeadings() throws IOException {
        for (Path page : english()) {
            assertThat(levels(chinese(page)))
                    .as("levels of the headings of %s", chinese(page).getFileName())
                    .isEqualTo(levels(page));
        }
    }

    @Test
    void readmes_giveTheSameTour() throws IOException {
        List<String> english = MarkdownPage.read(Repository.file("README.md")).tour();
        List<String> chinese =
                MarkdownPage.read(Repository.file("README.zh-CN.md")).tour();
        assertThat(english).as("steps of the tour").hasSizeGreaterThan(4);
        assertThat(chinese).isEqualTo(english);
    }

    private static List<Path> english() throws IOException {
        List<Path> pages =
                new ArrayList<>(List.of(Repository.file("README.md"), Repository.file("docs", "security.md")));
        pages.addAll(Repository.files(Repository.file("docs", "guide"), ENGLISH).stream()
                .filter(page -> !page.toString().endsWith(CHINESE))
                .toList());
        return pages;
    }

    private static Path chinese(Path english) {
        String name = String.valueOf(english.getFileName());
        return english.resolveSibling(name.substring(0, name.length() - ENGLISH.length()) + CHINESE);
    }

    private static List<Integer> levels(Path page) throws IOException {
        return MarkdownPage.read(page).titles().stream()
                .map(MarkdownPage.Title::level)
                .toList();
    }
}
