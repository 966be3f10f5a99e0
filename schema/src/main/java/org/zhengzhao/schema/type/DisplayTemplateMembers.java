package org.zhengzhao.schema.type;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.MalformedJsonException.Reason;
import org.zhengzhao.schema.text.Bilingual;

/** Reads the members of one object of a template: none that is unknown, each of the right kind and within its limits. */
final class DisplayTemplateMembers {
    private static final int MAX_TEXT = 300;

    private final JsonValue.Members members;
    private final String pointer;

    DisplayTemplateMembers(JsonValue.Members members, String pointer, String... known) throws MalformedJsonException {
        this.members = members;
        this.pointer = pointer;
        Set<String> names = Set.of(known);
        for (String name : members.values().keySet()) {
            if (!names.contains(name)) {
                throw new MalformedJsonException(Reason.UNKNOWN_MEMBER, JsonPointers.member(pointer, name));
            }
        }
    }

    Optional<JsonValue> find(String name) {
        return members.find(name);
    }

    int whole(String name, int least, int most, int otherwise) throws MalformedJsonException {
        return members.find(name).isEmpty() ? otherwise : requireWhole(name, least, most);
    }

    int requireWhole(String name, int least, int most) throws MalformedJsonException {
        if (!(require(name) instanceof JsonValue.Whole whole) || whole.value() < least || whole.value() > most) {
            throw wrong(name);
        }
        return (int) whole.value();
    }

    boolean flag(String name, boolean otherwise) throws MalformedJsonException {
        Optional<JsonValue> found = members.find(name);
        if (found.isEmpty()) {
            return otherwise;
        }
        if (!(found.get() instanceof JsonValue.Flag flag)) {
            throw wrong(name);
        }
        return flag.value();
    }

    Optional<String> text(String name) throws MalformedJsonException {
        return members.find(name).isEmpty() ? Optional.empty() : Optional.of(requireText(name));
    }

    String requireText(String name) throws MalformedJsonException {
        return text(require(name), name);
    }

    Optional<Bilingual> bilingual(String name) throws MalformedJsonException {
        Optional<JsonValue> found = members.find(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (!(found.get() instanceof JsonValue.Members both)) {
            throw wrong(name);
        }
        DisplayTemplateMembers texts =
                new DisplayTemplateMembers(both, JsonPointers.member(pointer, name), "zh-CN", "en");
        try {
            return Optional.of(new Bilingual(texts.requireText("zh-CN"), texts.requireText("en")));
        } catch (IllegalArgumentException blank) {
            throw wrong(name);
        }
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) throws MalformedJsonException {
        Optional<JsonValue> found = members.find(name);
        if (found.isEmpty()) {
            return otherwise;
        }
        String wanted = text(found.get(), name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(wanted)) {
                return constant;
            }
        }
        throw wrong(name);
    }

    List<JsonValue> items(String name, int most) throws MalformedJsonException {
        Optional<JsonValue> found = members.find(name);
        if (found.isEmpty()) {
            return List.of();
        }
        if (!(found.get() instanceof JsonValue.Items items) || items.values().size() > most) {
            throw wrong(name);
        }
        return items.values();
    }

    DisplayTemplateBlock.Box box(String name) throws MalformedJsonException {
        List<JsonValue> numbers = items(name, 4);
        int[] millimetres = new int[4];
        if (numbers.size() != millimetres.length) {
            throw wrong(name);
        }
        for (int i = 0; i < millimetres.length; i++) {
            if (!(numbers.get(i) instanceof JsonValue.Whole whole)
                    || whole.value() < 0
                    || whole.value() > DisplayTemplate.PageSize.MAX_SIDE) {
                throw wrong(name);
            }
            millimetres[i] = (int) whole.value();
        }
        return new DisplayTemplateBlock.Box(millimetres[0], millimetres[1], millimetres[2], millimetres[3]);
    }

    private String text(JsonValue value, String name) throws MalformedJsonException {
        if (!(value instanceof JsonValue.Text text) || text.value().length() > MAX_TEXT) {
            throw wrong(name);
        }
        return text.value();
    }

    private JsonValue require(String name) throws MalformedJsonException {
        return members.find(name)
                .orElseThrow(
                        () -> new MalformedJsonException(Reason.MISSING_MEMBER, JsonPointers.member(pointer, name)));
    }

    private MalformedJsonException wrong(String name) {
        return new MalformedJsonException(Reason.WRONG_VALUE, JsonPointers.member(pointer, name));
    }
}
