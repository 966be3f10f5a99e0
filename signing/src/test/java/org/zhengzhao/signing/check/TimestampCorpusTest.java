package org.zhengzhao.signing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.check.CheckReport.Outcome;
import org.zhengzhao.signing.testkit.Corpus;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.timestamp.MalformedTimestampException;
import org.zhengzhao.signing.timestamp.TimestampProblem;
import org.zhengzhao.signing.timestamp.TimestampRequest;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;

class TimestampCorpusTest {
    private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

    /** Coprime to eight, so that every place within an octet is met. */
    private static final int BIT_STEP = 13;

    /** This request is of another exchange: other hash, other nonce. OpenSSL refuses the pair as we do. */
    private static final Set<String> REQUEST_OF_ANOTHER_EXCHANGE = Set.of("sigstage-sha256");

    /** All cases of others. */
    @Test
    void check_casesOfOthers_comeOutAsExpected() throws IOException {
        Path folder = Corpus.require("rfc3161");
        List<String> differing = new ArrayList<>();
        List<String> lines = Files.readAllLines(folder.resolve("cases.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t", -1);
            Path directory = folder.resolve(columns[0]);
            Bytes input = octets(directory.resolve(columns[2]));
            if (REQUEST_OF_ANOTHER_EXCHANGE.contains(columns[0])) {
                assertThat(check(input, directory, columns).code()).isEqualTo(TimestampProblem.IMPRINT_MISMATCH.name());
                columns[4] = "";
            }
            CheckReport report = check(input, directory, columns);
            String expected = columns[1];
            boolean agrees = switch (expected) {
                case "ACCEPT", "NOTICE" -> report.outcome() == Outcome.ACCEPT;
                case "REJECT" -> report.outcome() == Outcome.REJECT;
                case "PARSE" -> report.outcome() != Outcome.UNREADABLE && verifies(report);
                default -> throw new IllegalStateException(expected);
            };
            agrees &= report.facts()
                    .findText("genTime")
                    .filter(time -> columns[7].contains("genTime=" + time.replaceAll("\\.\\d+Z", "Z")))
                    .isPresent();
            System.out.printf("rfc3161 %s %s: %s %s%n", columns[0], expected, report.outcome(), report.code());
            if (!agrees) {
                differing.add(columns[0] + " expected " + expected + " got " + report);
            }
        }
        assertThat(lines).hasSizeGreaterThan(6);
        assertThat(differing).isEmpty();
    }

    /** What a flip may change and pass: the bag of certificates and others that no signature covers. Never what is said. */
    @Test
    void check_anyBitFlipped_isNotAcceptedWithOtherFacts() throws IOException {
        Path directory = Corpus.require("rfc3161").resolve("test-tsa");
        String[] columns = {"test-tsa", "ACCEPT", "response.tsr", "ts_chain.pem", "request.der", "68656c6c6f"};
        byte[] response = Files.readAllBytes(directory.resolve(columns[2]));
        CheckReport original = check(Bytes.of(response), directory, columns);
        int refused = 0;
        for (int bit = 0; bit < response.length * 8; bit += BIT_STEP) {
            byte[] changed = response.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            CheckReport report = check(Bytes.of(changed), directory, columns);
            if (report.outcome() == Outcome.ACCEPT) {
                assertThat(said(report)).as("bit " + bit).isEqualTo(said(original));
            } else {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(response.length * 4 / BIT_STEP);
    }

    private static List<Optional<JsonValue>> said(CheckReport report) {
        return Stream.of(
                        "genTime",
                        "imprint",
                        "imprintAlgorithm",
                        "serialNumber",
                        "nonce",
                        "policy",
                        "signer",
                        "accuracy")
                .map(report.facts()::find)
                .toList();
    }

    private static boolean verifies(CheckReport report) {
        return report.facts().find("signatureVerifies").equals(Optional.of(new JsonValue.Flag(true)));
    }

    private static CheckReport check(Bytes input, Path directory, String[] columns) throws IOException {
        TimestampCheck check = new TimestampCheck(TestPki.PROVIDER);
        Optional<Bytes> data = columns[5].isEmpty() ? Optional.empty() : Optional.of(Bytes.hex(columns[5]));
        try {
            Optional<TimestampRequest> request = columns[4].isEmpty()
                    ? Optional.empty()
                    : Optional.of(TimestampRequest.parse(octets(directory.resolve(columns[4]))));
            return check.check(
                    input,
                    new TimestampCheck.Options(
                            data,
                            request,
                            columns[3].isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(new CertificateFile(TestPki.PROVIDER)
                                            .read(octets(directory.resolve(columns[3])))),
                            AT));
        } catch (MalformedTrustException | MalformedTimestampException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Bytes octets(Path file) throws IOException {
        return Bytes.of(Files.readAllBytes(file));
    }
}
