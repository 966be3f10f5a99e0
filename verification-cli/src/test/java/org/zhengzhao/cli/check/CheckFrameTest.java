package org.zhengzhao.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.cli.CommandRun;
import org.zhengzhao.cli.terminal.HelpText;
import org.zhengzhao.schema.text.Language;

class CheckFrameTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void check_filesListsAndLines_areAnsweredInOrder() throws IOException {
        Path good = Files.writeString(folder.resolve("good"), "QED8WEX0\n");
        Path bad = Files.writeString(folder.resolve("bad"), "GGW");
        Path list = Files.writeString(
                folder.resolve("list"), good + "\n\n\"" + bad + "\"\r\n{\"input\":\"inline\",\"text\":\"QED8WEX0\"}\n");

        CommandRun ran = check("{\"text\":\"BB8\"}\n", "base45", good.toString(), "@" + list, "-");

        assertThat(ran.exit()).isEqualTo(10);
        assertThat(ran.reports().stream().map(report -> report.findText("input").orElseThrow()))
                .containsExactly(good.toString(), good.toString(), bad.toString(), "inline", "-:1");
        assertThat(ran.reports().stream()
                        .map(report -> report.findText("outcome").orElseThrow()))
                .containsExactly("ACCEPT", "ACCEPT", "REJECT", "ACCEPT", "ACCEPT");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void check_onlyUnreadable_exitsWithTwelve() {
        CommandRun ran = check("", "base45", folder.resolve("missing").toString(), "@" + folder.resolve("no list"));
        assertThat(ran.exit()).isEqualTo(12);
        assertThat(ran.reports()).hasSize(2);
    }

    /** A pipe whose beginning failed is not a success. */
    @Test
    void check_nothingInTheListsThatWereNamed_exitsWithTwelveAndSaysSo() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n \n");
        for (CommandRun ran : List.of(check("", "base45", "-"), check("", "base45", "@" + empty, "-"))) {
            assertThat(ran.exit()).isEqualTo(12);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).isNotBlank();
        }
    }

    @Test
    void inputs_moreThanTheMost_endWithALineThatSaysSo() {
        List<CheckInput> read = new ArrayList<>();
        byte[] lines = "a\nb\nc\nd\ne\n".getBytes(StandardCharsets.UTF_8);
        try (CheckInputs inputs =
                new CheckInputs(List.of("-", "later"), new ByteArrayInputStream(lines), new InputLine(List.of()), 3)) {
            inputs.forEachRemaining(read::add);
        }
        assertThat(read).hasSize(4);
        assertThat(read.subList(0, 3)).allMatch(input -> input.content() instanceof CheckInput.Content.InFile);
        assertThat(read.getLast().content()).isInstanceOf(CheckInput.Content.Unclear.class);
    }

    @Test
    void inputs_asManyAsTheMost_areAll() {
        List<CheckInput> read = new ArrayList<>();
        try (CheckInputs inputs =
                new CheckInputs(List.of("a", "b", "c"), InputStream.nullInputStream(), new InputLine(List.of()), 3)) {
            inputs.forEachRemaining(read::add);
        }
        assertThat(read).extracting(CheckInput::name).containsExactly("a", "b", "c");
    }

    /** Revocation lists that are not there must not turn the question off. */
    @Test
    void check_folderWithoutFilesAsAnOption_isAWrongCall() throws IOException {
        Path lists = Files.createDirectory(folder.resolve("lists"));
        Files.writeString(lists.resolve(".hidden"), "x");
        CommandRun ran = check("", "x509", "--anchor", "text:x", "--crl", lists.toString(), "certificate.pem");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("--crl");

        CommandRun line = check(
                "{\"text\":\"x\",\"crl\":\"" + lists.toString().replace("\\", "\\\\") + "\"}",
                "x509",
                "--anchor",
                "text:x",
                "-");
        assertThat(line.exit()).isEqualTo(12);
        assertThat(line.reports().getFirst().findText("code")).contains("OPTION");
    }

    @Test
    void check_accepted_exitsWithZero() {
        assertThat(check("{\"hex\":\"474757\"}\n{\"base64\":\"R0dX\"}", "base45", "-")
                        .exit())
                .isEqualTo(10);
        assertThat(check("{\"text\":\"BB8\"}", "base45", "-").exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"text\":\"BB8\",\"hex\":\"00\"}",
                "{\"text\":1}",
                "{\"hex\":\"0\"}",
                "{\"base64\":\"*\"}",
                "{\"text\":\"BB8\",\"nope\":\"x\"}",
                "{\"text\":\"BB8\",\"text\":\"BB8\"}",
                "{\"text\":null}"
            })
    void check_unclearLine_isUnreadableAndOthersGoOn(String line) {
        CommandRun ran = check(line + "\n{\"text\":\"BB8\"}\n", "base45", "-");
        assertThat(ran.exit()).isEqualTo(12);
        assertThat(ran.reports().getFirst().findText("code")).contains("INPUT_LINE");
        assertThat(ran.reports().getLast().findText("outcome")).contains("ACCEPT");
    }

    @Test
    void check_manyInputs_keepTheirOrder() {
        String lines = IntStream.range(0, 3000)
                .mapToObj(i -> "{\"input\":\"" + i + "\",\"text\":\"BB8\"}")
                .collect(Collectors.joining("\n"));
        CommandRun ran = check(lines, "base45", "--jobs", "8", "-");
        assertThat(ran.reports().stream().map(report -> report.findText("input").orElseThrow()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 3000).mapToObj(Integer::toString).toList());
    }

    @Test
    void check_inputNamedWithEscapes_showsThemAsJsonEscapes() {
        CommandRun ran = check("{\"input\":\"a\\u001b[2J\\u202e\",\"text\":\"BB8\"}", "base45", "-");
        assertThat(ran.out()).contains("\\u001b[2J\\u202e").doesNotContain("\u001B", "\u202E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "base45", "base45 --nope x", "base45 --jobs 0 x", "base45 --jobs 65 x", "nonsense x"})
    void check_calledWrongly_exitsWithTwoAndTeaches(String line) {
        CommandRun ran = check("", line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isNotBlank();
    }

    @Test
    void help_ofEveryKindInBothLanguages_namesItsOptions() {
        for (CheckKind kind : CheckKinds.ALL) {
            for (Language language : Language.values()) {
                String help = HelpText.of("check-" + kind.name(), language);
                assertThat(help).contains("zhengzhao check " + kind.name());
                for (CheckOption option : kind.options()) {
                    assertThat(help).as(kind.name()).contains("--" + option.name());
                }
                assertThat(HelpText.of("check", language)).contains("  " + kind.name() + " ");
            }
            assertThat(check("", kind.name(), "--help").exit()).isZero();
        }
        assertThat(check("", "--help").out()).contains("Exit codes");
    }

    private static CommandRun check(String input, String... arguments) {
        return CommandRun.of(
                NOW,
                input,
                Stream.concat(Stream.of("check"), List.of(arguments).stream()).toList());
    }
}
