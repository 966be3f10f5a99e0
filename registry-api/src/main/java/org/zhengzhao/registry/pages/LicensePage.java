package org.zhengzhao.registry.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.Masking;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.lifecycle.LicenseEvent;
import org.zhengzhao.schema.lifecycle.LicenseStatus;
import org.zhengzhao.schema.lifecycle.Standing;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.schema.type.FieldSchema;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.PictureField;

/**
 * A license as its page shows it.
 *
 * @param masked whether the code of a person is shown in part
 * @param status {@code good}, {@code bad} or {@code open}: the look of {@code statusText}
 * @param since from when it has the status, where somebody decided that
 * @param reason why, in the words of the reason code: what a person wrote is not for everybody
 * @param qrSvg markup of our own making, the only value that is not escaped
 * @param qrFragment text of the QR symbol as the fragment of an address
 */
record LicensePage(
        String identifier,
        String typeName,
        String otherTypeName,
        String otherLanguage,
        String number,
        List<HolderLine> holders,
        boolean masked,
        String authority,
        String issuedOn,
        String validity,
        String status,
        String statusText,
        String asOf,
        @Nullable String since,
        @Nullable String reason,
        @Nullable String predecessor,
        @Nullable String successor,
        List<FieldLine> fields,
        String qrSvg,
        String qrFragment) {
    /** A holder; the code of a person is shown in part. */
    record HolderLine(String name, String codeTitle, String code) {}

    LicensePage {
        holders = List.copyOf(holders);
        fields = List.copyOf(fields);
    }

    /**
     * @param qrText text of the QR symbol, without an address before it
     */
    static LicensePage of(
            LicenseHistory license, LicenseType type, Instant now, Language language, String qrSvg, String qrText) {
        LicenseContent content = license.license().content();
        Wording wording = new Wording(language);
        Language other = language == Language.CHINESE ? Language.ENGLISH : Language.CHINESE;
        Standing standing = license.standingNow(now);
        LicenseStatus status = standing.status();
        Optional<LicenseEvent> cause = standing.cause();
        return new LicensePage(
                content.identifier().value(),
                content.typeName().in(language),
                content.typeName().in(other),
                other.tag(),
                content.number(),
                content.holders().stream()
                        .map(holder -> new HolderLine(
                                holder.name(),
                                holder.code().type().title().in(language),
                                holder.code().shown()))
                        .toList(),
                content.holders().stream()
                        .anyMatch(holder -> holder.code().type().naturalPerson()),
                content.issuingAuthority().name(),
                wording.date(content.issuedOn()),
                wording.validity(
                        content.validity().firstDay(), content.validity().lastDay()),
                look(status),
                status.title().in(language),
                wording.time(now),
                cause.map(event -> wording.time(event.effectiveAt())).orElse(null),
                cause.flatMap(LicenseEvent::decision)
                        .map(decision -> wording.sentence(decision.reasonCode().title()))
                        .orElse(null),
                content.predecessor().map(LicenseIdentifier::value).orElse(null),
                license.successor(Instant.MAX).map(LicenseIdentifier::value).orElse(null),
                fields(content.fields(), type.fields(), wording),
                qrSvg,
                qrText.replace("%", "%25").replace(" ", "%20"));
    }

    /** Places where a long identifier may be broken. */
    public List<String> identifierParts() {
        return parts(identifier);
    }

    public List<String> predecessorParts() {
        return predecessor == null ? List.of() : parts(predecessor);
    }

    public List<String> successorParts() {
        return successor == null ? List.of() : parts(successor);
    }

    private static List<String> parts(String identifier) {
        return List.of(identifier.split("(?<=[.])"));
    }

    static String look(LicenseStatus status) {
        return switch (status) {
            case VALID -> "good";
            case NOT_YET_EFFECTIVE -> "open";
            case SUSPENDED, EXPIRED, SUPERSEDED, TRANSFERRED_OUT, WITHDRAWN, ANNULLED, PENALTY_REVOKED, CANCELLED ->
                "bad";
        };
    }

    /** In the order of the type; pictures are left to the PDF. */
    private static List<FieldLine> fields(JsonValue.Members values, FieldSchema schema, Wording wording) {
        Set<String> pictures =
                schema.pictureFields().stream().map(PictureField::name).collect(Collectors.toUnmodifiableSet());
        List<FieldLine> lines = new ArrayList<>();
        for (String name : schema.names()) {
            if (!pictures.contains(name)) {
                values.find(name)
                        .ifPresent(value -> lines.add(FieldLine.asIssued(
                                schema.title(name)
                                        .map((Bilingual title) -> title.in(wording.language()))
                                        .orElse(name),
                                personal(schema, name) ? Masking.masked(wording.value(value)) : wording.value(value))));
            }
        }
        return lines;
    }

    private static boolean personal(FieldSchema schema, String name) {
        return schema.definition().find("properties").orElse(null) instanceof JsonValue.Members properties
                && properties.find(name).orElse(null) instanceof JsonValue.Members property
                && property.findText("format").equals(Optional.of("citizen-number"));
    }
}
