package org.zhengzhao.signing.collect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.MalformedJsonException.Reason;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.face.EmbeddedFile;
import org.zhengzhao.signing.verify.PdfFacts.LicenseFile;

/** Reads the machine-readable license and the titles of its fields from the embedded files. */
final class LicenseFiles {
    private static final int MAX_TYPE_OCTETS = 256 * 1024;
    /** Where the codes of a license stand. */
    private static final Pattern CODES =
            Pattern.compile("/identifier|/typeCode|/issuingAuthority/code|/holders/[0-9]+(/code|/codeType)?");

    private LicenseFiles() {}

    /** The definition of the license's type; empty members where it cannot be read. */
    static JsonValue.Members type(EmbeddedFiles embedded) {
        return embedded.find(EmbeddedFile.LICENSE_TYPE.fileName())
                .flatMap(LicenseFiles::object)
                .orElse(JsonValue.Members.EMPTY);
    }

    static LicenseFile read(EmbeddedFiles embedded, JsonValue.Members type) {
        for (EmbeddedFile file : EmbeddedFile.values()) {
            if (embedded.ambiguous().contains(file.fileName())) {
                return new LicenseFile.Unreadable(file.fileName());
            }
        }
        Optional<Bytes> octets = embedded.find(EmbeddedFile.LICENSE.fileName());
        if (octets.isEmpty()) {
            return new LicenseFile.Absent();
        }
        try {
            LicenseContent content = LicenseContentJson.read(octets.get());
            return new LicenseFile.Read(
                    content,
                    LicenseContentJson.canonical(content).equals(octets.get()),
                    LicenseDigest.ofCanonical(octets.get()),
                    titles(type));
        } catch (MalformedJsonException malformed) {
            boolean code = malformed.reason() == Reason.WRONG_VALUE
                    && CODES.matcher(malformed.pointer()).matches();
            return code
                    ? new LicenseFile.InvalidCode(malformed.pointer())
                    : new LicenseFile.Unreadable(malformed.reason() + " " + malformed.pointer());
        }
    }

    /** Titles are a convenience: a type that cannot be read leaves the names of the fields. */
    private static Map<String, Bilingual> titles(JsonValue.Members type) {
        Map<String, Bilingual> titles = new LinkedHashMap<>();
        member(type, "fields")
                .flatMap(fields -> member(fields, "properties"))
                .ifPresent(properties -> properties
                        .values()
                        .keySet()
                        .forEach(name -> member(properties, name)
                                .flatMap(property -> member(property, "x-titles"))
                                .flatMap(LicenseFiles::bilingual)
                                .ifPresent(title -> titles.put(name, title))));
        return titles;
    }

    private static Optional<JsonValue.Members> object(Bytes json) {
        try {
            return Optional.of(StrictJson.readObject(json.toArray(), MAX_TYPE_OCTETS));
        } catch (MalformedJsonException malformed) {
            return Optional.empty();
        }
    }

    static Optional<JsonValue.Members> member(JsonValue.Members members, String name) {
        return members.find(name)
                .flatMap(value -> value instanceof JsonValue.Members inner ? Optional.of(inner) : Optional.empty());
    }

    private static Optional<Bilingual> bilingual(JsonValue.Members titles) {
        String chinese = titles.findText("zh-CN").orElse("");
        String english = titles.findText("en").orElse("");
        return chinese.isBlank() || english.isBlank() ? Optional.empty() : Optional.of(new Bilingual(chinese, english));
    }
}
