package org.zhengzhao.registry.issuance;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.FieldSchema;
import org.zhengzhao.schema.type.PictureField;

/**
 * Takes the pictures out of the fields of an order: the content keeps their SHA-256, the face shows them.
 *
 * @param fields the fields with {@code sha-256:<hex>} in place of each picture
 * @param octets the pictures, by field
 */
record Pictures(JsonValue.Members fields, Map<String, Bytes> octets) {
    Pictures {
        octets = Map.copyOf(octets);
    }

    static Pictures take(JsonValue.Members given, FieldSchema schema, List<ProblemError> errors) {
        Map<String, JsonValue> fields = new LinkedHashMap<>(given.values());
        Map<String, Bytes> octets = new LinkedHashMap<>();
        for (PictureField field : schema.pictureFields()) {
            String name = field.name();
            given.findText(name).ifPresent(base64 -> {
                try {
                    Bytes picture = Bytes.of(Base64.getDecoder().decode(base64));
                    octets.put(name, picture);
                    fields.put(name, new JsonValue.Text(PictureField.reference(picture)));
                } catch (IllegalArgumentException notBase64) {
                    errors.add(new ProblemError(
                            JsonPointers.member("/fields", name),
                            "FORMAT",
                            new Bilingual("应为 base64 编码的图片。", "Should be a picture in base64.")));
                }
            });
        }
        return new Pictures(new JsonValue.Members(fields), octets);
    }
}
