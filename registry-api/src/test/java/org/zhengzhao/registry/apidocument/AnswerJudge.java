package org.zhengzhao.registry.apidocument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhengzhao.registry.apidocument.ApiDocument.Operation;
import org.zhengzhao.registry.platform.problem.ProblemType;

/** Says what is wrong with an answer: not in the document, not of its schema, an error of ours, or more told than ought to be. */
final class AnswerJudge {
    private static final List<String> INTERNALS = List.of(
            "org.zhengzhao",
            "java.lang",
            "jakarta.",
            "io.quarkus",
            "org.hibernate",
            "PSQLException",
            "\tat ",
            "SQLState");
    private static final Set<Integer> FROM_THE_SERVER = Set.of(414, 431);
    private static final Set<String> KNOWN =
            Arrays.stream(ProblemType.values()).map(ProblemType::uri).collect(Collectors.toSet());

    private final ApiDocument document;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<String, JsonSchema> compiled = new HashMap<>();
    private final ObjectMapper json = new ObjectMapper();

    AnswerJudge(ApiDocument document) {
        this.document = document;
    }

    Optional<String> wrong(Operation operation, HttpResponse<byte[]> answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        Optional<String> told = INTERNALS.stream().filter(body::contains).findFirst();
        if (told.isPresent()) {
            return Optional.of("tells of internals: " + told.get());
        }
        // A registry without a token cannot make a key in one, and says so.
        boolean noToken = operation.id().equals("createKey") && body.contains(ProblemType.SIGNING_UNAVAILABLE.uri());
        if (answer.statusCode() >= 500 && !noToken) {
            return Optional.of("an error of ours: " + answer.statusCode());
        }
        // The HTTP server itself refuses a line or a header that is too long, before any of ours sees it.
        if (FROM_THE_SERVER.contains(answer.statusCode()) && body.isEmpty()) {
            return Optional.empty();
        }
        JsonNode responses = operation.document().path("responses");
        JsonNode declared = responses.path(Integer.toString(answer.statusCode()));
        if (declared.isMissingNode() && answer.statusCode() >= 400) {
            declared = responses.path("default");
        }
        // The token endpoint answers errors as RFC 6749 asks.
        if (declared.isMissingNode() && operation.id().equals("getToken")) {
            return Optional.empty();
        }
        if (declared.isMissingNode()) {
            return Optional.of("a status that is not in the document: " + answer.statusCode());
        }
        return content(declared.path("content"), answer, body);
    }

    private Optional<String> content(JsonNode content, HttpResponse<byte[]> answer, String body) {
        if (content.isEmpty()) {
            return Optional.empty();
        }
        String type = answer.headers()
                .firstValue("Content-Type")
                .map(value -> value.replaceAll(";.*", ""))
                .orElse("");
        if (!content.has(type)) {
            return Optional.of("a media type that is not in the document: " + type);
        }
        // JSON Lines are several documents, which the API document calls a text.
        if (!type.endsWith("json") || type.endsWith("ndjson")) {
            return Optional.empty();
        }
        try {
            JsonNode value = json.readTree(body);
            String wrong = schema(content.path(type).path("schema")).validate(value).stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining("; "));
            if (!wrong.isEmpty()) {
                return Optional.of("not of its schema: " + wrong);
            }
            return type.contains("problem") ? problem(value, answer.statusCode()) : Optional.empty();
        } catch (JsonProcessingException malformed) {
            return Optional.of("not JSON");
        }
    }

    private static Optional<String> problem(JsonNode problem, int status) {
        if (!KNOWN.contains(problem.path("type").asText())) {
            return Optional.of("an unknown type of problem: " + problem.path("type"));
        }
        boolean complete = problem.path("status").asInt() == status
                && !problem.path("title").asText().isBlank()
                && !problem.path("detail").asText().isBlank();
        return complete ? Optional.empty() : Optional.of("an incomplete problem document");
    }

    private JsonSchema schema(JsonNode schema) {
        return compiled.computeIfAbsent(schema.toString(), text -> {
            // The document's own references lead to its components.
            ObjectNode whole = document.root().deepCopy();
            whole.setAll((ObjectNode) schema);
            return schemas.getSchema(whole);
        });
    }
}
