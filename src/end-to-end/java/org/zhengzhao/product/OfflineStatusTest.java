package org.zhengzhao.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.sample.SampleTypes;

/** A license from issue to its next version, as an inspector sees it who fetches a bundle now and then and works without a network. */
@TestInstance(Lifecycle.PER_CLASS)
class OfflineStatusTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ISSUER = "market-bureau";
    private static final Map<String, String> PURPOSE =
            Map.of("purpose", "现场检查", "matter", "000131015000", "caseNumber", "E2E-2", "officer", "zhang.san");
    /** Whatever the load of the machine that tests: the promise is a minute from the decision to the bundle. */
    private static final Duration PROMISED = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private RunningProduct product;
    private Path bundle;

    @BeforeAll
    void start() {
        product = RunningProduct.start(directory.resolve("data"));
        bundle = directory.resolve("offline.bundle");
    }

    @AfterAll
    void stop() {
        product.close();
    }

    @Test
    void license_fromIssueToNextVersion_isSeenOffline() throws IOException {
        String identifier = issue();
        Path credential = download(identifier, "credential", "first.cwt");
        Path pdf = download(identifier, "pdf", "first.pdf");

        awaitVerdict(credential, "VALID", "");
        JsonNode valid = verify(credential, Instant.now());
        assertThat(valid.get("verdict").asText()).isEqualTo("VALID");
        assertThat(Instant.parse(valid.get("statusAsOf").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(verify(pdf, Instant.now()).get("verdict").asText()).isEqualTo("VALID");
        Path old = Files.copy(bundle, directory.resolve("old.bundle"));

        act(identifier, "SUSPEND", "PRECAUTION");
        awaitVerdict(credential, "INVALID", "LICENSE_SUSPENDED");
        assertThat(failures(verify(pdf, Instant.now()))).contains("LICENSE_SUSPENDED");
        // Whoever has seen the newer bundle is not taken in by the older one, in which the license is valid.
        assertThat(zhengzhao("bundle", "verify", old.toString()).exit()).isEqualTo(10);
        assertThat(zhengzhao("verify", "--trust", old.toString(), "--format", "json", credential.toString())
                        .out())
                .doesNotContain("\"verdict\":\"VALID\"");

        act(identifier, "RESUME", "RECTIFIED");
        awaitVerdict(credential, "VALID", "");

        String next = change(identifier);
        awaitVerdict(credential, "INVALID", "LICENSE_SUPERSEDED");
        JsonNode superseded = verify(credential, Instant.now());
        assertThat(superseded.get("failures").findValuesAsText("subject")).contains(next);
        awaitVerdict(download(next, "credential", "second.cwt"), "VALID", "");

        Instant late = Instant.now().plus(8, ChronoUnit.DAYS);
        JsonNode tooOld = verify(download(next, "credential", "late.cwt"), late);
        assertThat(tooOld.get("verdict").asText()).isEqualTo("UNDETERMINED");
        assertThat(tooOld.get("gaps").findValuesAsText("code")).contains("STATUS_LIST_TOO_OLD");
    }

    /** Fetches until the verdict is that one, and says if that takes longer than promised. */
    private void awaitVerdict(Path face, String verdict, String failure) throws IOException {
        Instant began = Instant.now();
        while (true) {
            Command fetched = zhengzhao("bundle", "fetch", "--output", bundle.toString(), product.base());
            assertThat(fetched.exit()).as(fetched.out() + fetched.err()).isZero();
            Instant fetchedAt = Instant.now();
            JsonNode report = verify(face, Instant.now());
            if (report.get("verdict").asText().equals(verdict)
                    && (failure.isEmpty() || failures(report).contains(failure))) {
                assertThat(Duration.between(began, fetchedAt)).isLessThan(PROMISED);
                return;
            }
            assertThat(Duration.between(began, fetchedAt)).as(report.toString()).isLessThan(PROMISED);
        }
    }

    private String issue() throws IOException {
        ObjectNode order = (ObjectNode) JSON.readTree(CanonicalJson.text(
                SampleTypes.find("food-business-permit").orElseThrow().license()));
        order.put("number", "E2E-STATUS-" + System.nanoTime());
        HttpResponse<byte[]> issued =
                product.post(product.token(ISSUER), "/v1/licenses", JSON.writeValueAsString(order));
        assertThat(issued.statusCode()).as(RunningProduct.text(issued)).isEqualTo(201);
        return JSON.readTree(issued.body()).get("identifier").asText();
    }

    private void act(String identifier, String act, String reason) {
        HttpResponse<byte[]> acted = product.post(
                product.token(ISSUER),
                "/v1/licenses/" + identifier + "/events",
                "{\"act\":\"" + act + "\"," + decision(reason) + "}");
        assertThat(acted.statusCode()).as(RunningProduct.text(acted)).isEqualTo(201);
    }

    private String change(String identifier) throws IOException {
        HttpResponse<byte[]> changed = product.post(
                product.token(ISSUER),
                "/v1/licenses/" + identifier + "/versions",
                "{\"kind\":\"REISSUE\"," + decision("LOST") + "}");
        assertThat(changed.statusCode()).as(RunningProduct.text(changed)).isEqualTo(201);
        return JSON.readTree(changed.body()).get("identifier").asText();
    }

    private static String decision(String reason) {
        return "\"decision\":{\"decidedBy\":\"陆思远\",\"documentNumber\":\"示市监〔2026〕12号\",\"reasonCode\":\"" + reason
                + "\",\"reason\":\"虚构的原因\"}";
    }

    private Path download(String identifier, String face, String name) throws IOException {
        HttpResponse<byte[]> answer =
                product.get(product.token(ISSUER), "/v1/licenses/" + identifier + "/" + face, PURPOSE);
        assertThat(answer.statusCode()).as(RunningProduct.text(answer)).isEqualTo(200);
        return Files.write(directory.resolve(name), answer.body());
    }

    private JsonNode verify(Path face, Instant at) throws IOException {
        Command verified = zhengzhao(
                "verify",
                "--trust",
                bundle.toString(),
                "--at",
                at.truncatedTo(ChronoUnit.SECONDS).toString(),
                "--format",
                "json",
                face.toString());
        assertThat(verified.out().lines()).as(verified.err()).hasSize(1);
        return JSON.readTree(verified.out());
    }

    private static List<String> failures(JsonNode report) {
        return report.get("failures").findValuesAsText("code");
    }

    private static Command zhengzhao(String... words) {
        List<String> all = new ArrayList<>(List.of("./zhengzhao"));
        all.addAll(List.of(words));
        Map<String, String> environment = new HashMap<>();
        environment.put("ZHENGZHAO_NO_BUILD", "1");
        environment.put("XDG_STATE_HOME", directory.resolve("state").toString());
        return Command.run(RunningProduct.ROOT, environment, all);
    }
}
