package org.zhengzhao.signing.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.zhengzhao.signing.check.CheckReport;

/** Cases of others, all of them, and the page that says how they came out. */
class ForeignCasesTest {
    private static final Path PAGE =
            Path.of(System.getProperty("zhengzhao.root", "."), "docs", "reference", "x509-conformance.md");

    /** An entry of a list of exceptions. */
    private record Exempt(String suite, String name, String reason) {
        boolean covers(ForeignCase one) {
            return suite.equals(one.suite())
                    && (name.endsWith("*")
                            ? one.name().startsWith(name.substring(0, name.length() - 1))
                            : one.name().equals(name));
        }
    }

    private static final class Row {
        private int cases;
        private int agreed;
        private int differing;
        private int notApplicable;
    }

    @Test
    void check_pkits_agreesButForTheListed() throws IOException {
        assertAgreed(ForeignCases.pkits());
    }

    @Test
    void check_pkitsWithEverythingAtOnce_agreesButForTheListed() throws IOException {
        assertAgreed(ForeignCases.pkitsWithEverything());
    }

    @Test
    void check_limbo_agreesButForTheListed() throws IOException {
        assertAgreed(ForeignCases.limbo());
    }

    @Test
    void check_ocsp_agreesButForTheListed() throws IOException {
        assertAgreed(ForeignCases.ocsp());
    }

    @Test
    void page_table_saysWhatIsMeasured() throws IOException {
        List<ForeignCase> all = new ArrayList<>(ForeignCases.pkits());
        all.addAll(ForeignCases.limbo());
        all.addAll(ForeignCases.ocsp());
        List<Exempt> notApplicable = exempt("not-applicable.tsv");
        Map<String, Row> rows = new LinkedHashMap<>();
        for (ForeignCase one : all) {
            Row row = rows.computeIfAbsent("| " + one.suite() + " | " + one.section(), none -> new Row());
            row.cases++;
            if (notApplicable.stream().anyMatch(exempt -> exempt.covers(one))) {
                row.notApplicable++;
            } else if (one.agrees(one.run())) {
                row.agreed++;
            } else {
                row.differing++;
            }
        }
        List<String> measured = rows.entrySet().stream()
                .map(entry -> entry.getKey() + " | " + entry.getValue().cases + " | " + entry.getValue().agreed + " | "
                        + entry.getValue().differing + " | " + entry.getValue().notApplicable + " |")
                .toList();
        List<String> written = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| (PKITS|x509-limbo|OCSP) \\|.*"))
                .toList();
        assertThat(written).isEqualTo(measured);
    }

    private static void assertAgreed(List<ForeignCase> cases) throws IOException {
        List<Exempt> differing = exempt("differing.tsv");
        List<Exempt> notApplicable = exempt("not-applicable.tsv");
        List<String> wrong = new ArrayList<>();
        for (ForeignCase one : cases) {
            if (notApplicable.stream().anyMatch(exempt -> exempt.covers(one))) {
                continue;
            }
            CheckReport report = one.run();
            boolean listed = differing.stream().anyMatch(exempt -> exempt.covers(one));
            if (one.agrees(report) == listed) {
                wrong.add(one.name() + ": " + report.outcome() + " " + report.code()
                        + (listed ? ", and is listed as differing" : ""));
            }
        }
        assertThat(cases).hasSizeGreaterThan(5);
        assertThat(wrong).isEmpty();
    }

    private static List<Exempt> exempt(String file) throws IOException {
        try (var stream = Objects.requireNonNull(ForeignCasesTest.class.getResourceAsStream(file))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(columns -> new Exempt(columns[0], columns[1], columns[2]))
                    .peek(exempt -> assertThat(exempt.reason()).isNotBlank())
                    .toList();
        }
    }
}
