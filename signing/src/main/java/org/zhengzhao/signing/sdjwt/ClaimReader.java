package org.zhengzhao.signing.sdjwt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.sdjwt.MalformedSdJwtException.Reason;

/**
 * Reads exactly one JSON value from UTF-8, as strictly as {@link org.zhengzhao.schema.json.StrictJson} but with null and fractions:
 * limits before loops, no member twice, nothing after the value, no byte order mark, no half characters.
 */
final class ClaimReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_VALUES = 100_000;
    private static final int MAX_NAME = 512;
    private static final int MAX_NUMBER = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxNumberLength(MAX_NUMBER)
                    .maxNameLength(MAX_NAME)
                    .maxStringLength(SdJwt.MAX_CHARACTERS)
                    .build())
            .build();

    private final String where;
    private int values;

    private ClaimReader(String where) {
        this.where = where;
    }

    /**
     * Reads one value.
     *
     * @param where for the message, in a word of ours
     */
    static ClaimValue read(Bytes utf8, String where) throws MalformedSdJwtException {
        return new ClaimReader(where).read(utf8);
    }

    static ClaimValue.Members readObject(Bytes utf8, String where) throws MalformedSdJwtException {
        if (read(utf8, where) instanceof ClaimValue.Members members) {
            return members;
        }
        throw new MalformedSdJwtException(Reason.JSON, where);
    }

    private ClaimValue read(Bytes utf8) throws MalformedSdJwtException {
        try (JsonParser parser = FACTORY.createParser(decoded(utf8))) {
            if (parser.nextToken() == null) {
                throw malformed();
            }
            ClaimValue value = value(parser, 0);
            if (parser.nextToken() != null) {
                throw malformed();
            }
            return value;
        } catch (StreamConstraintsException limit) {
            throw new MalformedSdJwtException(Reason.TOO_LARGE, where);
        } catch (IOException syntax) {
            throw malformed();
        }
    }

    private MalformedSdJwtException malformed() {
        return new MalformedSdJwtException(Reason.JSON, where);
    }

    private String decoded(Bytes utf8) throws MalformedSdJwtException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8.toArray()))
                    .toString();
            if (!text.startsWith("\uFEFF")) {
                return text;
            }
        } catch (CharacterCodingException notUtf8) {
            throw malformed();
        }
        throw malformed();
    }

    private ClaimValue value(JsonParser parser, int depth) throws IOException, MalformedSdJwtException {
        if (++values > MAX_VALUES) {
            throw new MalformedSdJwtException(Reason.TOO_LARGE, where);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser, deeper(depth));
            case START_ARRAY -> items(parser, deeper(depth));
            case VALUE_STRING -> new ClaimValue.Text(whole(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new ClaimValue.Numeric(parser.getText());
            case VALUE_TRUE -> new ClaimValue.Flag(true);
            case VALUE_FALSE -> new ClaimValue.Flag(false);
            case VALUE_NULL -> new ClaimValue.Nothing();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT -> throw malformed();
        };
    }

    private int deeper(int depth) throws MalformedSdJwtException {
        if (depth == MAX_DEPTH) {
            throw new MalformedSdJwtException(Reason.TOO_DEEP, where);
        }
        return depth + 1;
    }

    private ClaimValue members(JsonParser parser, int depth) throws IOException, MalformedSdJwtException {
        Map<String, ClaimValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = whole(parser.currentName());
            parser.nextToken();
            if (members.containsKey(name)) {
                throw malformed();
            }
            members.put(name, value(parser, depth));
        }
        return new ClaimValue.Members(members);
    }

    private ClaimValue items(JsonParser parser, int depth) throws IOException, MalformedSdJwtException {
        List<ClaimValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, depth));
        }
        return new ClaimValue.Items(items);
    }

    /** Escapes can smuggle in half a character, which no UTF-8 can carry on. */
    private String whole(String text) throws MalformedSdJwtException {
        try {
            return new JsonValue.Text(text).value();
        } catch (IllegalArgumentException halfCharacter) {
            throw malformed();
        }
    }
}
