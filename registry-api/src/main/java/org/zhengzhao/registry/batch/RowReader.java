package org.zhengzhao.registry.batch;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengzhao.registry.facts.FactsReader;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.text.PlainText;

/** Reads a row. */
final class RowReader {
    private static final int MAX_ID = 64;
    private static final String FACTS = "facts";
    private static final String LICENSES = "licenses";
    private static final String LICENSE = "license";

    private RowReader() {}

    /** The id that the caller gave the row; empty where it is no row at all. */
    static Optional<String> findId(Bytes row) {
        try {
            JsonValue.Members members = StrictJson.readObject(row.toArray(), BatchUpload.MAX_ROW);
            return members.findText("id").filter(id -> !id.isBlank() && id.length() <= MAX_ID && PlainText.isLine(id));
        } catch (MalformedJsonException noJson) {
            return Optional.empty();
        }
    }

    /**
     * Reads what a row asks.
     *
     * @throws org.zhengzhao.registry.platform.problem.RegistryException naming all that is wrong
     */
    static RowQuestion read(Bytes row) {
        BodyReader reader = BodyReader.of(row.toArray(), BatchUpload.MAX_ROW, "id", FACTS, LICENSES, LICENSE);
        List<String> asked = Stream.of(FACTS, LICENSES, LICENSE)
                .filter(name -> reader.find(name).isPresent())
                .toList();
        if (asked.size() != 1) {
            reader.error(
                    asked.isEmpty() ? FACTS : asked.getLast(),
                    asked.isEmpty() ? "REQUIRED" : "WRONG_VALUE",
                    "每行应有 facts、licenses、license 之一。",
                    "A row has one of facts, licenses and license.");
            reader.refuse();
        }
        return switch (asked.getFirst()) {
            case FACTS -> new RowQuestion.Facts(FactsReader.read(object(reader, FACTS, FactsReader.members())));
            case LICENSES -> licenses(reader, object(reader, LICENSES, "holder", "type", "on"));
            default -> license(reader, object(reader, LICENSE, "identifier", "on"));
        };
    }

    private static RowQuestion licenses(BodyReader row, BodyReader asked) {
        Optional<HolderCode> holder = Optional.empty();
        Optional<BodyReader> given = asked.object("holder", "codeType", "code");
        if (given.isPresent()) {
            holder = FactsReader.holderCode(given.get(), true);
        } else {
            asked.error("holder", "REQUIRED", "请给出 codeType 和 code。", "Give codeType and code.");
        }
        Optional<LicenseTypeCode> type = asked.licenseType("type");
        Optional<LocalDate> on = FactsReader.day(asked);
        row.refuse();
        return new RowQuestion.Licenses(holder.orElseThrow(), type.orElseThrow(), on);
    }

    private static RowQuestion license(BodyReader row, BodyReader asked) {
        Optional<LicenseIdentifier> identifier = identifier(asked);
        Optional<LocalDate> on = FactsReader.day(asked);
        row.refuse();
        return new RowQuestion.License(identifier.orElseThrow(), on);
    }

    private static Optional<LicenseIdentifier> identifier(BodyReader asked) {
        try {
            return Optional.of(LicenseIdentifier.parse(
                    asked.find("identifier").orElse(null) instanceof JsonValue.Text text ? text.value() : ""));
        } catch (MalformedCodeException malformed) {
            asked.error("identifier", malformed.reason().name(), "请填写证照标识。", "Give a license identifier.");
            return Optional.empty();
        }
    }

    private static BodyReader object(BodyReader row, String name, String... members) {
        Optional<BodyReader> inner = row.object(name, members);
        if (inner.isEmpty()) {
            row.error(name, "TYPE", "应为对象。", "Should be an object.");
            row.refuse();
        }
        return inner.orElseThrow();
    }
}
