package org.zhengzhao.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of threats name tests and problems; these are there, and the pages on security say the same in both languages. */
class SecurityTest {
    private static final Path ENGLISH = Repository.file("docs", "security.md");
    private static final Path CHINESE = Repository.file("docs", "security.zh-CN.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)`");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern PROBLEM = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");
    /** A row of threats: what, what stops it, refused as, test. */
    private static final Pattern THREAT = Pattern.compile("(?m)^\\| [^|*]+ \\| [^|]+ \\| ([^|]+) \\| [^|]+ \\|$");

    @ParameterizedTest
    @ValueSource(strings = {"security.md", "security.zh-CN.md", "design/sharing.md", "design/data-at-rest.md"})
    void threats_everyTestThatIsNamed_exists(String page) throws IOException {
        Set<String> existing = Repository.files(Repository.root(), "Test.java").stream()
                .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
                .collect(Collectors.toSet());
        assertThat(found(TEST, Repository.file("docs").resolve(page)))
                .hasSizeGreaterThan(2)
                .isSubsetOf(existing);
    }

    @Test
    void threats_everyProblemThatIsNamed_isExplained() throws IOException {
        List<String> problems = MarkdownPage.read(Repository.file("docs", "reference", "problems.md")).titles().stream()
                .map(title -> title.text().replaceFirst(" \\([0-9]+\\)$", ""))
                .toList();
        List<String> named = THREAT.matcher(Files.readString(ENGLISH))
                .results()
                .flatMap(row -> PROBLEM.matcher(row.group(1)).results())
                .map(match -> match.group(1))
                .toList();
        assertThat(named).hasSizeGreaterThan(10).isSubsetOf(problems);
    }

    @Test
    void twins_nameTheSameThings() throws IOException {
        assertThat(found(NAME, CHINESE)).isEqualTo(found(NAME, ENGLISH));
    }

    private static List<String> found(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page).replaceAll("(?s)```.*?```", ""))
                .results()
                .map(match -> match.group(1).replaceAll("\\s+", " "))
                .toList();
    }
}
