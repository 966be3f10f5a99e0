package org.zhengzhao.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a design page leans on is there: tests and codes that it names. */
class DesignTest {
    private static final Path PAGE = Repository.file("docs", "design", "verification.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)`");
    private static final Pattern CODE = Pattern.compile("\\b[A-Z]+_[A-Z_]+[A-Z]\\b");
    private static final Pattern CONSTANT = Pattern.compile("(?m)^ +([A-Z][A-Z0-9_]+)[(,;\\n]");
    private static final Pattern QUOTED = Pattern.compile("\"([A-Z][A-Z0-9_]+)\"");
    /** Words in capitals that are no codes. */
    private static final Set<String> NO_CODES =
            Set.of("NOT_RUN", "STATUS_LOOKED_UP", "SIGNER_NOT_REVOKED", "ISSUER_MAY_ISSUE_TYPE");

    @Test
    void threats_everyTestThatIsNamed_exists() throws IOException {
        Set<String> existing = Repository.files(Repository.root(), "Test.java").stream()
                .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
                .collect(Collectors.toSet());
        assertThat(found(TEST, 1)).hasSizeGreaterThan(20).isSubsetOf(existing);
    }

    @Test
    void threats_everyCodeThatIsNamed_hasItsPage() throws IOException {
        Set<String> pages = Repository.files(Repository.file("docs", "errors"), ".md").stream()
                .map(file -> String.valueOf(file.getFileName()).replace(".md", ""))
                .collect(Collectors.toSet());
        Set<String> codes = found(CODE, 0);
        codes.removeAll(NO_CODES);
        codes.removeAll(codesOfCheck());
        assertThat(codes).hasSizeGreaterThan(20).isSubsetOf(pages);
    }

    /** What only engineers see: constants of the enums that say so, and what the kinds themselves answer. Its help lists them. */
    private static Set<String> codesOfCheck() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (Path file : Repository.files(Repository.file("signing", "src", "main", "java"), ".java")) {
            String source = Files.readString(file);
            boolean kind = file.getParent().endsWith("check");
            if (kind || source.contains("codes of {@code zhengzhao check}")) {
                (kind ? QUOTED : CONSTANT).matcher(source).results().forEach(match -> codes.add(match.group(1)));
            }
        }
        assertThat(codes).contains("PART_NOT_COVERED", "ANOTHER_LOG");
        return codes;
    }

    private static Set<String> found(Pattern pattern, int group) throws IOException {
        return pattern.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult match) -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
