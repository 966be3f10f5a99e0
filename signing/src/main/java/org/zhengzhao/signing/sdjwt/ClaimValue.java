package org.zhengzhao.signing.sdjwt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;

/**
 * A JSON value as issuers elsewhere put it into tokens: unlike {@link JsonValue} with null, and with numbers of every kind, which
 * stay as they were written.
 */
public sealed interface ClaimValue {
    record Text(String value) implements ClaimValue {
        public Text {
            Objects.requireNonNull(value);
        }
    }

    /**
     * A number.
     *
     * @param digits as it was written
     */
    record Numeric(String digits) implements ClaimValue {
        public Numeric {
            Objects.requireNonNull(digits);
        }
    }

    record Flag(boolean value) implements ClaimValue {}

    record Nothing() implements ClaimValue {}

    record Items(List<ClaimValue> values) implements ClaimValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** An object; members keep the order in which they came. */
    record Members(Map<String, ClaimValue> values) implements ClaimValue {
        public Members {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        public Optional<ClaimValue> find(String name) {
            return Optional.ofNullable(values.get(name));
        }

        /** The text member of that name; empty where there is none or it is no text. */
        public Optional<String> findText(String name) {
            return find(name)
                    .flatMap(value -> value instanceof Text text ? Optional.of(text.value()) : Optional.empty());
        }
    }

    /** The value as JSON on one line. */
    default String toJson() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        switch (this) {
            case Text text -> out.append(quoted(text.value()));
            case Numeric number -> out.append(number.digits());
            case Flag flag -> out.append(flag.value());
            case Nothing nothing -> out.append("null");
            case Items items -> {
                String before = "[";
                for (ClaimValue item : items.values()) {
                    out.append(before);
                    item.write(out);
                    before = ",";
                }
                out.append(items.values().isEmpty() ? "[]" : "]");
            }
            case Members members -> {
                String before = "{";
                for (Map.Entry<String, ClaimValue> member : members.values().entrySet()) {
                    out.append(before).append(quoted(member.getKey())).append(':');
                    member.getValue().write(out);
                    before = ",";
                }
                out.append(members.values().isEmpty() ? "{}" : "}");
            }
        }
    }

    private static String quoted(String text) {
        return CanonicalJson.text(new JsonValue.Text(text));
    }
}
