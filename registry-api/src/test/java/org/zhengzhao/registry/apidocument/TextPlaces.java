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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhengzhao.registry.apidocument.ApiDocument.Operation;
import org.zhengzhao.registry.apidocument.RequestGenerator.Request;

/** Every place of a request where the API document lets a caller write a text; the rest of the request is as it should be. */
final class TextPlaces {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_DEPTH = 5;
    /** Stands for the text until the body is written: a lone surrogate can be written in JSON as an escape only. */
    private static final String MARK = "@text@";

    private final ApiDocument document;
    private final KnownValues known;
    private final Map<String, JsonNode> examples;

    /**
     * A place.
     *
     * @param name the last name on the way to it: of the parameter, the header or the member
     */
    record Place(Operation operation, String name, Kind kind, String pointer) {
        @Override
        public String toString() {
            return operation.id() + " " + kind + " " + (pointer.isEmpty() ? name : pointer);
        }
    }

    enum Kind {
        PATH,
        QUERY,
        HEADER,
        MEMBER,
        NAME_OF_A_MEMBER,
        WHOLE_BODY
    }

    TextPlaces(ApiDocument document, KnownValues known, Map<String, JsonNode> examples) {
        this.document = document;
        this.known = known;
        this.examples = Map.copyOf(examples);
    }

    List<Place> all() {
        List<Place> places = new ArrayList<>();
        for (Operation operation : document.operations()) {
            for (JsonNode parameter : operation.parameters()) {
                Kind kind = switch (parameter.path("in").asText()) {
                    case "path" -> Kind.PATH;
                    case "query" -> Kind.QUERY;
                    default -> Kind.HEADER;
                };
                places.add(new Place(operation, parameter.path("name").asText(), kind, ""));
            }
            if (operation.hasBody() && operation.mediaType().endsWith("/json")) {
                leaves(
                        body(operation),
                        "",
                        "",
                        (name, pointer) -> places.add(new Place(operation, name, Kind.MEMBER, pointer)));
                places.add(new Place(operation, "", Kind.NAME_OF_A_MEMBER, ""));
            } else if (operation.hasBody()) {
                places.add(new Place(operation, "", Kind.WHOLE_BODY, ""));
            }
        }
        return places;
    }

    /** The request with that text in that place; empty where no client can send it there. */
    Optional<Request> request(Place place, String text) {
        Operation operation = place.operation();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept-Language", "en");
        if (place.kind() == Kind.HEADER) {
            if (!text.matches("[\\x21-\\x7e][\\x20-\\x7e]*")) {
                return Optional.empty();
            }
            headers.put(place.name(), text);
        }
        Matcher parameters = PARAMETER.matcher(operation.path());
        StringBuilder path = new StringBuilder();
        while (parameters.find()) {
            String name = parameters.group(1);
            boolean here = place.kind() == Kind.PATH && place.name().equals(name);
            // An empty part of a path is another path; so are the two that mean a directory.
            if (here && text.matches("\\.{0,2}")) {
                return Optional.empty();
            }
            parameters.appendReplacement(path, Matcher.quoteReplacement(encoded(here ? text : value(name))));
        }
        parameters.appendTail(path);
        char separator = '?';
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            boolean here = place.kind() == Kind.QUERY && place.name().equals(name);
            if (parameter.path("in").asText().equals("query")
                    && (here || parameter.path("required").asBoolean())) {
                path.append(separator).append(name).append('=').append(encoded(here ? text : value(name)));
                separator = '&';
            }
        }
        Optional<byte[]> body = Optional.empty();
        if (operation.hasBody()) {
            headers.put("Content-Type", operation.mediaType());
            body = Optional.of(written(place, text));
        }
        return Optional.of(new Request(
                operation, path.toString(), operation.roles().stream().findFirst(), headers, body));
    }

    private byte[] written(Place place, String text) {
        if (!place.operation().mediaType().endsWith("/json")) {
            return (place.kind() == Kind.WHOLE_BODY ? text : "{}").getBytes(StandardCharsets.UTF_8);
        }
        JsonNode body = body(place.operation());
        if (place.kind() == Kind.MEMBER && place.pointer().isEmpty()) {
            // The document does not say what the body looks like.
            body = NODES.textNode(MARK);
        } else if (place.kind() == Kind.MEMBER) {
            int last = place.pointer().lastIndexOf('/');
            JsonNode parent = body.at(place.pointer().substring(0, last));
            if (parent instanceof ArrayNode items) {
                items.set(Integer.parseInt(place.pointer().substring(last + 1)), NODES.textNode(MARK));
            } else if (parent instanceof ObjectNode object) {
                object.put(place.name(), MARK);
            }
        } else if (place.kind() == Kind.NAME_OF_A_MEMBER && body instanceof ObjectNode object) {
            object.put(MARK, "x");
        }
        return body.toString().replace('"' + MARK + '"', json(text)).getBytes(StandardCharsets.UTF_8);
    }

    /** A text in JSON with every character that could be one of a pair written as an escape. */
    private static String json(String text) {
        StringBuilder written = new StringBuilder("\"");
        for (char unit : text.toCharArray()) {
            boolean plain = unit >= ' ' && unit != '"' && unit != '\\' && !Character.isSurrogate(unit);
            written.append(plain ? Character.toString(unit) : "\\u%04x".formatted((int) unit));
        }
        return written.append('"').toString();
    }

    private JsonNode body(Operation operation) {
        JsonNode example = examples.get(operation.id());
        if (example != null) {
            return example.deepCopy();
        }
        JsonNode schema = operation
                .document()
                .path("requestBody")
                .path("content")
                .path(operation.mediaType())
                .path("schema");
        return of(schema, "", 0);
    }

    private JsonNode of(JsonNode given, String name, int depth) {
        JsonNode schema = document.resolved(given);
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        JsonNode type = schema.path("type").isArray() ? schema.path("type").get(0) : schema.path("type");
        return switch (type.asText(schema.has("properties") ? "object" : "string")) {
            case "object" -> {
                ObjectNode object = NODES.objectNode();
                if (depth < MOST_DEPTH) {
                    schema.path("properties")
                            .properties()
                            .forEach(member ->
                                    object.set(member.getKey(), of(member.getValue(), member.getKey(), depth + 1)));
                }
                yield object;
            }
            case "array" -> NODES.arrayNode().add(of(schema.path("items"), name, depth + 1));
            case "integer", "number" -> NODES.numberNode(1);
            case "boolean" -> NODES.booleanNode(true);
            default -> NODES.textNode(value(name));
        };
    }

    private interface Leaf {
        void at(String name, String pointer);
    }

    private static void leaves(JsonNode node, String name, String pointer, Leaf leaf) {
        if (node.isTextual()) {
            leaf.at(name, pointer);
        }
        node.properties()
                .forEach(member -> leaves(
                        member.getValue(),
                        member.getKey(),
                        pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                        leaf));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            leaves(node.get(i), name, pointer + "/" + i, leaf);
        }
    }

    private String value(String name) {
        List<String> values = known.named(name);
        return values.isEmpty() ? "x" : values.getFirst();
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                // What a careless program makes of half a pair: three octets that are not UTF-8.
                encoded.append("%%%02X%%%02X%%%02X"
                        .formatted(0xE0 | point >> 12, 0x80 | point >> 6 & 0x3F, 0x80 | point & 0x3F));
            } else {
                encoded.append(URLEncoder.encode(Character.toString(point), StandardCharsets.UTF_8)
                        .replace("+", "%20"));
            }
        });
        return encoded.toString();
    }
}
