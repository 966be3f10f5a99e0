package org.zhengzhao.registry.apidocument;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.SampleCalls;
import org.zhengzhao.registry.apidocument.ApiDocument.Operation;
import org.zhengzhao.registry.apidocument.RequestGenerator.Request;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.testing.FreshRegistryTestResource;
import org.zhengzhao.schema.sample.SampleTypes;

/**
 * Requests by the thousand, made from the service's own API document: no error of ours, no hang, every answer as the document says.
 * {@code -Dzhengzhao.requests=N} sends more, {@code -Dzhengzhao.requests.seed=N} others.
 */
@QuarkusTest
@QuarkusTestResource(value = FreshRegistryTestResource.class, restrictToAnnotatedClass = true)
class AnyRequestTest {
    private static final int REQUESTS = Integer.getInteger("zhengzhao.requests", 2000);
    private static final long SEED = Long.getLong("zhengzhao.requests.seed", 20261128L);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestHTTPResource
    URI base;

    @Test
    void anyRequest_isAnsweredAsTheDocumentSays() throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            ApiDocument document = ApiDocument.parse(http.send(
                            HttpRequest.newBuilder(base.resolve("/q/openapi?format=json"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            List<String> licenses = List.of(SampleCalls.issued(), SampleCalls.issued());
            List<String> types = SampleTypes.all().stream()
                    .map(type -> type.type().code().value())
                    .toList();
            List<String> roles =
                    Arrays.stream(Role.values()).map(Role::roleName).toList();
            RequestGenerator generator = new RequestGenerator(
                    document, KnownValues.of(licenses, types), SampleCalls.bodies(), new Random(SEED));
            AnswerJudge judge = new AnswerJudge(document);
            Map<String, String> tokens = tokens(roles);

            Map<String, String> wrong = new TreeMap<>();
            Map<Integer, Integer> answers = new TreeMap<>();
            List<Operation> operations = document.operations();
            for (int i = 0; i < REQUESTS; i++) {
                Operation operation = operations.get(i % operations.size());
                Request request = generator.next(operation, roles);
                HttpResponse<byte[]> answer = send(http, of(request, tokens));
                answers.merge(answer.statusCode(), 1, Integer::sum);
                judge.wrong(operation, answer)
                        .ifPresent(what -> wrong.putIfAbsent(
                                operation.id() + ": " + what,
                                request.described() + "\n  "
                                        + new String(
                                                answer.body(),
                                                0,
                                                Math.min(400, answer.body().length),
                                                StandardCharsets.UTF_8)));
            }
            System.out.printf(
                    "any request: %d requests, seed %d, answers %s, %d unexpected%n",
                    REQUESTS, SEED, answers, wrong.size());
            assertThat(wrong).isEmpty();
            // Requests that never get past the first check would prove little.
            assertThat(answers.keySet()).contains(200, 201, 400, 401, 403, 404);
        }
    }

    /** A connection whose last request was refused before it was read is closed; what is sent on it goes once more. */
    private static HttpResponse<byte[]> send(HttpClient http, HttpRequest request) throws Exception {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException hangs) {
            throw hangs;
        } catch (IOException closed) {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private HttpRequest of(Request request, Map<String, String> tokens) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create(base.getScheme() + "://" + base.getAuthority() + request.path()))
                .timeout(PATIENCE)
                .method(
                        request.operation().method().toUpperCase(Locale.ROOT),
                        request.body()
                                .map(HttpRequest.BodyPublishers::ofByteArray)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        request.headers().forEach(builder::header);
        request.role().ifPresent(role -> builder.header("Authorization", "Bearer " + tokens.get(role)));
        return builder.build();
    }

    private static Map<String, String> tokens(List<String> roles) throws Exception {
        Map<String, String> tokens = new HashMap<>();
        for (String role : roles) {
            tokens.put(role, SampleCalls.tokenOf(role, Instant.now().plus(Duration.ofHours(1))));
        }
        return tokens;
    }
}
