package org.zhengzhao.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the tour of the README as it is printed there, in one shell, step after step. */
class TourTest {
    private static final Pattern STEP = Pattern.compile("<!-- tour -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void tour_worksAsPrinted(String readme, @TempDir Path directory) throws IOException {
        List<String> steps = STEP.matcher(Files.readString(RunningProduct.ROOT.resolve(readme)))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toList());
        assertThat(steps).hasSizeGreaterThan(5);
        String script = "PS4='+ '\n" + String.join("\necho '--- step'\n", steps);

        Command tour;
        try (RunningProduct product = RunningProduct.start(directory.resolve("data"))) {
            tour = Command.run(
                    RunningProduct.ROOT,
                    Map.of(
                            "TOUR_BASE",
                            product.base(),
                            "ZHENGZHAO_DATA",
                            product.data().toString(),
                            "ZHENGZHAO_NO_BUILD",
                            "1",
                            "LC_ALL",
                            "C.UTF-8"),
                    List.of("bash", "-u", "-c", script));
        }

        String told = "exit " + tour.exit() + "\n" + tour.out() + "\n" + tour.err();
        assertThat(tour.exit()).as(told).isZero();
        assertThat(tour.out())
                .as(told)
                .contains("HTTP 201", "1.2.156.3005.2.", "\"status\":\"VALID\"", "\"verdict\":\"VALID\"")
                .containsAnyOf("INVALID", "无效")
                .contains("missing-parameter")
                .contains("\"words\":{", "\"outcome\":\"MISSING\"", "\"status\":\"SUSPENDED\"")
                .contains("\"latestNumber\":", "\"caseNumber\":\"SW-2026-000123\"");
        assertThat(count(tour.out(), "\"verdict\":\"VALID\"")).isGreaterThanOrEqualTo(2);
        // All four of the company that has everything; of the other one that it was not punished.
        assertThat(count(tour.out(), "\"outcome\":\"SATISFIED\"")).isEqualTo(5);
        assertThat(count(tour.out(), "exit code 10")).as(told).isEqualTo(2);
        assertThat(tour.err()).doesNotContain("command not found", "unbound variable", "syntax error");
    }

    private static long count(String text, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }
}
