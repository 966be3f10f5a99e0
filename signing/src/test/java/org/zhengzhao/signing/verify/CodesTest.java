package org.zhengzhao.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.testkit.Samples;

/** Every code is produced by a document, and every code has its page. */
class CodesTest {
    static List<Vector> vectors() {
        return Vectors.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void judge_vector_saysItsCodes(Vector vector) throws Exception {
        Verdict verdict = vector.judge();

        assertThat(codes(verdict)).as(vector.name()).contains(vector.code());
        assertThat(verdict).isNotInstanceOf(Verdict.Valid.class);
    }

    @Test
    void vectors_together_produceEveryCode() throws Exception {
        Set<String> produced = new TreeSet<>();
        for (Vector vector : Vectors.all()) {
            produced.addAll(codes(vector.judge()));
        }
        assertThat(produced).containsExactlyInAnyOrderElementsOf(allCodes());
    }

    /** Each page says what is the matter as the code does, and to citizen and officer, in both languages, what it means to them. */
    @Test
    void codes_each_haveTheirPageInBothLanguages() throws IOException {
        Path pages = Path.of(System.getProperty("zhengzhao.root"), "docs", "errors");
        String index = Files.readString(pages.resolve("README.md"));
        for (FailureCode code : FailureCode.values()) {
            assertPage(pages, index, code.name(), code.reason(), "INVALID");
        }
        for (GapCode code : GapCode.values()) {
            assertPage(pages, index, code.name(), code.reason(), "UNDETERMINED");
        }
        try (Stream<Path> files = Files.list(pages)) {
            List<String> named = files.map(file -> file.getFileName().toString().replace(".md", ""))
                    .filter(name -> !name.equals("README"))
                    .toList();
            assertThat(named).containsExactlyInAnyOrderElementsOf(allCodes());
        }
    }

    @Test
    void judge_licenseOnItsFirstAndLastInstant_isInForce() throws Exception {
        assertThat(Vectors.credentialAt(Samples.content().validity().start())).isInstanceOf(Verdict.Invalid.class);
        assertThat(Vectors.credentialAt(Samples.ISSUED)).isInstanceOf(Verdict.Valid.class);
        assertThat(Vectors.credentialAt(Samples.ISSUED.minusSeconds(119))).isInstanceOf(Verdict.Valid.class);
        assertThat(codes(Vectors.credentialAt(Samples.ISSUED.minusSeconds(121))))
                .contains("ISSUED_IN_THE_FUTURE");
    }

    private static void assertPage(Path pages, String index, String code, Bilingual reason, String verdict)
            throws IOException {
        String page = Files.readString(pages.resolve(code + ".md"));
        assertThat(page).startsWith("# " + code);
        assertThat(page.indexOf("## English")).isGreaterThan(page.indexOf("## 中文"));
        String chinese = page.substring(page.indexOf("## 中文"), page.indexOf("## English"));
        String english = page.substring(page.indexOf("## English"));
        assertThat(chinese).as(code).contains("**" + reason.chinese() + "**", verdict);
        assertThat(english).as(code).contains("**" + reason.english() + "**", verdict);
        assertParts(code, chinese, "- \\*\\*对持证人\\*\\*：", "- \\*\\*对核验人员\\*\\*：", "- \\*\\*怎么办\\*\\*：");
        assertParts(
                code,
                english,
                "- \\*\\*For the citizen:\\*\\* ",
                "- \\*\\*For the officer:\\*\\* ",
                "- \\*\\*What to do:\\*\\* ");
        assertThat(index).contains("[" + code + "](" + code + ".md) | " + reason.english() + " " + reason.chinese());
    }

    private static void assertParts(String code, String text, String... starts) {
        for (String start : starts) {
            assertThat(text).as(code).containsPattern(start + "\\S.{5,}");
        }
    }

    private static List<String> allCodes() {
        List<String> codes = new ArrayList<>();
        Arrays.stream(FailureCode.values()).map(Enum::name).forEach(codes::add);
        Arrays.stream(GapCode.values()).map(Enum::name).forEach(codes::add);
        return codes;
    }

    static List<String> codes(Verdict verdict) {
        List<String> codes = new ArrayList<>();
        switch (verdict) {
            case Verdict.Valid valid -> {}
            case Verdict.Invalid invalid -> {
                invalid.failures().forEach(failure -> codes.add(failure.code().name()));
                invalid.gaps().forEach(gap -> codes.add(gap.code().name()));
            }
            case Verdict.Undetermined undetermined ->
                undetermined.gaps().forEach(gap -> codes.add(gap.code().name()));
        }
        return codes;
    }
}
