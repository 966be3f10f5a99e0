package org.zhengzhao.schema.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhengzhao.schema.json.MalformedJsonException.Reason;

/**
 * Reads exactly one JSON value from UTF-8: limits before loops, no duplicate members, no null, no fractions, nothing after
 * the value, no byte order mark, no lone surrogates.
 */
public final class StrictJson {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_VALUES = 100_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxNumberLength(32)
                    .maxNameLength(512)
                    .maxStringLength(16 * 1024 * 1024)
                    .build())
            .build();

    private final int maxOctets;
    private int values;

    private StrictJson(int maxOctets) {
        this.maxOctets = maxOctets;
    }

    /**
     * Reads one value.
     *
     * @param maxOctets the longest text that is looked at
     */
    public static JsonValue read(byte[] utf8, int maxOctets) throws MalformedJsonException {
        return new StrictJson(maxOctets).read(utf8);
    }

    /** Reads one object. */
    public static JsonValue.Members readObject(byte[] utf8, int maxOctets) throws MalformedJsonException {
        if (read(utf8, maxOctets) instanceof JsonValue.Members members) {
            return members;
        }
        throw new MalformedJsonException(Reason.NOT_AN_OBJECT, "");
    }

    private JsonValue read(byte[] utf8) throws MalformedJsonException {
        if (utf8.length > maxOctets) {
            throw new MalformedJsonException(Reason.TOO_LARGE, "");
        }
        try (JsonParser parser = FACTORY.createParser(decoded(utf8))) {
            if (parser.nextToken() == null) {
                throw new MalformedJsonException(Reason.SYNTAX, "");
            }
            JsonValue value = value(parser, "", 0);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException(Reason.SYNTAX, "");
            }
            return value;
        } catch (StreamConstraintsException limit) {
            // Depth is counted here; what is left are texts, names and numbers beyond their length.
            throw new MalformedJsonException(Reason.TOO_LARGE, "");
        } catch (IOException syntax) {
            throw new MalformedJsonException(Reason.SYNTAX, "");
        }
    }

    private static String decoded(byte[] utf8) throws MalformedJsonException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            if (text.startsWith("\uFEFF")) {
                throw new MalformedJsonException(Reason.SYNTAX, "");
            }
            return text;
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedJsonException(Reason.SYNTAX, "");
        }
    }

    private JsonValue value(JsonParser parser, String pointer, int depth) throws IOException, MalformedJsonException {
        if (++values > MAX_VALUES) {
            throw new MalformedJsonException(Reason.TOO_LARGE, pointer);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser, pointer, deeper(depth, pointer));
            case START_ARRAY -> items(parser, pointer, deeper(depth, pointer));
            case VALUE_STRING -> text(parser.getText(), pointer);
            case VALUE_NUMBER_INT -> whole(parser, pointer);
            case VALUE_TRUE -> new JsonValue.Flag(true);
            case VALUE_FALSE -> new JsonValue.Flag(false);
            case VALUE_NULL -> throw new MalformedJsonException(Reason.NULL_VALUE, pointer);
            case VALUE_NUMBER_FLOAT -> throw new MalformedJsonException(Reason.FRACTION, pointer);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new MalformedJsonException(Reason.SYNTAX, pointer);
        };
    }

    private static int deeper(int depth, String pointer) throws MalformedJsonException {
        if (depth == MAX_DEPTH) {
            throw new MalformedJsonException(Reason.TOO_DEEP, pointer);
        }
        return depth + 1;
    }

    private JsonValue.Members members(JsonParser parser, String pointer, int depth)
            throws IOException, MalformedJsonException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = text(parser.currentName(), pointer).value();
            String inside = JsonPointers.member(pointer, name);
            parser.nextToken();
            if (members.containsKey(name)) {
                throw new MalformedJsonException(Reason.DUPLICATE_MEMBER, inside);
            }
            members.put(name, value(parser, inside, depth));
        }
        return new JsonValue.Members(members);
    }

    private JsonValue.Items items(JsonParser parser, String pointer, int depth)
            throws IOException, MalformedJsonException {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, JsonPointers.item(pointer, items.size()), depth));
        }
        return new JsonValue.Items(items);
    }

    /** Escapes can smuggle in half a character, which no UTF-8 can carry on. */
    private static JsonValue.Text text(String text, String pointer) throws MalformedJsonException {
        try {
            return new JsonValue.Text(text);
        } catch (IllegalArgumentException halfCharacter) {
            throw new MalformedJsonException(Reason.SYNTAX, pointer);
        }
    }

    private static JsonValue.Whole whole(JsonParser parser, String pointer) throws IOException, MalformedJsonException {
        try {
            return new JsonValue.Whole(parser.getLongValue());
        } catch (InputCoercionException | IllegalArgumentException beyond) {
            throw new MalformedJsonException(Reason.TOO_LARGE, pointer);
        }
    }
}
