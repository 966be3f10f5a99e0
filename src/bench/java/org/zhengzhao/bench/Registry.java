package org.zhengzhao.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import org.zhengzhao.schema.code.HolderCode;

/** The service as one client of it sees it, over one connection. For one thread. */
final class Registry implements AutoCloseable {
    /** Tokens live ten minutes. */
    private static final Duration TOKEN_KEPT = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MATTER = "000131015000";
    private static final String PURPOSE =
            "?purpose=" + query("餐饮服务许可审批") + "&matter=" + MATTER + "&caseNumber=BENCH-2026-000001&officer=zhang.san";

    private final HttpConnection connection;
    private final String clientId;
    private final String secret;
    private String authorization = "";
    private long authorizedAt;

    private Registry(HttpConnection connection, String clientId, String secret) {
        this.connection = connection;
        this.clientId = clientId;
        this.secret = secret;
    }

    static Registry as(String clientId, Service service) throws IOException {
        String name = clientId.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET=";
        Path credentials = service.data().resolve("sample-credentials.env");
        String secret = Files.readAllLines(credentials).stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IOException("no sample client " + clientId))
                .substring(name.length());
        return new Registry(new HttpConnection(service.port()), clientId, secret);
    }

    /** Issues a license; the answer as it came. */
    byte[] issue(String order) throws IOException {
        return connection
                .post(
                        "/v1/licenses",
                        authorization() + "Content-Type: application/json\r\n",
                        order.getBytes(StandardCharsets.UTF_8))
                .require(201);
    }

    static String identifier(byte[] license) throws IOException {
        return JSON.readTree(license).get("identifier").asText();
    }

    byte[] byIdentifier(String identifier) throws IOException {
        return connection
                .get("/v1/licenses/" + identifier + PURPOSE, authorization())
                .require(200);
    }

    byte[] byHolder(HolderCode holder, String typeCode) throws IOException {
        return connection
                .get(
                        "/v1/licenses" + PURPOSE + "&holderCodeType="
                                + holder.type().code() + "&holderCode=" + holder.value() + "&type=" + typeCode,
                        authorization())
                .require(200);
    }

    /** A read of any kind with all that it has to carry, however it is answered. */
    HttpConnection.Answer read(String path, String matter) throws IOException {
        return connection.get(path + PURPOSE.replace(MATTER, matter), authorization());
    }

    HttpConnection.Answer readByHolder(HolderCode holder, String typeCode, String matter) throws IOException {
        return connection.get(
                "/v1/licenses" + PURPOSE.replace(MATTER, matter) + "&holderCodeType="
                        + holder.type().code() + "&holderCode=" + holder.value() + "&type=" + typeCode,
                authorization());
    }

    HttpConnection.Answer post(String path, String json) throws IOException {
        return connection.post(
                path, authorization() + "Content-Type: application/json\r\n", json.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a license; the number of the record of it. */
    String accessRecord(String identifier) throws IOException {
        return read("/v1/licenses/" + identifier, MATTER).header("access-record");
    }

    /** Checks what the sample matter requires. */
    byte[] check(HolderCode holder) throws IOException {
        String question = "{\"holder\":{\"codeType\":\"" + holder.type().code() + "\",\"code\":\"" + holder.value()
                + "\"},\"purpose\":\"餐饮企业备案\",\"caseNumber\":\"BENCH-2026-000001\",\"officer\":\"zhang.san\"}";
        return connection
                .post(
                        "/v1/matters/000131015000/checks",
                        authorization() + "Content-Type: application/json\r\n",
                        question.getBytes(StandardCharsets.UTF_8))
                .require(200);
    }

    static int found(byte[] licenses) throws IOException {
        return JSON.readTree(licenses).get("licenses").size();
    }

    /** @param face {@code pdf}, {@code qr.png} or {@code credential} */
    byte[] face(String identifier, String face) throws IOException {
        return connection
                .get("/v1/licenses/" + identifier + "/" + face + PURPOSE, authorization())
                .require(200);
    }

    byte[] trustAnchors() throws IOException {
        return connection.get("/v1/trust-anchors", "").require(200);
    }

    private String authorization() throws IOException {
        if (authorization.isEmpty() || System.nanoTime() - authorizedAt > TOKEN_KEPT.toNanos()) {
            String basic =
                    Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
            JsonNode answer = JSON.readTree(connection
                    .post(
                            "/oauth/token",
                            "Authorization: Basic " + basic + "\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                            "grant_type=client_credentials".getBytes(StandardCharsets.UTF_8))
                    .require(200));
            authorization =
                    "Authorization: Bearer " + answer.get("access_token").asText() + "\r\n";
            authorizedAt = System.nanoTime();
        }
        return authorization;
    }

    private static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
