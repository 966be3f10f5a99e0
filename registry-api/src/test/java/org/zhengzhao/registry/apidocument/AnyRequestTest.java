package org.zhengzhao.registry.apidocument;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.SampleCalls;
import org.zhengzhao.registry.apidocument.ApiDocument.Operation;
import org.zhengzhao.registry.apidocument.RequestGenerator.Request;
import org.zhengzhao.registry.apidocument.TextPlaces.Place;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.testing.FreshRegistryTestResource;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.text.PlainText;
import org.zhengzhao.signing.testkit.Corpus;

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
    /** Each place gets one text of so many, each text comes into as many places. */
    private static final int EVERY_SO_MANY = 12;
    /** In every place: what PostgreSQL cannot store, and what is no Unicode. */
    private static final List<String> ALWAYS = List.of("a\u0000b", "a\ud800b");

    @TestHTTPResource
    URI base;

    @Test
    void anyRequest_isAnsweredAsTheDocumentSays() throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            ApiDocument document = document(http);
            List<String> licenses = List.of(SampleCalls.issued(), SampleCalls.issued());
            List<String> roles =
                    Arrays.stream(Role.values()).map(Role::roleName).toList();
            RequestGenerator generator = new RequestGenerator(
                    document, KnownValues.of(licenses, types()), SampleCalls.bodies(), new Random(SEED));
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

    /**
     * Texts that others collected because programs stumble over them, and two of our own, in every place where a text can be: refused with
     * a documented problem, or taken as they are. {@code -Dzhengzhao.texts=all} puts each into each place.
     */
    @Test
    void anyText_inAnyPlace_isTakenAsItIsOrRefused() throws Exception {
        List<String> texts = new ArrayList<>();
        new ObjectMapper()
                .readTree(Corpus.require("text").resolve("blns.json").toFile())
                .forEach(text -> texts.add(text.asText()));
        int step = "all".equals(System.getProperty("zhengzhao.texts")) ? 1 : EVERY_SO_MANY;
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        Handler listening = listening(logged);
        Logger root = LogManager.getLogManager().getLogger("");
        root.addHandler(listening);
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            ApiDocument document = document(http);
            TextPlaces places = new TextPlaces(
                    document, KnownValues.of(List.of(SampleCalls.issued()), types()), SampleCalls.bodies());
            AnswerJudge judge = new AnswerJudge(document);
            Map<String, String> tokens =
                    tokens(Arrays.stream(Role.values()).map(Role::roleName).toList());
            List<Place> all = places.all();
            assertThat(all).hasSizeGreaterThan(200);

            Map<String, String> wrong = new TreeMap<>();
            Map<Integer, Integer> answers = new TreeMap<>();
            int taken = 0;
            for (int i = 0; i < all.size(); i++) {
                List<String> here = new ArrayList<>(ALWAYS);
                for (int j = i % step; j < texts.size(); j += step) {
                    here.add(texts.get(j));
                }
                for (String text : here) {
                    Optional<Request> request = places.request(all.get(i), text);
                    if (request.isEmpty()) {
                        continue;
                    }
                    HttpResponse<byte[]> answer = send(http, of(request.get(), tokens));
                    answers.merge(answer.statusCode(), 1, Integer::sum);
                    Optional<String> what =
                            judge.wrong(all.get(i).operation(), answer).or(() -> changed(request.get(), text, answer));
                    if (what.isPresent()) {
                        wrong.putIfAbsent(
                                all.get(i) + ": " + what.get(),
                                request.get().described() + "\n  " + new String(answer.body(), StandardCharsets.UTF_8));
                    }
                    taken += all.get(i).kind() == TextPlaces.Kind.MEMBER && answer.statusCode() < 300 ? 1 : 0;
                }
            }
            System.out.printf(
                    "any text: %d places, answers %s, %d taken as they are, %d unexpected%n",
                    all.size(), answers, taken, wrong.size());
            assertThat(wrong).isEmpty();
            assertThat(taken).isGreaterThan(10);
        } finally {
            root.removeHandler(listening);
        }
        // A text with a line break would write a line of the log that the registry has not said.
        assertThat(logged).allMatch(PlainText::isLine);
    }

    private static Handler listening(Queue<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line instanceof ExtLogRecord known ? known.getFormattedMessage() : line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /** A member that comes back under its own name has to be what was sent; blanks around it may be taken away. */
    private static Optional<String> changed(Request request, String text, HttpResponse<byte[]> answer) {
        boolean echo = answer.statusCode() == 201
                && answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        if (!echo || request.body().isEmpty()) {
            return Optional.empty();
        }
        try {
            ObjectMapper json = new ObjectMapper();
            JsonNode sent = json.readTree(request.body().get());
            Set<String> told = texts(json.readTree(answer.body()));
            // What was sent and is nowhere in the answer at all is not shown there; half of it, or it in another form,
            // would be.
            String start = text.strip().substring(0, Math.min(8, text.strip().length()));
            boolean shown = start.length() > 5 && told.stream().anyMatch(one -> one.startsWith(start));
            return shown && texts(sent).contains(text) && !told.contains(text) && !told.contains(text.strip())
                    ? Optional.of("a text was changed")
                    : Optional.empty();
        } catch (IOException malformed) {
            return Optional.of("not JSON");
        }
    }

    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new HashSet<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(inner -> texts.addAll(texts(inner)));
        return texts;
    }

    private ApiDocument document(HttpClient http) throws Exception {
        return ApiDocument.parse(http.send(
                        HttpRequest.newBuilder(base.resolve("/q/openapi?format=json"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static List<String> types() {
        return SampleTypes.all().stream()
                .map(type -> type.type().code().value())
                .toList();
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
