package org.zhengzhao.registry.grant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;

/** Scopes as the database keeps them: a kind, pointers separated by spaces, predicates as JSON. */
final class ScopeText {
    private static final int MAX_OCTETS = 64 * 1024;
    private static final String WHOLE = "WHOLE";
    private static final String FIELDS = "FIELDS";
    private static final String PREDICATES = "PREDICATES";

    private ScopeText() {}

    static String kind(GrantScope scope) {
        return switch (scope) {
            case GrantScope.Whole whole -> WHOLE;
            case GrantScope.Fields fields -> FIELDS;
            case GrantScope.Predicates predicates -> PREDICATES;
        };
    }

    static @Nullable String fields(GrantScope scope) {
        return scope instanceof GrantScope.Fields some ? pointers(some.pointers()) : null;
    }

    static @Nullable String predicates(GrantScope scope) {
        if (!(scope instanceof GrantScope.Predicates some)) {
            return null;
        }
        List<JsonValue> items = new ArrayList<>();
        for (Predicate predicate : some.predicates()) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            members.put("field", new JsonValue.Text(predicate.field()));
            members.put("operator", new JsonValue.Text(predicate.operator().name()));
            members.put("value", predicate.value());
            items.add(new JsonValue.Members(members));
        }
        return CanonicalJson.text(new JsonValue.Members(Map.of("predicates", new JsonValue.Items(items))));
    }

    static GrantScope read(String kind, @Nullable String fields, @Nullable String predicates) {
        if (kind.equals(WHOLE)) {
            return new GrantScope.Whole();
        }
        if (kind.equals(FIELDS) && fields != null) {
            return new GrantScope.Fields(pointers(fields));
        }
        if (kind.equals(PREDICATES) && predicates != null) {
            return new GrantScope.Predicates(predicates(predicates));
        }
        throw new IllegalStateException("a stored scope is broken");
    }

    static LicenseTypeCode type(String stored) {
        try {
            return LicenseTypeCode.parse(stored);
        } catch (MalformedCodeException corrupt) {
            throw new IllegalStateException("a stored type code is broken", corrupt);
        }
    }

    static String pointers(Set<String> pointers) {
        return String.join(" ", pointers.stream().sorted().toList());
    }

    static Set<String> pointers(String stored) {
        return Set.of(stored.split(" "));
    }

    private static List<Predicate> predicates(String stored) {
        try {
            JsonValue items = StrictJson.readObject(stored.getBytes(StandardCharsets.UTF_8), MAX_OCTETS)
                    .find("predicates")
                    .orElseThrow();
            List<Predicate> predicates = new ArrayList<>();
            for (JsonValue item : ((JsonValue.Items) items).values()) {
                JsonValue.Members members = (JsonValue.Members) item;
                predicates.add(new Predicate(
                        members.findText("field").orElseThrow(),
                        Predicate.Operator.valueOf(members.findText("operator").orElseThrow()),
                        members.find("value").orElseThrow()));
            }
            return predicates;
        } catch (MalformedJsonException corrupt) {
            throw new IllegalStateException("stored predicates are broken", corrupt);
        }
    }
}
