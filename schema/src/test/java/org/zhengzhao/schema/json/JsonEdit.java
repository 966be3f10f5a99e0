package org.zhengzhao.schema.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes one place of a value, so that a test can say what it breaks in one line. */
public final class JsonEdit {
    /** Stands for the removal of the value. */
    public static final String REMOVED = "-";

    private JsonEdit() {}

    public static JsonValue parse(String json) {
        try {
            return StrictJson.read(json.getBytes(StandardCharsets.UTF_8), 1 << 20);
        } catch (MalformedJsonException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    public static JsonValue.Members object(String json) {
        return (JsonValue.Members) parse(json);
    }

    /** The same object with the value at the pointer set to a JSON text, or taken away by {@link #REMOVED}. */
    public static JsonValue.Members with(JsonValue.Members root, String pointer, String json) {
        return (JsonValue.Members) edited(root, List.of(pointer.substring(1).split("/", -1)), json);
    }

    private static JsonValue edited(JsonValue value, List<String> path, String json) {
        if (path.isEmpty()) {
            return parse(json);
        }
        String step = path.getFirst().replace("~1", "/").replace("~0", "~");
        List<String> rest = path.subList(1, path.size());
        boolean remove = rest.isEmpty() && json.equals(REMOVED);
        return switch (value) {
            case JsonValue.Members members -> {
                Map<String, JsonValue> copy = new LinkedHashMap<>(members.values());
                if (remove) {
                    copy.remove(step);
                } else {
                    copy.put(step, edited(copy.getOrDefault(step, JsonValue.Members.EMPTY), rest, json));
                }
                yield new JsonValue.Members(copy);
            }
            case JsonValue.Items items -> {
                List<JsonValue> copy = new ArrayList<>(items.values());
                int index = Integer.parseInt(step);
                if (remove) {
                    copy.remove(index);
                } else if (index == copy.size()) {
                    copy.add(edited(JsonValue.Members.EMPTY, rest, json));
                } else {
                    copy.set(index, edited(copy.get(index), rest, json));
                }
                yield new JsonValue.Items(copy);
            }
            case JsonValue.Text text -> throw new IllegalArgumentException("nothing inside a text");
            case JsonValue.Whole whole -> throw new IllegalArgumentException("nothing inside a number");
            case JsonValue.Flag flag -> throw new IllegalArgumentException("nothing inside a flag");
        };
    }
}
