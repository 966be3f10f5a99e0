package org.zhengzhao.registry.license;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.Decision;
import org.zhengzhao.schema.lifecycle.LicenseEvent;
import org.zhengzhao.schema.lifecycle.LicenseStatus;
import org.zhengzhao.schema.lifecycle.ReasonCode;
import org.zhengzhao.schema.lifecycle.Standing;
import org.zhengzhao.schema.text.Bilingual;

/**
 * A license as the API shows it.
 *
 * @param validUntil last day on which it is valid; absent where it has none (长期)
 * @param predecessor the version in whose place this one was issued
 * @param successor the version that takes the place of this one, from the moment at which this one is superseded
 * @param status status at {@code asOf}
 * @param statusSince from when it has the status; absent before its first day
 * @param statusReason the decision that led to the status; absent where dates decide alone
 * @param asOf the moment at which the status is told
 * @param knownAt the moment whose knowledge counts: what the registry learned later is left out
 * @param digest license digest in hexadecimal
 * @param links addresses of the faces; reading them needs a purpose like every read
 */
@Schema(name = "License")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LicenseDocument(
        String identifier,
        String typeCode,
        int typeVersion,
        Map<String, String> typeName,
        @Nullable String number,
        AuthorityDocument issuingAuthority,
        @Nullable List<HolderDocument> holders,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        @Nullable String areaCode,
        Map<String, Object> fields,
        @Nullable String predecessor,
        @Nullable String successor,
        LicenseStatus status,
        @Nullable Instant statusSince,
        @Nullable StatusReasonDocument statusReason,
        Instant asOf,
        Instant knownAt,
        @Nullable String digest,
        Map<String, String> links,

        @Schema(
                description =
                        "What the grant does not cover, as JSON Pointers; absent where it covers the whole license")
        @Nullable
        List<String> withheld) {
    @Schema(name = "Authority")
    public record AuthorityDocument(String code, String name) {}

    @Schema(name = "Holder")
    public record HolderDocument(String name, String codeType, String code) {}

    /** Why a license has its status. */
    @Schema(name = "StatusReason")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StatusReasonDocument(
            Act act,
            @Nullable ReasonCode reasonCode,
            @Nullable String reason,
            @Nullable String documentNumber) {
        static StatusReasonDocument of(LicenseEvent event) {
            return new StatusReasonDocument(
                    event.act(),
                    event.decision().map(Decision::reasonCode).orElse(null),
                    event.decision().flatMap(Decision::reason).orElse(null),
                    event.decision().map(Decision::documentNumber).orElse(null));
        }
    }

    public static LicenseDocument of(
            StoredLicense license,
            Standing standing,
            Optional<LicenseIdentifier> successor,
            Instant asOf,
            Instant knownAt) {
        LicenseContent content = license.content();
        String identifier = content.identifier().value();
        return new LicenseDocument(
                identifier,
                content.identifier().type().value(),
                content.typeVersion(),
                texts(content.typeName()),
                content.number(),
                new AuthorityDocument(
                        content.issuingAuthority().code().value(),
                        content.issuingAuthority().name()),
                content.holders().stream()
                        .map(holder -> new HolderDocument(
                                holder.name(),
                                holder.code().type().code(),
                                holder.code().value()))
                        .toList(),
                content.issuedOn(),
                content.validity().firstDay(),
                content.validity().lastDay().orElse(null),
                content.areaCode(),
                plain(content.fields()),
                content.predecessor().map(LicenseIdentifier::value).orElse(null),
                successor.map(LicenseIdentifier::value).orElse(null),
                standing.status(),
                standing.since().orElse(null),
                standing.cause().map(StatusReasonDocument::of).orElse(null),
                asOf,
                knownAt,
                license.digest().hex(),
                links(identifier),
                null);
    }

    /** The same with what may be shown, and the names of the rest. */
    public LicenseDocument released(Released released) {
        return switch (released) {
            case Released.Everything everything -> this;
            case Released.Parts parts ->
                new LicenseDocument(
                        identifier,
                        typeCode,
                        typeVersion,
                        typeName,
                        shown(parts, "/number", number),
                        issuingAuthority,
                        shown(parts, "/holders", holders),
                        shown(parts, "/issuedOn", issuedOn),
                        shown(parts, "/validFrom", validFrom),
                        shown(parts, "/validUntil", validUntil),
                        shown(parts, "/areaCode", areaCode),
                        shownFields(parts),
                        predecessor,
                        successor,
                        status,
                        statusSince,
                        shown(parts, "/statusReason", statusReason),
                        asOf,
                        knownAt,
                        null,
                        Map.of("self", links.getOrDefault("self", "")),
                        parts.withheld());
        };
    }

    private Map<String, Object> shownFields(Released.Parts parts) {
        Map<String, Object> shown = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (parts.includes("/fields/" + name)) {
                shown.put(name, value);
            }
        });
        return shown;
    }

    private static <T> @Nullable T shown(Released.Parts parts, String pointer, @Nullable T value) {
        return parts.includes(pointer) ? value : null;
    }

    /** A text in both languages, by language tag. */
    public static Map<String, String> texts(Bilingual text) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("zh-CN", text.chinese());
        texts.put("en", text.english());
        return texts;
    }

    /** The same with the addresses under which the holder reads it. */
    public LicenseDocument forHolder() {
        return new LicenseDocument(
                identifier,
                typeCode,
                typeVersion,
                typeName,
                number,
                issuingAuthority,
                holders,
                issuedOn,
                validFrom,
                validUntil,
                areaCode,
                fields,
                predecessor,
                successor,
                status,
                statusSince,
                statusReason,
                asOf,
                knownAt,
                digest,
                Map.of("pdf", "/v1/holder/licenses/" + identifier + "/pdf"),
                withheld);
    }

    private static Map<String, String> links(String identifier) {
        String self = "/v1/licenses/" + identifier;
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("pdf", self + "/pdf");
        links.put("qrPng", self + "/qr.png");
        links.put("qrSvg", self + "/qr.svg");
        links.put("credential", self + "/credential");
        links.put("history", self + "/history");
        return links;
    }

    /** An object as a serializer takes it. */
    public static Map<String, Object> plain(JsonValue.Members members) {
        Map<String, Object> plain = new LinkedHashMap<>();
        members.values().forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static Object plain(JsonValue value) {
        return switch (value) {
            case JsonValue.Text text -> text.value();
            case JsonValue.Whole whole -> whole.value();
            case JsonValue.Flag flag -> flag.value();
            case JsonValue.Items items ->
                items.values().stream().map(LicenseDocument::plain).toList();
            case JsonValue.Members members -> plain(members);
        };
    }
}
