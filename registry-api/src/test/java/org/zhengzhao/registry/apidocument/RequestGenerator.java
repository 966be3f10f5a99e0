package org.zhengzhao.registry.apidocument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhengzhao.registry.apidocument.ApiDocument.Operation;

/** Makes requests from the API document: mostly of the right shape, with something wrong in them. */
final class RequestGenerator {
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");
    private static final int MOST_DEPTH = 6;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ApiDocument document;
    private final KnownValues known;
    private final Map<String, JsonNode> examples;
    private final RandomGenerator random;
    private final HostileText hostile;

    /** A request, ready to be sent. */
    record Request(
            Operation operation,
            String path,
            Optional<String> role,
            Map<String, String> headers,
            Optional<byte[]> body) {
        String described() {
            return operation.method() + " " + path
                    + role.map(name -> " as " + name).orElse("")
                    + body.map(octets ->
                                    " " + new String(octets, 0, Math.min(octets.length, 300), StandardCharsets.UTF_8))
                            .orElse("");
        }
    }

    /** @param examples bodies that are accepted, by operation; most requests change one thing in them */
    RequestGenerator(ApiDocument document, KnownValues known, Map<String, JsonNode> examples, RandomGenerator random) {
        this.document = document;
        this.known = known;
        this.examples = Map.copyOf(examples);
        this.random = random;
        this.hostile = new HostileText(random);
    }

    Request next(Operation operation, List<String> roles) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept-Language", often() ? "en" : "zh-CN");
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("query")
                    && (parameter.path("required").asBoolean() || often())) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(name)
                        .append("=")
                        .append(encoded(value(name)));
            }
            if (parameter.path("in").asText().equals("header") && random.nextBoolean()) {
                headers.put(name, header(name));
            }
        }
        Optional<byte[]> body = operation.hasBody() ? Optional.of(body(operation, headers)) : Optional.empty();
        return new Request(operation, path(operation.path()) + query, role(operation, roles), headers, body);
    }

    private Optional<String> role(Operation operation, List<String> roles) {
        List<String> may = operation.roles();
        if (!may.isEmpty() && random.nextInt(10) > 0) {
            return Optional.of(may.get(random.nextInt(may.size())));
        }
        return random.nextBoolean() ? Optional.empty() : Optional.of(roles.get(random.nextInt(roles.size())));
    }

    private String path(String template) {
        Matcher places = PLACE.matcher(template);
        StringBuilder path = new StringBuilder();
        while (places.find()) {
            String value = value(places.group(1));
            places.appendReplacement(path, Matcher.quoteReplacement(encoded(value.isEmpty() ? "-" : value)));
        }
        return places.appendTail(path).toString();
    }

    private String header(String name) {
        String value = name.equals("If-Match") ? "\"1\"" : "fuzz-" + random.nextInt(500);
        // What no client can send in a header is not tried: it would say so itself.
        return often()
                ? value
                : hostile.next().replaceAll("[^\\x20-\\x7e]", "?").strip() + "x";
    }

    private String value(String name) {
        List<String> values = known.named(name);
        return values.isEmpty() || !often() ? hostile.next() : values.get(random.nextInt(values.size()));
    }

    private byte[] body(Operation operation, Map<String, String> headers) {
        String mediaType = operation.mediaType();
        headers.put("Content-Type", random.nextInt(40) == 0 ? "text/html" : mediaType);
        if (!mediaType.contains("json")) {
            return hostile.next().repeat(random.nextInt(3)).getBytes(StandardCharsets.UTF_8);
        }
        JsonNode schema = operation
                .document()
                .path("requestBody")
                .path("content")
                .path(mediaType)
                .path("schema");
        JsonNode example = examples.get(operation.id());
        String text = (example != null && often() ? changed(example) : of(schema, "", 0)).toString();
        return switch (random.nextInt(30)) {
            case 0 -> text.substring(0, random.nextInt(text.length() + 1)).getBytes(StandardCharsets.UTF_8);
            case 1 -> ("[".repeat(1 << random.nextInt(15)) + text).getBytes(StandardCharsets.UTF_8);
            case 2 -> text.getBytes(StandardCharsets.UTF_16);
            case 3 -> text.replaceFirst("\\{", "{\"a\":1,\"a\":2,").getBytes(StandardCharsets.UTF_8);
            case 4 -> flipped(text.getBytes(StandardCharsets.UTF_8));
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    /** The example with one thing changed somewhere in it, or none. */
    private JsonNode changed(JsonNode example) {
        JsonNode changed = example.deepCopy();
        JsonNode place = changed;
        while (random.nextInt(4) > 0 && place.isContainerNode() && !place.isEmpty()) {
            if (place instanceof ObjectNode object) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                if (!object.get(name).isContainerNode() || random.nextInt(3) == 0) {
                    return change(changed, object, name);
                }
                place = object.get(name);
            } else {
                place = place.get(random.nextInt(place.size()));
            }
        }
        return changed;
    }

    private JsonNode change(JsonNode changed, ObjectNode object, String name) {
        if (random.nextBoolean()) {
            object.set(name, anything());
        } else {
            object.remove(name);
        }
        return changed;
    }

    private byte[] flipped(byte[] octets) {
        if (octets.length > 0) {
            octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return octets;
    }

    private JsonNode of(JsonNode given, String name, int depth) {
        if (random.nextInt(25) == 0) {
            return anything();
        }
        JsonNode schema = document.resolved(given);
        if (schema.has("enum") && often()) {
            JsonNode values = schema.get("enum");
            return values.get(random.nextInt(values.size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> items(schema, name, depth);
            case "integer" -> NODES.numberNode(random.nextBoolean() ? random.nextLong() : random.nextInt(-2, 40));
            case "number" -> NODES.numberNode(random.nextDouble());
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(value(name));
        };
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.get(0).asText();
        }
        return type.asText(schema.has("properties") ? "object" : "string");
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        if (depth > MOST_DEPTH) {
            return object;
        }
        schema.path("properties").properties().forEach(member -> {
            if (random.nextInt(8) > 0) {
                object.set(member.getKey(), of(member.getValue(), member.getKey(), depth + 1));
            }
        });
        if (random.nextInt(12) == 0) {
            object.set(hostile.next(), anything());
        }
        return object;
    }

    private JsonNode items(JsonNode schema, String name, int depth) {
        ArrayNode items = NODES.arrayNode();
        int count = random.nextInt(30) == 0 ? 300 : random.nextInt(3);
        for (int i = 0; i < count && depth <= MOST_DEPTH; i++) {
            items.add(of(schema.path("items"), name, depth + 1));
        }
        return items;
    }

    private JsonNode anything() {
        List<JsonNode> some = new ArrayList<>(List.of(
                NODES.nullNode(),
                NODES.booleanNode(true),
                NODES.numberNode(random.nextLong()),
                NODES.numberNode(1e300),
                NODES.textNode(hostile.next()),
                NODES.arrayNode().add(NODES.arrayNode().add(1)),
                NODES.objectNode().put("x", "y")));
        return some.get(random.nextInt(some.size()));
    }

    private boolean often() {
        return random.nextInt(5) > 0;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
