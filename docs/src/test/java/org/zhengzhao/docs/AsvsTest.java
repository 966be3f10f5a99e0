package org.zhengzhao.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on ASVS has every requirement, and what it calls evidence is there. */
class AsvsTest {
    private static final Path PAGE = Repository.file("docs", "reference", "asvs.md");
    private static final Path NUMBERS =
            Repository.file("docs", "src", "test", "resources", "org", "zhengzhao", "docs", "asvs-5.0.0.txt");
    private static final Path SETTINGS = Repository.file("docs", "reference", "settings.md");
    private static final Path PROPERTIES =
            Repository.file("registry-api", "src", "main", "resources", "application.properties");

    private static final String MET = "met";
    private static final String IN_PART = "met in part";
    private static final List<String> VERDICTS = List.of(MET, IN_PART, "not met", "does not apply");

    private static final Pattern ROW = Pattern.compile("\\| [0-9]+\\.[0-9]+\\.[0-9]+ \\|.*");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^]]+]\\([^)]+\\)");
    private static final Pattern SETTING = Pattern.compile("(quarkus|zhengzhao)(\\.[a-z][a-z0-9-]*)+");
    /** Fewer characters than these are no reason. */
    private static final int SHORTEST_REASON = 6;

    private record Row(String number, String level, String asks, String verdict, String evidence) {
        static Row of(String line) {
            String[] cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
            assertThat(cells).as(line).hasSize(5);
            return new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
        }

        List<String> names() {
            return NAME.matcher(evidence).results().map(match -> match.group(1)).toList();
        }

        boolean showsSomething() {
            return !names().isEmpty() || LINK.matcher(evidence).find();
        }
    }

    @Test
    void requirements_ofBothLevels_areAllThereInTheirOrder() throws IOException {
        List<String> wanted = Files.readAllLines(NUMBERS).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(wanted).hasSize(253).doesNotHaveDuplicates();
        assertThat(rows().stream().map(row -> row.number() + " " + row.level()).toList())
                .isEqualTo(wanted);
    }

    @Test
    void rows_eachHasAVerdictAndEvidenceOrAReason() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows()) {
            whatIsWrong(row).ifPresent(what -> wrong.add(row.number() + ": " + what));
        }
        assertThat(wrong).isEmpty();
    }

    private static Optional<String> whatIsWrong(Row row) {
        boolean claims = row.verdict().equals(MET) || row.verdict().equals(IN_PART);
        if (!VERDICTS.contains(row.verdict())) {
            return Optional.of("no verdict");
        }
        if (row.asks().isEmpty() || row.evidence().length() < SHORTEST_REASON) {
            return Optional.of("says nothing");
        }
        return claims && !row.showsSomething() ? Optional.of("names nothing that can be looked at") : Optional.empty();
    }

    @Test
    void evidence_everythingThatIsNamed_isThere() throws IOException {
        Known known = Known.read();
        List<String> missing = new ArrayList<>();
        for (Row row : rows()) {
            row.names().stream()
                    .filter(name -> !known.has(name))
                    .forEach(name -> missing.add(row.number() + ": " + name));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void evidence_thatIsNotThere_isTold() throws IOException {
        Known known = Known.read();
        assertThat(List.of("AsvsTest", "Repository", "pom.xml", "quarkus.http.port"))
                .allMatch(known::has);
        assertThat(List.of("NoSuchTest", "no-such.properties", "zhengzhao.no-such", "Content-Length"))
                .noneMatch(known::has);
        assertThat(List.of(
                        "| 1.1.1 | 2 | something | met | all is well |",
                        "| 1.1.1 | 2 | something | met in part | all but this |",
                        "| 1.1.1 | 2 | something | not met | |",
                        "| 1.1.1 | 2 | something | perhaps | `AsvsTest` |"))
                .allSatisfy(line -> assertThat(whatIsWrong(Row.of(line))).isPresent());
        assertThat(whatIsWrong(Row.of("| 1.1.1 | 2 | something | met | `AsvsTest` |")))
                .isEmpty();
    }

    @Test
    void summary_countsWhatIsThere() throws IOException {
        Map<String, Map<String, Long>> counted = rows().stream()
                .collect(Collectors.groupingBy(
                        Row::verdict, TreeMap::new, Collectors.groupingBy(Row::level, Collectors.counting())));
        List<String> lines = Files.readAllLines(PAGE);
        for (String verdict : VERDICTS) {
            Map<String, Long> levels = counted.getOrDefault(verdict, Map.of());
            assertThat(lines)
                    .contains("| " + verdict + " | " + levels.getOrDefault("1", 0L) + " | "
                            + levels.getOrDefault("2", 0L) + " |");
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> ROW.matcher(line).matches())
                .map(Row::of)
                .toList();
    }

    /** What a line may name: a class, a file, a setting. */
    private record Known(Set<String> classes, Set<String> files, String settings) {
        static Known read() throws IOException {
            Set<String> files = Repository.files(Repository.root(), "").stream()
                    .map(file -> String.valueOf(file.getFileName()))
                    .collect(Collectors.toSet());
            Set<String> classes = files.stream()
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.replace(".java", ""))
                    .collect(Collectors.toSet());
            return new Known(classes, files, Files.readString(SETTINGS) + Files.readString(PROPERTIES));
        }

        boolean has(String name) {
            return classes.contains(name)
                    || files.contains(name)
                    || (SETTING.matcher(name).matches() && settings.contains(name));
        }
    }
}
