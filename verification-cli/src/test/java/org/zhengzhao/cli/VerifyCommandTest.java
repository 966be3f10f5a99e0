package org.zhengzhao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.cli.terminal.HelpText;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RevocationLists;
import org.zhengzhao.signing.pki.RevocationReason;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPdf;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestQr;

class VerifyCommandTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final Bytes PDF = TestPdf.license(Samples.content(), KEY).build();

    @TempDir
    private Path folder;

    private String trust;
    private String pdf;

    private record Ran(int exit, String out, String err) {}

    @BeforeEach
    void files() throws Exception {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : PKI.published(KEY)) {
            pem.append(pem(certificate));
        }
        trust = write("trust.pem", Bytes.utf8(pem.toString()));
        pdf = write("license.pdf", PDF);
    }

    @Test
    void verify_validLicense_exitsWithZero() {
        Ran ran = run("verify", "--trust", trust, "--lang", "zh", pdf);
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).startsWith("✔ 有效").contains("食品经营许可证");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void verify_alteredLicense_exitsWithTenAlsoAmongOthers() throws IOException {
        Bytes altered = TestPdf.license(Samples.content(), KEY)
                .digested(digest -> new byte[digest.length])
                .build();
        String bad = write("bad.pdf", altered);
        String empty = write("empty.pdf", Bytes.utf8(""));

        Ran ran = run("verify", "--trust", trust, "--format", "json", pdf, bad, empty);

        assertThat(ran.exit()).isEqualTo(10);
        assertThat(ran.out().lines()).hasSize(3).allMatch(line -> line.startsWith("{\"document\":"));
        assertThat(ran.out().lines().toList().get(1)).contains("bad.pdf", "\"verdict\":\"INVALID\"");
    }

    @Test
    void verify_withoutTrust_exitsWithElevenAndSaysHowToFetchIt() {
        Ran ran = run("verify", "--lang", "en", pdf);
        assertThat(ran.exit()).isEqualTo(11);
        assertThat(ran.out()).startsWith("? UNDETERMINED").contains("NO_TRUST");
        assertThat(ran.err()).contains("hint: fetch it once", "/v1/trust-anchors");
    }

    @Test
    void verify_unreadableInputs_exitWithTwelveAndSayWhatToDo() throws IOException {
        Path huge = folder.resolve("huge.pdf");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(200L * 1024 * 1024);
        }
        for (String input : List.of(
                write("empty", Bytes.utf8("")),
                huge.toString(),
                write("text.pdf", Bytes.utf8("no PDF")),
                write("broken.pdf", Bytes.utf8("%PDF-1.7 broken")),
                write("blank.png", TestQr.blank("png")),
                write("two.png", TestQr.picture("png", "LX1:A", "LX1:B")),
                folder.resolve("missing").toString(),
                "/dev/zero")) {
            Ran ran = run("verify", "--trust", trust, "--lang", "en", input);
            assertThat(ran.exit()).as(input).isEqualTo(12);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().lines().toList()).hasSize(2);
            assertThat(ran.err()).startsWith("zhengzhao: error: ").contains("\nhint: ");
        }
    }

    @Test
    void verify_folder_looksAtItsFilesAndFollowsNothingOutside(@TempDir Path elsewhere) throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("inbox/inner"));
        Files.write(inbox.resolve("b.pdf"), PDF.toArray());
        Files.write(inbox.getParent().resolve("a.pdf"), PDF.toArray());
        Files.write(inbox.getParent().resolve(".hidden"), new byte[1]);
        Files.write(elsewhere.resolve("c.pdf"), PDF.toArray());
        Files.createSymbolicLink(inbox.resolve("link"), elsewhere);
        Files.createSymbolicLink(inbox.resolve("link.pdf"), elsewhere.resolve("c.pdf"));

        Ran ran = run(
                "verify",
                "--trust",
                trust,
                "--format",
                "json",
                "--jobs",
                "3",
                inbox.getParent().toString());

        assertThat(ran.exit()).isZero();
        assertThat(ran.out().lines()).hasSize(2);
        assertThat(ran.out().indexOf("a.pdf")).isLessThan(ran.out().indexOf("b.pdf"));
    }

    @Test
    void verify_standardInput_isRead() {
        assertThat(run(PDF, "verify", "--trust", trust, "-").exit()).isZero();
    }

    @Test
    void verify_at_judgesAsOfThen() {
        Ran ran = run("verify", "--trust", trust, "--format", "json", "--at", "2031-03-02T08:00:00+08:00", pdf);
        assertThat(ran.exit()).isEqualTo(10);
        assertThat(ran.out()).contains("\"EXPIRED\"", "\"asOf\":\"2031-03-02T00:00:00Z\"");
    }

    @Test
    void verify_revocationListInTrust_counts() throws Exception {
        RevocationLists lists = new RevocationLists(TestPki.PROVIDER);
        SigningKey issuer = PKI.issuer().handle(TestPki.PROVIDER);
        Instant from = Samples.NOW.minus(Duration.ofHours(1));
        Instant until = Samples.NOW.plus(Duration.ofDays(7));
        RevocationLists.Revoked lost =
                new RevocationLists.Revoked(KEY.certificate().getSerialNumber(), from, RevocationReason.KEY_COMPROMISE);
        Bytes nothing = Bytes.of(
                lists.sign(issuer, BigInteger.ONE, from, until, List.of()).getEncoded());
        Bytes revoked = Bytes.of(
                lists.sign(issuer, BigInteger.TWO, from, until, List.of(lost)).getEncoded());

        Ran good = run("verify", "--trust", trust, "--trust", write("good.crl", nothing), "--format", "json", pdf);
        assertThat(good.exit()).isZero();
        assertThat(good.out()).contains("{\"name\":\"signerNotRevoked\",\"outcome\":\"PASSED\"}");

        String together = Files.readString(Path.of(trust)) + "# a comment\n" + block("X509 CRL", revoked);
        for (String file : List.of(
                write("bad.crl", revoked),
                write("lists.pem", Bytes.utf8(block("X509 CRL", nothing) + block("X509 CRL", revoked))),
                write("together.pem", Bytes.utf8(together)))) {
            Ran bad = run("verify", "--trust", trust, "--trust", file, "--format", "json", pdf);
            assertThat(bad.exit()).as(file).isEqualTo(11);
            assertThat(bad.out()).as(file).contains("REVOKED_NO_PROOF_OF_TIME");
        }
    }

    @Test
    void verify_brokenRevocationList_isNotPassedOver() throws Exception {
        Bytes list = Bytes.of(PKI.revocations(Samples.NOW, Samples.NOW.plus(Duration.ofDays(1)))
                .getFirst()
                .getEncoded());
        String broken = write(
                "broken.pem",
                Bytes.utf8(block("X509 CRL", list) + block("X509 CRL", list.slice(0, list.length() - 9))));
        Ran ran = run("verify", "--trust", trust, "--trust", broken, "--lang", "en", pdf);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("revocation list", "/v1/trust/crls");
    }

    @Test
    void verify_quiet_writesNothing() {
        Ran ran = run("verify", "--quiet", pdf, folder.resolve("missing").toString());
        assertThat(ran).isEqualTo(new Ran(11, "", ""));
    }

    @Test
    void verify_progressAlways_goesToStandardError() {
        Ran ran = run("verify", "--trust", trust, "--lang", "en", "--progress", "always", pdf, pdf);
        assertThat(ran.err()).contains("verified 2/2");
        assertThat(ran.out()).doesNotContain("verified 2/2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify",
                "verify --nope x",
                "verify --at yesterday x",
                "verify --jobs 0 x",
                "verify --format xml x",
                "verify --trust /does/not/exist x",
                "nonsense",
                ""
            })
    void run_calledWrongly_exitsWithTwoAndTeaches(String line) {
        Ran ran = run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isNotBlank();
    }

    @Test
    void verify_trustFileWithPrivateKey_isRefused() throws IOException {
        String key = write("key.pem", Bytes.utf8("-----BEGIN PRIVATE KEY-----\n"));
        Ran ran = run("verify", "--lang", "en", "--trust", key, pdf);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("private key");
    }

    @Test
    void help_inBothLanguages_namesEveryOption() {
        for (String language : List.of("zh", "en")) {
            Ran ran = run("verify", "--help", "--lang", language);
            assertThat(ran.exit()).isZero();
            assertThat(ran.out())
                    .contains(
                            "--trust",
                            "--answer",
                            "--at",
                            "--format",
                            "--quiet",
                            "--jobs",
                            "--progress",
                            "--lang",
                            "--verbose");
            assertThat(ran.out()).contains("10 ", "11 ", "12 ", "zhengzhao bundle fetch");
            assertThat(run("--help", "--lang", language).out()).contains("verify");
        }
        assertThat(HelpText.of("verify", Language.CHINESE)).contains("用法");
        assertThat(run("--version").out()).startsWith("zhengzhao ");
    }

    @Test
    void run_fileNameWithEscapes_isShownAsCodePoints() {
        Ran ran =
                run("verify", "--trust", trust, folder.resolve("a\u001B[2J.pdf").toString());
        assertThat(ran.err()).contains("\\u{001B}[2J").doesNotContain("\u001B");
    }

    private Ran run(String... arguments) {
        return run(Bytes.utf8(""), arguments);
    }

    private static Ran run(Bytes input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Zhengzhao.run(
                new ArrayList<>(Arrays.asList(arguments)),
                new ByteArrayInputStream(input.toArray()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("LANG", "en_US.UTF-8"),
                Clock.fixed(Samples.NOW, ZoneOffset.UTC));
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String write(String name, Bytes content) throws IOException {
        return Files.write(folder.resolve(name), content.toArray()).toString();
    }

    private static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return block("CERTIFICATE", Bytes.of(certificate.getEncoded()));
    }

    private static String block(String label, Bytes der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder().encodeToString(der.toArray())
                + "\n-----END " + label + "-----\n";
    }
}
