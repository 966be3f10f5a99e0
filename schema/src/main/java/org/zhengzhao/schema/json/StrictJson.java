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
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
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
            JsonValue value = value(parser, "");
            if (parser.nextToken() != null) {
                throw new MalformedJsonException(Reason.SYNTAX, "");
            }
            return value;
        } catch (StreamConstraintsException limit) {
            throw new MalformedJsonException(Reason.TOO_DEEP, "");
        } catch (IOException syntax) {
            boolean duplicate =
                    syntax.getMessage() != null && syntax.getMessage().startsWith("Duplicate field");
            throw new MalformedJsonException(duplicate ? Reason.DUPLICATE_MEMBER : Reason.SYNTAX, "");
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

    private JsonValue value(JsonParser parser, String pointer) throws IOException, MalformedJsonException {
        if (++values > MAX_VALUES) {
            throw new MalformedJsonException(Reason.TOO_LARGE, pointer);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser, pointer);
            case START_ARRAY -> items(parser, pointer);
            case VALUE_STRING -> text(parser, pointer);
            case VALUE_NUMBER_INT -> whole(parser, pointer);
            case VALUE_TRUE -> new JsonValue.Flag(true);
            case VALUE_FALSE -> new JsonValue.Flag(false);
            case VALUE_NULL -> throw new MalformedJsonException(Reason.NULL_VALUE, pointer);
            case VALUE_NUMBER_FLOAT -> throw new MalformedJsonException(Reason.FRACTION, pointer);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new MalformedJsonException(Reason.SYNTAX, pointer);
        };
    }

    private JsonValue.Members members(JsonParser parser, String pointer) throws IOException, MalformedJsonException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            requireWellFormed(name, pointer);
            parser.nextToken();
            members.put(name, value(parser, JsonPointers.member(pointer, name)));
        }
        return new JsonValue.Members(members);
    }

    private JsonValue.Items items(JsonParser parser, String pointer) throws IOException, MalformedJsonException {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, JsonPointers.item(pointer, items.size())));
        }
        return new JsonValue.Items(items);
    }

    private static JsonValue.Text text(JsonParser parser, String pointer) throws IOException, MalformedJsonException {
        String text = parser.getText();
        requireWellFormed(text, pointer);
        return new JsonValue.Text(text);
    }

    private static JsonValue.Whole whole(JsonParser parser, String pointer) throws IOException, MalformedJsonException {
        try {
            return new JsonValue.Whole(parser.getLongValue());
        } catch (InputCoercionException | IllegalArgumentException beyond) {
            throw new MalformedJsonException(Reason.TOO_LARGE, pointer);
        }
    }

    /** Escapes can smuggle in half a character, which no UTF-8 can carry on. */
    private static void requireWellFormed(String text, String pointer) throws MalformedJsonException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new MalformedJsonException(Reason.SYNTAX, pointer);
            }
        }
    }
}
