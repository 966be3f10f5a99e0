package org.zhengzhao.registry.issuance;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.registry.lifecycle.EventOrderReader;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.Decision;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.PictureField;

/** Reads orders of next versions, and completes them by what the license says now. One reader reads one order. */
final class VersionOrderReader {
    private static final Set<String> CHANGES =
            Set.of("number", "holders", "issuedOn", "validFrom", "validUntil", "areaCode", "fields");
    /** A reissued license says the same; its pictures have to be sent again, for the license keeps their digests only. */
    private static final Set<String> NEVER_REISSUED =
            Set.of("number", "holders", "validFrom", "validUntil", "areaCode");
    /** What an order can take over from a license as it stands there. */
    private static final List<String> TAKEN_OVER = List.of("typeCode", "number", "holders", "areaCode", "fields");

    private final EventOrderReader events = new EventOrderReader();

    /** What can be told without the license. */
    VersionOrder read(JsonValue.Members body) {
        Map<String, JsonValue> changes = new LinkedHashMap<>(body.values());
        changes.remove("kind");
        changes.remove("decision");
        Optional<Act> kind = events.choice(body, "kind", "", Act.values(), Act::supersedes);
        Optional<Decision> decision = kind.flatMap(known -> events.decision(body, "", known));
        events.unknownMembers(new JsonValue.Members(changes), CHANGES, "");
        if (kind.filter(Act.REISSUE::equals).isPresent()) {
            changes.keySet().stream()
                    .filter(NEVER_REISSUED::contains)
                    .forEach(name -> events.error(
                            "/" + name,
                            "NOT_FOR_REISSUE",
                            "补发不改变内容；请用 CHANGE。",
                            "A reissue changes nothing; use CHANGE."));
        }
        events.refuse();
        return new VersionOrder(kind.orElseThrow(), decision.orElseThrow(), new JsonValue.Members(changes));
    }

    /**
     * The whole order: what was sent, and for the rest what the license says now.
     *
     * @param type the version of the type under which the next version is issued
     */
    JsonValue.Members complete(VersionOrder order, LicenseContent license, LicenseType type, LocalDate today) {
        Map<String, JsonValue> whole = new LinkedHashMap<>();
        JsonValue.Members current = LicenseContentJson.write(license);
        TAKEN_OVER.forEach(name -> current.find(name).ifPresent(value -> whole.put(name, value)));
        switch (order.kind()) {
            case RENEW -> renewed(whole, license, today);
            case CHANGE, REISSUE -> {
                current.find("validFrom").ifPresent(value -> whole.put("validFrom", value));
                current.find("validUntil").ifPresent(value -> whole.put("validUntil", value));
            }
            case ISSUE,
                    SUSPEND,
                    RESUME,
                    TRANSFER_OUT,
                    CANCEL_TRANSFER_OUT,
                    WITHDRAW,
                    ANNUL,
                    REVOKE_AS_PENALTY,
                    CANCEL,
                    CORRECT -> throw new IllegalArgumentException("no next version comes of " + order.kind());
        }
        whole.putAll(order.changes().values());
        whole.put("fields", fields(order, license, type));
        events.refuse();
        return new JsonValue.Members(whole);
    }

    /** By default from the day after the last one, or from today where that is past. */
    private void renewed(Map<String, JsonValue> whole, LicenseContent license, LocalDate today) {
        Optional<LocalDate> last = license.validity().lastDay();
        if (last.isEmpty()) {
            events.error("/kind", "WRONG_VALUE", "长期有效的证照无须延续。", "A license without end needs no renewal.");
            return;
        }
        LocalDate next = last.get().plusDays(1);
        whole.put("validFrom", new JsonValue.Text((next.isBefore(today) ? today : next).toString()));
    }

    private JsonValue fields(VersionOrder order, LicenseContent license, LicenseType type) {
        Optional<JsonValue> sent = order.changes().find("fields");
        if (sent.isPresent() && order.kind() != Act.REISSUE) {
            return sent.get();
        }
        if (sent.isPresent() && !(sent.get() instanceof JsonValue.Members)) {
            events.error("/fields", "TYPE", "应为对象。", "Should be an object.");
            return license.fields();
        }
        Map<String, JsonValue> fields = new LinkedHashMap<>(license.fields().values());
        Map<String, JsonValue> again =
                sent.orElse(JsonValue.Members.EMPTY) instanceof JsonValue.Members members ? members.values() : Map.of();
        List<String> pictures =
                type.fields().pictureFields().stream().map(PictureField::name).toList();
        again.keySet().stream()
                .filter(name -> !pictures.contains(name))
                .forEach(name -> events.error(
                        JsonPointers.member("/fields", name),
                        "NOT_FOR_REISSUE",
                        "补发只须重发照片；改变内容请用 CHANGE。",
                        "Of the fields, a reissue needs pictures only; to change others use CHANGE."));
        for (String picture : pictures) {
            if (again.containsKey(picture)) {
                fields.put(picture, again.get(picture));
            } else if (fields.containsKey(picture)) {
                events.error(
                        JsonPointers.member("/fields", picture),
                        "REQUIRED",
                        "请重新提交照片：证照只保存其摘要。",
                        "Send the picture again: the license keeps its digest only.");
            }
        }
        return new JsonValue.Members(fields);
    }

    /** What only the checked order shows. */
    void requireKept(VersionOrder order, IssueOrder next, LicenseContent license) {
        switch (order.kind()) {
            case RENEW -> {
                Optional<LocalDate> before = license.validity().lastDay();
                Optional<LocalDate> after = next.validity().lastDay();
                if (before.isPresent() && after.isPresent() && !after.get().isAfter(before.get())) {
                    events.error("/validUntil", "WRONG_VALUE", "应晚于原截止日期。", "Should be after the last day until now.");
                }
            }
            case REISSUE -> {
                if (!next.fields().equals(license.fields())) {
                    events.error(
                            "/fields", "NOT_FOR_REISSUE", "照片须与原证照相同。", "The pictures must be those of the license.");
                }
            }
            case CHANGE,
                    ISSUE,
                    SUSPEND,
                    RESUME,
                    TRANSFER_OUT,
                    CANCEL_TRANSFER_OUT,
                    WITHDRAW,
                    ANNUL,
                    REVOKE_AS_PENALTY,
                    CANCEL,
                    CORRECT -> {}
        }
        events.refuse();
    }
}
