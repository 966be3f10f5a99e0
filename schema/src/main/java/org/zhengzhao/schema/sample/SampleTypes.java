package org.zhengzhao.schema.sample;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.type.LicenseTypeJson;

/**
 * The sample types. Their definitions, templates and licenses are resources beside this class: {@code <slug>.type.json},
 * {@code <slug>.template.json}, {@code <slug>.license.json}.
 */
public final class SampleTypes {
    private static final List<String> SLUGS = List.of(
            "business-license",
            "food-business-permit",
            "road-transport-operating-permit",
            "class-2-cost-engineer",
            "real-estate-title");

    private SampleTypes() {}

    /** All sample types, in the order in which they are shown. Reads them anew at each call. */
    public static List<SampleType> all() {
        return SLUGS.stream().map(SampleTypes::load).toList();
    }

    public static Optional<SampleType> find(String slug) {
        return SLUGS.stream().filter(slug::equals).findFirst().map(SampleTypes::load);
    }

    private static SampleType load(String slug) {
        Map<String, JsonValue> definition =
                new LinkedHashMap<>(resource(slug + ".type.json").values());
        definition.put("template", resource(slug + ".template.json"));
        try {
            return new SampleType(
                    slug, LicenseTypeJson.read(new JsonValue.Members(definition), 1), resource(slug + ".license.json"));
        } catch (MalformedJsonException malformed) {
            throw new IllegalStateException("sample type " + slug, malformed);
        }
    }

    private static JsonValue.Members resource(String name) {
        try (InputStream stream = SampleTypes.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new FileNotFoundException(name);
            }
            return StrictJson.readObject(stream.readAllBytes(), LicenseTypeJson.MAX_OCTETS);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (MalformedJsonException malformed) {
            throw new IllegalStateException("sample " + name, malformed);
        }
    }
}
