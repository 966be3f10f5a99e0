package org.zhengzhao.product.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.zhengzhao.product.Command;
import org.zhengzhao.product.RunningProduct;

/** Faces of licenses, downloaded and verified by the command line with a bundle, as an inspector does who trusts nobody. */
final class Verified {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The authority whose licenses are under load. */
    private static final String ISSUER = ".11110000MBFAKE039R.";

    private static final Map<String, String> PURPOSE =
            Map.of("purpose", "故障演练", "matter", "000131015000", "caseNumber", "FAULTS-1", "officer", "zhang.san");
    /** Pictures take longest to read: one in so many licenses. */
    private static final int EACH_PICTURE = 10;

    private final Path directory;
    private final Path bundle;

    Verified(Path directory) {
        this.directory = directory;
        this.bundle = directory.resolve("offline.bundle");
    }

    /** Every face of these licenses, and whether the verdict is that of the record; how many faces there were. */
    int judge(RunningProduct product, List<Records.Held> held) throws IOException {
        if (held.isEmpty()) {
            return 0;
        }
        Command fetched = zhengzhao("bundle", "fetch", "--output", bundle.toString(), product.base());
        assertThat(fetched.exit()).as(fetched.out() + fetched.err()).isZero();
        Path faces = Files.createDirectories(directory.resolve("faces"));
        Map<String, Records.Held> files = new HashMap<>();
        String token = product.token("market-bureau");
        int number = 0;
        for (Records.Held license : held) {
            if (!license.identifier().contains(ISSUER)) {
                // A sample of another authority: whether its faces may be had is a matter of grants, not of crashes.
                continue;
            }
            for (String face : List.of("pdf", "credential", "qr.png")) {
                if (!face.equals("qr.png") || number % EACH_PICTURE == 0) {
                    Path file = faces.resolve(number + "-" + face.replace('.', '-'));
                    HttpResponse<byte[]> answer =
                            product.get(token, "/v1/licenses/" + license.identifier() + "/" + face, PURPOSE);
                    assertThat(answer.statusCode())
                            .as(license.identifier() + " " + face)
                            .isEqualTo(200);
                    Files.write(file, answer.body());
                    files.put(file.toString(), license);
                }
            }
            number++;
        }
        Command verified = zhengzhao("verify", "--trust", bundle.toString(), "--format", "json", faces.toString());
        List<String> lines = verified.out().lines().toList();
        assertThat(lines).as(verified.err()).hasSize(files.size());
        for (String line : lines) {
            JsonNode report = JSON.readTree(line);
            Records.Held license = files.remove(report.get("document").asText());
            assertThat(verdict(report)).as(license + "\n" + line).isEqualTo(expected(license));
            assertThat(report.at("/license/identifier").asText()).isEqualTo(license.identifier());
        }
        assertThat(files).isEmpty();
        try (Stream<Path> done = Files.list(faces)) {
            for (Path file : done.toList()) {
                Files.delete(file);
            }
        }
        return lines.size();
    }

    private static String expected(Records.Held license) {
        String failure = switch (license.listed()) {
            case 0 -> "";
            case 1 -> "LICENSE_INVALIDATED";
            case 2 -> "LICENSE_SUSPENDED";
            default -> "LICENSE_SUPERSEDED";
        };
        List<String> failures = Stream.of(license.begun() ? "" : "NOT_YET_EFFECTIVE", failure)
                .filter(code -> !code.isEmpty())
                .sorted()
                .toList();
        return failures.isEmpty() ? "VALID" : "INVALID " + failures;
    }

    private static String verdict(JsonNode report) {
        List<String> failures = report.get("failures").findValuesAsText("code").stream()
                .sorted()
                .toList();
        return report.get("verdict").asText() + (failures.isEmpty() ? "" : " " + failures);
    }

    private Command zhengzhao(String... words) {
        return Command.run(
                RunningProduct.ROOT,
                Map.of(
                        "ZHENGZHAO_NO_BUILD",
                        "1",
                        "XDG_STATE_HOME",
                        directory.resolve("state").toString()),
                Stream.concat(Stream.of("./zhengzhao"), Stream.of(words)).toList());
    }
}
