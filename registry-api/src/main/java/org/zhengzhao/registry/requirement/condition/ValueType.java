package org.zhengzhao.registry.requirement.condition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.text.Bilingual;

/** What a value in a condition can be. */
public sealed interface ValueType {
    /**
     * A text.
     *
     * @param choices every text that it can be, with its title; empty where it can be any
     */
    record Text(Map<String, Bilingual> choices) implements ValueType {
        static final Text ANY = new Text(Map.of());

        public Text {
            choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        }
    }

    /** A whole number. */
    record Whole() implements ValueType {}

    /** Yes or no. */
    record Flag() implements ValueType {}

    /** A day. */
    record Day() implements ValueType {}

    /** A list of values of one type. */
    record ListOf(ValueType item) implements ValueType {
        public ListOf {
            Objects.requireNonNull(item);
        }
    }

    /**
     * A thing with named members.
     *
     * @param name by which CEL knows the type
     */
    record ObjectOf(String name, Map<String, Member> members) implements ValueType {
        public ObjectOf {
            Objects.requireNonNull(name);
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        Optional<Member> find(String member) {
            return Optional.ofNullable(members.get(member));
        }
    }

    /** A member. */
    record Member(String name, Bilingual title, ValueType type) {
        public Member {
            Objects.requireNonNull(name);
            Objects.requireNonNull(title);
            Objects.requireNonNull(type);
        }
    }
}
