package org.zhengzhao.product.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.zhengzhao.product.Command;
import org.zhengzhao.product.RunningProduct;
import org.zhengzhao.signing.testkit.Corpus;

/** Bombs at every place that takes a file, with the heap that the service has by default: refused, and the service goes on. */
@TestInstance(Lifecycle.PER_CLASS)
class BombTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private RunningProduct product;
    private Map<String, byte[]> bombs = Map.of();

    @BeforeAll
    void start() throws IOException {
        bombs = new LinkedHashMap<>(Bombs.all());
        for (String corpus : List.of("images", "pdf-malformed")) {
            var found = Corpus.find(corpus);
            if (found.isPresent()) {
                try (Stream<Path> files = Files.walk(found.get())) {
                    for (Path file : files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().matches(".*\\.(md|tsv)"))
                            .sorted()
                            .toList()) {
                        bombs.put(corpus + "-" + file.getFileName(), Files.readAllBytes(file));
                    }
                }
            }
        }
        product = RunningProduct.start(directory.resolve("data"));
    }

    @AfterAll
    void stop() {
        if (product != null) {
            product.close();
        }
    }

    @Test
    void service_refusesEach_andGoesOn() throws IOException {
        String token = product.token("commerce-bureau");
        for (Map.Entry<String, byte[]> bomb : bombs.entrySet()) {
            refused(bomb.getKey(), upload("/v1/verifications", "application/octet-stream", bomb.getValue()));
            refused(
                    bomb.getKey(),
                    product.send(product.request("/v1/file-verifications?"
                                    + RunningProduct.form(Map.of(
                                            "purpose",
                                            "x",
                                            "matter",
                                            "000131015000",
                                            "caseNumber",
                                            "B-1",
                                            "officer",
                                            "zhang.san")))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/octet-stream")
                            .POST(BodyPublishers.ofByteArray(bomb.getValue()))));
            HttpResponse<byte[]> page = page(bomb.getKey(), bomb.getValue());
            assertThat(page.statusCode()).as(bomb.getKey()).isLessThan(500);
            assertThat(RunningProduct.text(page)).doesNotContain("Exception", "org.zhengzhao");
        }
        String issuer = product.token("market-bureau");
        for (String json : List.of("nested.json", "members.json", "number.json", "power.json")) {
            HttpResponse<byte[]> answer = product.send(product.request("/v1/licenses")
                    .header("Authorization", "Bearer " + issuer)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(bombs.get(json))));
            assertThat(JSON.readTree(answer.body()).path("type").asText())
                    .as(json)
                    .matches(".*:(malformed-json|validation-failed|body-too-large)");
        }
        manyParts();
        assertThat(product.log()).doesNotContain("OutOfMemoryError", "StackOverflowError", "\tat ");
        assertThat(product.send(product.request("/q/health/ready")).statusCode())
                .isEqualTo(200);
    }

    /** A form of thousands of parts, and one whose file has a name as long as a book. */
    private void manyParts() {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            form.append("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                    .append(i)
                    .append("\"\r\n\r\nx\r\n");
        }
        assertThat(form(form + "--x--\r\n").statusCode()).isLessThan(500);
        assertThat(form("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + "x".repeat(1_000_000)
                                + "\"\r\n\r\nx\r\n--x--\r\n")
                        .statusCode())
                .isLessThan(500);
        assertThat(form("--x\r\n".repeat(100_000)).statusCode()).isLessThan(500);
    }

    @Test
    void commandLine_refusesEach() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("bombs"));
        for (Map.Entry<String, byte[]> bomb : bombs.entrySet()) {
            Files.write(folder.resolve(bomb.getKey()), bomb.getValue());
        }
        Command ran = Command.run(
                RunningProduct.ROOT,
                Map.of("ZHENGZHAO_NO_BUILD", "1", "ZHENGZHAO_JAVA_OPTIONS", "-Xmx512m", "LC_ALL", "C.UTF-8"),
                List.of("./zhengzhao", "verify", "--format", "json", "--jobs", "2", folder.toString()));

        assertThat(ran.exit()).as(ran.err()).isIn(10, 11, 12);
        assertThat(ran.err()).doesNotContain("OutOfMemoryError", "StackOverflowError", "\tat ");
        List<String> named = new ArrayList<>();
        for (String line : ran.out().lines().toList()) {
            JsonNode report = JSON.readTree(line);
            named.add(String.valueOf(Path.of(report.get("document").asText()).getFileName()));
            assertThat(report.path("verdict").asText()).as(line).isNotEqualTo("VALID");
        }
        assertThat(named).hasSize(bombs.size());
    }

    private HttpResponse<byte[]> upload(String path, String type, byte[] body) {
        return product.send(product.request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<byte[]> page(String name, byte[] body) {
        byte[] head = ("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\r\n--x--\r\n".getBytes(StandardCharsets.US_ASCII);
        return product.send(product.request("/verify")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArrays(List.of(head, body, tail))));
    }

    private HttpResponse<byte[]> form(String body) {
        return upload("/verify", "multipart/form-data; boundary=x", body.getBytes(StandardCharsets.US_ASCII));
    }

    /** A verdict that is not VALID, or a documented problem. */
    private static void refused(String name, HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.statusCode()).as(name).isLessThan(500);
        String type = answer.headers().firstValue("Content-Type").orElse("");
        assertThat(type).as(name).contains("json");
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.findValuesAsText("verdict")).as(name).doesNotContain("VALID");
        if (answer.statusCode() >= 400) {
            assertThat(body.path("type").asText()).as(name).startsWith("urn:zhengzhao:problem:");
        }
    }
}
