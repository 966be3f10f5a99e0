package org.zhengzhao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.receipt.ReceiptSigner;
import org.zhengzhao.signing.testkit.Pem;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPdf;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestReceipts;

class VerifyReceiptTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.registry(RegistryPurpose.RECORDS, Samples.CEREMONY);
    private static final ReceiptSigner SIGNER = new ReceiptSigner(TestPki.PROVIDER);

    @TempDir
    private Path folder;

    private String trust;
    private String cwt;
    private String jwt;
    private String answer;
    private String otherAnswer;

    @BeforeEach
    void files() throws Exception {
        trust = write("trust.pem", pem(PKI.published(KEY)));
        cwt = write("receipt.cwt", SIGNER.signCose(TestReceipts.found(), KEY));
        jwt = write(
                "receipt.jwt",
                Bytes.utf8(SIGNER.signJws(TestReceipts.found(), KEY).orElseThrow() + "\n"));
        answer = write("answer.json", TestReceipts.ANSWER);
        otherAnswer = write("other.json", TestReceipts.OTHER_ANSWER);
    }

    @Test
    void verify_receiptsAlone_areValidAndSayWhoAskedForWhat() {
        CommandRun ran = run("--lang", "en", cwt, jwt);

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("✔ VALID")
                .contains(
                        TestReceipts.ASKER.officer(),
                        TestReceipts.PURPOSE.caseNumber(),
                        "operatorName",
                        "not given, not compared");
    }

    @Test
    void verify_receiptWithItsAnswer_isValid() {
        for (String receipt : List.of(cwt, jwt)) {
            CommandRun ran = run("--answer", answer, "--format", "json", receipt);
            assertThat(ran.exit()).isZero();
            assertThat(ran.out())
                    .contains("\"kind\":\"receipt\"", "{\"name\":\"answerAgrees\",\"outcome\":\"PASSED\"}");
        }
    }

    @Test
    void verify_receiptMovedToAnotherAnswer_isInvalid() {
        for (String receipt : List.of(cwt, jwt)) {
            CommandRun ran = run("--answer", otherAnswer, "--format", "json", receipt);
            assertThat(ran.exit()).isEqualTo(10);
            assertThat(ran.out()).contains("\"ANSWER_DISAGREES\"");
        }
    }

    @Test
    void verify_answerWithWhatIsNoReceipt_isRefused() throws IOException {
        String pdf = write(
                "license.pdf",
                TestPdf.license(Samples.content(), PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY))
                        .build());
        CommandRun ran = run("--answer", answer, "--format", "json", pdf);
        assertThat(ran.exit()).isEqualTo(12);
        assertThat(ran.out()).contains("NOT_A_RECEIPT");
    }

    @Test
    void verify_answerThatCannotBeTold_isAUsageError() {
        assertThat(run("--answer", answer, cwt, jwt).exit()).isEqualTo(2);
        assertThat(run("--answer", folder.resolve("missing").toString(), cwt).exit())
                .isEqualTo(2);
        assertThat(run("--answer", "/dev/zero", cwt).exit()).isEqualTo(2);
        assertThat(run("--answer", answer, cwt, jwt).out()).isEmpty();
    }

    @Test
    void verify_receiptOfAStranger_isUndeterminedAndNotRepeated() throws IOException {
        String strangers = write(
                "strangers.pem",
                pem(new TestPki(Samples.CEREMONY).published(PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY))));
        CommandRun ran =
                CommandRun.of(Samples.NOW, "", List.of("verify", "--trust", strangers, "--format", "json", cwt));
        assertThat(ran.exit()).isEqualTo(11);
        assertThat(ran.out()).contains("SIGNER_UNKNOWN", "\"receipt\":null");
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("verify", "--trust", trust));
        all.addAll(List.of(arguments));
        return CommandRun.of(Samples.NOW, "", all);
    }

    private String write(String name, Bytes content) throws IOException {
        return Files.write(folder.resolve(name), content.toArray()).toString();
    }

    private static Bytes pem(List<X509Certificate> certificates) {
        return Bytes.utf8(certificates.stream().map(Pem::of).collect(Collectors.joining()));
    }
}
