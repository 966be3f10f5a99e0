package org.zhengzhao.registry.apidocument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The API document that the service gives. */
public record ApiDocument(JsonNode root) {
    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch");

    /** One operation. */
    public record Operation(String id, String method, String path, JsonNode document) {
        /** What its body is sent as; JSON where it has none. */
        public String mediaType() {
            JsonNode content = document.path("requestBody").path("content");
            return content.isEmpty() ? "application/json" : content.fieldNames().next();
        }

        public boolean hasBody() {
            return document.has("requestBody");
        }

        public List<JsonNode> parameters() {
            return StreamSupport.stream(document.path("parameters").spliterator(), false)
                    .toList();
        }

        /** Who may use it; empty for everybody. */
        public List<String> roles() {
            List<String> roles = new ArrayList<>();
            document.path("security")
                    .forEach(scheme -> scheme.forEach(names -> names.forEach(name -> roles.add(name.asText()))));
            return roles;
        }
    }

    public static ApiDocument parse(String json) throws IOException {
        return new ApiDocument(new ObjectMapper().readTree(json));
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.get("paths")
                .properties()
                .forEach(path -> METHODS.stream().filter(path.getValue()::has).forEach(method -> {
                    JsonNode operation = path.getValue().get(method);
                    operations.add(
                            new Operation(operation.path("operationId").asText(), method, path.getKey(), operation));
                }));
        return operations;
    }

    /** A schema where it stands, without the reference to it. */
    public JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
    }
}
