package org.zhengzhao.registry.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseDigest;
import org.zhengzhao.schema.lifecycle.LicenseEvent;

/**
 * What is signed of an event.
 *
 * @param successor the version that takes the license's place by it
 * @param causedBy the event of an earlier version that is carried to this license by it
 * @param previous SHA-256 of the signed entry before it in the history of the license
 */
public record EventStatement(
        LicenseIdentifier license,
        LicenseDigest licenseDigest,
        LicenseEvent event,
        String recordedBy,
        Optional<LicenseIdentifier> successor,
        Optional<UUID> causedBy,
        Optional<Bytes> previous) {
    public EventStatement {
        Objects.requireNonNull(license);
        Objects.requireNonNull(licenseDigest);
        Objects.requireNonNull(event);
        Objects.requireNonNull(recordedBy);
        Objects.requireNonNull(successor);
        Objects.requireNonNull(causedBy);
        Objects.requireNonNull(previous);
    }

    Bytes canonical() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("event", text(event.id().toString()));
        members.put("license", text(license.value()));
        members.put("licenseDigest", text(licenseDigest.hex()));
        members.put("position", new JsonValue.Whole(event.position()));
        members.put("act", text(event.act().name()));
        members.put("effectiveAt", text(event.effectiveAt().toString()));
        members.put("recordedAt", text(event.recordedAt().toString()));
        members.put("recordedBy", text(recordedBy));
        event.decision().ifPresent(decision -> {
            Map<String, JsonValue> evidence = new LinkedHashMap<>();
            evidence.put("decidedBy", text(decision.decidedBy()));
            evidence.put("documentNumber", text(decision.documentNumber()));
            evidence.put("reasonCode", text(decision.reasonCode().name()));
            decision.reason().ifPresent(reason -> evidence.put("reason", text(reason)));
            members.put("decision", new JsonValue.Members(evidence));
        });
        event.corrects().ifPresent(corrected -> members.put("corrects", text(corrected.toString())));
        successor.ifPresent(next -> members.put("successor", text(next.value())));
        causedBy.ifPresent(cause -> members.put("causedBy", text(cause.toString())));
        previous.ifPresent(digest -> members.put("previous", text(digest.toHex())));
        return CanonicalJson.bytes(new JsonValue.Members(members));
    }

    private static JsonValue text(String value) {
        return new JsonValue.Text(value);
    }
}
