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
    private static final Path SERVICE = Repository.file("registry-api", "src", "main", "java");
    private static final Pattern PROBLEM = Pattern.compile("^ {4}([A-Z][A-Z_]+)\\(([0-9]{3}),", Pattern.MULTILINE);
    private static final Pattern RULE = Pattern.compile("^ {4}([A-Z][A-Z_]+)\\(", Pattern.MULTILINE);
    private static final Pattern SETTING = Pattern.compile("zhengzhao(\\.[a-z][a-z0-9-]*)+");
    private static final Pattern LITERAL = Pattern.compile("\"(" + SETTING.pattern() + ")\"");
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([a-z0-9.-]+)\"\\)");
    private static final Pattern MAPPED = Pattern.compile("^ {4}\\S+ ([a-zA-Z]+)\\(\\);", Pattern.MULTILINE);
    private static final Pattern LIMIT = Pattern.compile("static final (?:int|long) (MAX_\\w+)\\s*=\\s*([^;]+);");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /** What is written there is ours already. */
    private static final String NO_PARSERS = "signing.report";
    /** Names of ours that look like settings and are none. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "zhengzhao.caller",
            "zhengzhao.calls.refused",
            "zhengzhao.clients.refused",
            "zhengzhao.clients.slowed",
            "zhengzhao.drafts.waiting",
            "zhengzhao.encryption.outdated",
            "zhengzhao.encryption.unreadable",
            "zhengzhao.holder",
            "zhengzhao.issuance.intents.open",
            "zhengzhao.key.days.left",
            "zhengzhao.publication.bundle.last",
            "zhengzhao.publication.delay",
            "zhengzhao.publication.failures",
            "zhengzhao.publication.last",
            "zhengzhao.publication.oldest.due",
            "zhengzhao.requests",
            "zhengzhao.timestamp.authority.down",
            "zhengzhao.timestamp.pdfs");

    @Test
    void problems_eachTypeHasItsEntryWithItsStatus() throws IOException {
        String code = Files.readString(
                SERVICE.resolve(Path.of("org", "zhengzhao", "registry", "platform", "problem", "ProblemType.java")));
        List<String> inCode = PROBLEM.matcher(code)
                .results()
                .map(constant ->
                        constant.group(1).toLowerCase(Locale.ROOT).replace('_', '-') + " (" + constant.group(2) + ")")
                .toList();
        List<String> documented =
                MarkdownPage.read(Repository.file("docs", "reference", "problems.md")).titles().stream()
                        .map(MarkdownPage.Title::text)
                        .filter(title -> title.endsWith(")"))
                        .toList();
        assertThat(inCode).as("problem types in the code").hasSizeGreaterThan(20);
        assertThat(documented).containsExactlyInAnyOrderElementsOf(inCode);
    }

    @Test
    void problems_eachCodeOfASingleErrorIsExplained() throws IOException {
        Path types = Repository.file("schema", "src", "main", "java", "org", "zhengzhao", "schema", "type");
        String reference = Files.readString(Repository.file("docs", "reference", "problems.md"));
        for (String rules : List.of("FieldRule.java", "TypeRule.java")) {
            List<String> codes = RULE.matcher(Files.readString(types.resolve(rules)))
                    .results()
                    .map(constant -> "`" + constant.group(1) + "`")
                    .toList();
            assertThat(codes).as("codes in %s", rules).hasSizeGreaterThan(10);
            assertThat(reference).contains(codes);
        }
    }

    @Test
    void settings_theReferenceListsExactlyThoseOfTheCode() throws IOException {
        Set<String> inCode = new TreeSet<>();
        for (Path file : Repository.files(SERVICE, ".java")) {
            String code = Files.readString(file);
            Matcher mapping = MAPPING.matcher(code);
            if (mapping.find()) {
                MAPPED.matcher(code)
                        .results()
                        .forEach(member -> inCode.add(mapping.group(1) + "." + kebabCase(member.group(1))));
            } else {
                LITERAL.matcher(code).results().forEach(literal -> inCode.add(literal.group(1)));
            }
        }
        inCode.removeAll(NO_SETTINGS);
        assertThat(inCode).as("settings in the code").hasSizeGreaterThan(3);
        assertThat(documentedSettings()).isEqualTo(inCode);
    }

    @Test
    void limits_theReferenceListsExactlyThoseOfTheCode() throws IOException {
        List<String> inCode = new ArrayList<>();
        for (String module : List.of("schema", "signing")) {
            Path sources = Repository.file(module, "src", "main", "java", "org", "zhengzhao");
            for (Path file : Repository.files(sources, ".java")) {
                String name =
                        sources.relativize(file).toString().replace(".java", "").replace('/', '.');
                if (!name.startsWith(NO_PARSERS)) {
                    LIMIT.matcher(Files.readString(file))
                            .results()
                            .forEach(limit -> inCode.add(name + " " + limit.group(1) + " = "
                                    + limit.group(2).replaceAll("\\s+", " ")));
                }
            }
        }
        List<String> documented = new ArrayList<>();
        for (String line : Files.readAllLines(Repository.file("docs", "reference", "limits.md"))) {
            if (line.startsWith("| `")) {
                String[] columns = line.split("\\|");
                CODE.matcher(columns[2])
                        .results()
                        .forEach(limit ->
                                documented.add(columns[1].replace("`", "").strip() + " " + limit.group(1)));
            }
        }
        assertThat(inCode).as("limits in the code").hasSizeGreaterThan(80);
        assertThat(documented).containsExactlyInAnyOrderElementsOf(inCode);
    }

    /** The names in the first column of the tables. */
    private static Set<String> documentedSettings() throws IOException {
        List<String> firstColumns = new ArrayList<>();
        for (String line : Files.readAllLines(Repository.file("docs", "reference", "settings.md"))) {
            if (line.startsWith("| `")) {
                firstColumns.add(line.substring(0, line.indexOf('|', 1)));
            }
        }
        Set<String> names = new TreeSet<>();
        for (String column : firstColumns) {
            SETTING.matcher(column).results().forEach(name -> names.add(name.group()));
        }
        return names;
    }

    private static String kebabCase(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
