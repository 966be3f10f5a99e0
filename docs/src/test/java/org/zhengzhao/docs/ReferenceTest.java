package org.zhengzhao.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference says what the code says. The code is read as text: this module depends on no other. */
class ReferenceTest {
    private static final Pattern PROBLEM =
            Pattern.compile("^ {4}([A-Z][A-Z_]+)\\(([0-9]{3}),", Pattern.MULTILINE);
    private static final Pattern SETTING = Pattern.compile("zhengzhao(\\.[a-z][a-z0-9-]*)+");
    private static final Pattern PROPERTY = Pattern.compile("name = \"(" + SETTING.pattern() + ")\"");
    private static final Pattern MAPPING = Pattern.compile("prefix = \"(" + SETTING.pattern() + ")\"");
    private static final Pattern MAPPED = Pattern.compile("^ {4}\\S+ ([a-zA-Z]+)\\(\\);", Pattern.MULTILINE);

    @Test
    void problems_eachTypeHasItsEntryWithItsStatus() throws IOException {
        Path reference = Repository.file("docs", "reference", "problems.md");
        List<String> titles = MarkdownPage.read(reference).titles().stream()
                .map(MarkdownPage.Title::text)
                .toList();
        String source = Files.readString(Repository.files(Repository.file("registry-api"), "/ProblemType.java".substring(1))
                .getFirst());
        List<String> expected = new ArrayList<>();
        Matcher constant = PROBLEM.matcher(source);
        while (constant.find()) {
            String slug = constant.group(1).toLowerCase(Locale.ROOT).replace('_', '-');
            expected.add(slug + " (" + constant.group(2) + ")");
        }
        assertThat(expected).as("problem types in the code").hasSizeGreaterThan(20);
        assertThat(titles).containsAll(expected);
        assertThat(titles.stream().filter(title -> title.matches(".* \\([0-9]{3}\\)")))
                .as("entries that the code has, too")
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void settings_theReferenceListsExactlyThoseOfTheCode() throws IOException {
        Set<String> inCode = new TreeSet<>();
        for (Path file : Repository.files(Repository.file("registry-api", "src", "main"), ".java")) {
            String source = Files.readString(file);
            PROPERTY.matcher(source).results().forEach(found -> inCode.add(found.group(1)));
            Matcher mapping = MAPPING.matcher(source);
            if (mapping.find()) {
                MAPPED.matcher(source)
                        .results()
                        .forEach(found -> inCode.add(mapping.group(1) + "." + kebabCase(found.group(1))));
            }
        }
        Set<String> documented = new TreeSet<>();
        Files.readAllLines(Repository.file("docs", "reference", "settings.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> {
                    Matcher setting = SETTING.matcher(line);
                    if (setting.lookingAt() || setting.find() && setting.start() == 3) {
                        documented.add(setting.group());
                    }
                });
        assertThat(inCode).as("settings in the code").isNotEmpty();
        assertThat(documented).isEqualTo(inCode);
    }

    private static String kebabCase(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
