package org.zhengzhao.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.registry.testing.TestDatabase;

/** Real TLS to the service: what it speaks, certificates of clients, tokens bound to them, and files that change. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(value = TlsTestResource.class, restrictToAnnotatedClass = true)
class TlsTest {
    @TestHTTPResource(value = "/", tls = true)
    URI base;

    @Test
    void answers_areSentOverTlsOnly_andSaySo() throws Exception {
        try (HttpClient anybody = client()) {
            HttpResponse<String> answer = anybody.send(get("/v1/trust-anchors").build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void weakSuites_areNotSpoken() throws Exception {
        SSLContext context = TlsIdentity.context(served());
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", base.getPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", base.getPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            assertThat(socket.getSession().getCipherSuite()).matches("TLS_ECDHE_.*(GCM|POLY1305).*");
        }
    }

    @Test
    void registeredCertificate_getsATokenThatIsGoodWithItOnly() throws Exception {
        TlsIdentity own = TlsIdentity.make("system", Duration.ofDays(1));
        TlsIdentity other = TlsIdentity.make("system", Duration.ofDays(1));
        String id = registered(own);
        String token;
        try (HttpClient system = client(own)) {
            HttpResponse<String> answer = token(system, id);
            assertThat(answer.statusCode()).isEqualTo(200);
            token = new JsonObject(answer.body()).getString("access_token");
            String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
            assertThat(new JsonObject(claims).getJsonObject("cnf").getString("x5t#S256"))
                    .hasSize(43);
            assertThat(use(system, token).statusCode()).isEqualTo(200);
        }
        try (HttpClient nobody = client();
                HttpClient thief = client(other)) {
            for (HttpClient without : List.of(nobody, thief)) {
                HttpResponse<String> refused = use(without, token);
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.body()).contains(ProblemType.TOKEN_INVALID.uri());
            }
        }
    }

    @Test
    void certificateThatIsNotTheClients_getsNothing() throws Exception {
        TlsIdentity own = TlsIdentity.make("system", Duration.ofDays(1));
        TlsIdentity stranger = TlsIdentity.make("system", Duration.ofDays(1));
        TlsIdentity expired = TlsIdentity.make("system", Duration.ofDays(-1));
        String id = registered(own);
        String late = registered(expired);
        try (HttpClient anonymous = client();
                HttpClient unknown = client(stranger);
                HttpClient tooLate = client(expired);
                HttpClient system = client(own)) {
            assertThat(token(anonymous, id).statusCode()).isEqualTo(401);
            assertThat(token(unknown, id).statusCode()).isEqualTo(401);
            assertThat(token(tooLate, late).statusCode()).isEqualTo(401);
            assertThat(token(system, late).statusCode()).isEqualTo(401);
            assertThat(token(system, "nobody-at-all").statusCode()).isEqualTo(401);
            assertThat(token(system, id).statusCode()).isEqualTo(200);
        }
    }

    /** Whoever terminates TLS elsewhere may write such headers, and so may everybody else. */
    @Test
    void certificateInAHeader_isNoCertificate() throws Exception {
        TlsIdentity own = TlsIdentity.make("system", Duration.ofDays(1));
        String id = registered(own);
        String pem = java.net.URLEncoder.encode(own.certificatePem(), StandardCharsets.UTF_8);
        try (HttpClient anonymous = client()) {
            HttpRequest.Builder request = tokenRequest(id);
            for (String name : List.of(
                    "X-Forwarded-Client-Cert",
                    "X-SSL-Client-Cert",
                    "X-Client-Cert",
                    "SSL-CLIENT-CERT",
                    "Client-Cert")) {
                request.header(name, pem);
            }
            assertThat(anonymous.send(request.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void requestsBeyondTheLimit_areToldToComeBack_healthIsAnswered() throws Exception {
        SSLContext context = TlsIdentity.context(served());
        List<SSLSocket> held = new ArrayList<>();
        try (HttpClient anybody = client()) {
            for (int i = 0; i < TlsTestResource.REQUESTS; i++) {
                SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", base.getPort());
                held.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write(
                        "POST /v1/verifications HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/pdf\r\nContent-Length: 10\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            Waiting.until("the node is full", () -> status(anybody, "/v1/trust-anchors") == 503);
            HttpResponse<String> refused = anybody.send(get("/v1/trust-anchors").build(), BodyHandlers.ofString());
            assertThat(refused.body()).contains(ProblemType.BUSY.uri());
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(status(anybody, "/q/health/ready")).isEqualTo(200);
            for (SSLSocket socket : held) {
                socket.close();
            }
            Waiting.until("there is room again", () -> status(anybody, "/v1/trust-anchors") == 200);
        } finally {
            for (SSLSocket socket : held) {
                socket.close();
            }
        }
    }

    /** Certificates of a service last months or less; nobody wants to restart it for that. */
    @Test
    void changedFiles_areTakenUpWithoutARestart() throws Exception {
        TlsIdentity own = TlsIdentity.make("system", Duration.ofDays(1));
        String id = registered(own);
        TlsIdentity next = TlsIdentity.make("localhost", Duration.ofDays(1));
        next.writeTo(directory());
        Waiting.until("the next certificate is served", () -> {
            try (HttpClient client = client(own)) {
                return client.send(get("/v1/trust-anchors").build(), BodyHandlers.ofString())
                                .statusCode()
                        == 200;
            } catch (java.io.IOException notYet) {
                return false;
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
        try (HttpClient system = client(own)) {
            assertThat(token(system, id).statusCode()).isEqualTo(200);
        }
    }

    private static Path directory() {
        return TestDatabase.data().resolve("tls");
    }

    /** What the service shows, as its file says. */
    private static X509Certificate served() throws Exception {
        try (var in = java.nio.file.Files.newInputStream(directory().resolve("certificate.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static HttpClient client(TlsIdentity... own) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(TlsIdentity.context(served(), own))
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private int status(HttpClient client, String path) {
        try {
            return client.send(get(path).build(), BodyHandlers.discarding()).statusCode();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private HttpResponse<String> use(HttpClient client, String token) throws Exception {
        return client.send(
                get("/v1/grants").header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder tokenRequest(String id) {
        return get("/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + id));
    }

    private HttpResponse<String> token(HttpClient client, String id) throws Exception {
        return client.send(tokenRequest(id).build(), BodyHandlers.ofString());
    }

    private String registered(TlsIdentity identity) throws Exception {
        String id = "test-" + UUID.randomUUID();
        String body = new JsonObject()
                .put("clientId", id)
                .put("authority", "11110000MBFAKE1353")
                .put("name", new JsonObject().put("zh-CN", "测试系统").put("en", "Test system"))
                .put("roles", List.of("department"))
                .put(
                        "authentication",
                        new JsonObject()
                                .put("method", "self_signed_tls_client_auth")
                                .put("certificates", List.of(identity.certificatePem())))
                .encode();
        try (HttpClient operator = client()) {
            HttpResponse<String> answer = operator.send(
                    get("/v1/clients")
                            .header("Content-Type", "application/json")
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + Api.tokenOf(
                                                    "operator-of-test",
                                                    Instant.now().plusSeconds(600),
                                                    List.of("operator")))
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            return id;
        }
    }
}
