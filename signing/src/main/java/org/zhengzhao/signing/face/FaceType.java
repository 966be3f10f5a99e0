package org.zhengzhao.signing.face;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.LicenseTypeJson;
import org.zhengzhao.signing.pdf.ShownFields;

/** The type as a license carries it: without its template, but with the names of what the pages show. */
public final class FaceType {
    private static final String SHOWN = "shown";

    private FaceType() {}

    public static Bytes json(LicenseType type) {
        Map<String, JsonValue> members =
                new LinkedHashMap<>(LicenseTypeJson.writeForFace(type).values());
        members.put(
                SHOWN,
                new JsonValue.Items(ShownFields.of(type).stream()
                        .map(name -> (JsonValue) new JsonValue.Text(name))
                        .toList()));
        return Bytes.utf8(CanonicalJson.textInGivenOrder(new JsonValue.Members(members)));
    }

    /** The names of the fields and builtins whose value stands on the pages; empty where the type does not say. */
    public static Optional<List<String>> findShown(JsonValue.Members type) {
        return type.find(SHOWN)
                .flatMap(value -> value instanceof JsonValue.Items items ? Optional.of(items) : Optional.empty())
                .map(items -> items.values().stream()
                        .flatMap(value -> value instanceof JsonValue.Text text
                                ? Optional.of(text.value()).stream()
                                : Optional.<String>empty().stream())
                        .toList());
    }
}
