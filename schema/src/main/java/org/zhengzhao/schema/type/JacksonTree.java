package org.zhengzhao.schema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.zhengzhao.schema.json.JsonValue;

/** Our values as the tree that the JSON Schema validator walks. */
final class JacksonTree {
    private JacksonTree() {}

    static JsonNode of(JsonValue value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case JsonValue.Text text -> nodes.textNode(text.value());
            case JsonValue.Whole whole -> nodes.numberNode(whole.value());
            case JsonValue.Flag flag -> nodes.booleanNode(flag.value());
            case JsonValue.Items items -> {
                ArrayNode array = nodes.arrayNode(items.values().size());
                items.values().forEach(item -> array.add(of(item)));
                yield array;
            }
            case JsonValue.Members members -> {
                ObjectNode object = nodes.objectNode();
                members.values().forEach((name, member) -> object.set(name, of(member)));
                yield object;
            }
        };
    }
}
