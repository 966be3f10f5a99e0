import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/**
 * What an approval system does: asks whether an applicant has what a service matter requires, files the answer with its receipt,
 * and tells the officer.
 *
 * <pre>
 * CLIENT_SECRET=… java -cp 'registry-api/target/quarkus-app/lib/main/*' docs/guide/examples/ApprovalCheck.java \
 *     BASE CLIENT_ID MATTER CASE_NUMBER OFFICER HOLDER_CODE_TYPE HOLDER_CODE DIRECTORY
 * </pre>
 *
 * Needs a JDK and Jackson, which lies beside the service; nothing of it is the registry's own. Exit code 0: all is there; 1: something is
 * missing; 3: the registry refused or cannot tell; 2: used wrongly.
 */
public final class ApprovalCheck {
    private static final int TRIES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;

    private ApprovalCheck(URI base) {
        this.base = base;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String secret = System.getenv("CLIENT_SECRET");
        if (arguments.length != 8 || secret == null) {
            System.err.println("usage: CLIENT_SECRET=... ApprovalCheck BASE CLIENT_ID MATTER CASE_NUMBER OFFICER"
                    + " HOLDER_CODE_TYPE HOLDER_CODE DIRECTORY");
            System.exit(2);
        }
        ApprovalCheck registry = new ApprovalCheck(URI.create(arguments[0]));
        String token = registry.token(arguments[1], secret);
        JsonNode question = JSON.valueToTree(Map.of(
                "holder", Map.of("codeType", arguments[5], "code", arguments[6]),
                "purpose", "餐饮企业备案",
                "caseNumber", arguments[3],
                "officer", arguments[4]));
        System.exit(registry.check(token, arguments[2], question, Path.of(arguments[7])));
    }

    /** A token holds for ten minutes: keep it for as long, and do not fetch one for each question. */
    private String token(String clientId, String secret) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(base.resolve("/oauth/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        if (answer.statusCode() != 200) {
            throw new IOException("no token: HTTP " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).path("access_token").asText();
    }

    private int check(String token, String matter, JsonNode question, Path directory)
            throws IOException, InterruptedException {
        String path = "/v1/matters/" + URLEncoder.encode(matter, StandardCharsets.UTF_8) + "/checks";
        HttpResponse<byte[]> answer = send(authorized(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question))));
        file(answer, token, directory);
        JsonNode document = JSON.readTree(answer.body());
        if (answer.statusCode() != 200) {
            // A refusal is an answer too: it is recorded and has a receipt. "type" is for programs, "detail" for people.
            System.out.println(document.path("type").asText() + "\n" + document.path("detail").asText());
            return 3;
        }
        System.out.println(matter + ": " + document.path("outcome").asText());
        for (JsonNode requirement : document.path("requirements")) {
            System.out.println("  " + requirement.path("outcome").asText() + "  "
                    + requirement.path("title").path("zh-CN").asText() + "  "
                    + requirement.path("license").path("identifier").asText());
        }
        // Treat what you do not know as "cannot tell": outcomes may be added.
        return switch (document.path("outcome").asText()) {
            case "SATISFIED" -> 0;
            case "NOT_SATISFIED" -> 1;
            default -> 3;
        };
    }

    /** The answer octet for octet, as it came: its receipt is for these octets. */
    private void file(HttpResponse<byte[]> answer, String token, Path directory)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("answer.json"), answer.body());
        String receipt = answer.headers().firstValue("Receipt").orElse("");
        if (receipt.isEmpty()) {
            // It was too long for a header, or the question was refused before anything was decided.
            String location = answer.headers().firstValue("Receipt-Location").orElse("");
            if (location.isEmpty()) {
                return;
            }
            receipt = new String(send(authorized(location, token).GET()).body(), StandardCharsets.US_ASCII);
        }
        Files.writeString(directory.resolve("receipt.jwt"), receipt);
    }

    private HttpRequest.Builder authorized(String path, String token) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", "zh-CN");
    }

    /** Asks again where the registry says that it is busy or away. A check changes nothing, so asking twice does no harm. */
    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest prepared = request.timeout(PATIENCE).build();
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> answer = http.send(prepared, BodyHandlers.ofByteArray());
                if (answer.statusCode() != 503 || attempt == TRIES) {
                    return answer;
                }
            } catch (IOException away) {
                if (attempt == TRIES) {
                    throw away;
                }
            }
            Thread.sleep(Duration.ofSeconds(1L << attempt));
        }
    }
}
