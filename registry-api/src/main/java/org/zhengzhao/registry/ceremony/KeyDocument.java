package org.zhengzhao.registry.ceremony;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.trust.KeyCeremony;
import org.zhengzhao.registry.trust.KeyPlace;
import org.zhengzhao.registry.trust.KeyPurpose;
import org.zhengzhao.registry.trust.KeyState;
import org.zhengzhao.registry.trust.KeyWarning;
import org.zhengzhao.registry.trust.RegistryKey;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.Suite;

/**
 * A key as the API shows it to operators.
 *
 * @param label name under which its place has the private key
 * @param fingerprint SHA-256 of the certificate in hexadecimal; absent until there is one
 * @param validUntil end of the certificate, or of one above it if that ends first
 * @param daysLeft whole days until then
 * @param warning absent where there is time
 * @param compromisedSince from when on somebody else may have had it
 * @param ceremonies what was done to the key, oldest first; only where one key was asked for
 */
@Schema(name = "Key")
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyDocument(
        UUID id,
        KeyPurpose purpose,
        @Nullable String authority,
        Suite suite,
        KeyState state,
        KeyPlace place,
        String label,
        @Nullable String fingerprint,
        @Nullable String subject,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable Long daysLeft,
        @Nullable KeyWarning warning,
        EventDocument created,
        @Nullable EventDocument activated,
        @Nullable EventDocument retired,
        @Nullable Instant compromisedSince,
        @Nullable List<CeremonyDocument> ceremonies,
        Map<String, String> links) {
    @Schema(name = "KeyEvent")
    record EventDocument(Instant at, String by) {}

    @Schema(name = "KeyCeremony")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CeremonyDocument(
            Instant at,
            KeyCeremony.Act act,
            String clientId,
            String conductedBy,
            List<String> witnesses,
            String note,
            @Nullable String fingerprint) {}

    static KeyDocument of(RegistryKey key, Instant now) {
        return of(key, null, now);
    }

    static KeyDocument of(KeyService.KeyHistory history, Instant now) {
        return of(
                history.key(),
                history.ceremonies().stream().map(KeyDocument::ceremony).toList(),
                now);
    }

    private static KeyDocument of(RegistryKey key, @Nullable List<CeremonyDocument> ceremonies, Instant now) {
        String self = "/v1/keys/" + key.id();
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        if (key.state() == KeyState.REQUESTED) {
            links.put("request", self + "/request");
        }
        if (!key.certificates().isEmpty()) {
            links.put("certificates", self + "/certificates");
        }
        Optional<KeyCertificate> certificate = key.certificates().isEmpty()
                ? Optional.empty()
                : Optional.of(new KeyCertificate(key.suite(), key.certificates()));
        return new KeyDocument(
                key.id(),
                key.purpose(),
                key.authority().map(Uscc::value).orElse(null),
                key.suite(),
                key.state(),
                key.place(),
                key.label(),
                certificate.map(KeyCertificate::fingerprint).map(Bytes::toHex).orElse(null),
                certificate
                        .map(known ->
                                known.certificate().getSubjectX500Principal().getName())
                        .orElse(null),
                certificate
                        .map(known -> known.certificate().getNotBefore().toInstant())
                        .orElse(null),
                key.endsFirst().map(first -> first.getNotAfter().toInstant()).orElse(null),
                key.daysLeft(now).orElse(null),
                KeyWarning.of(key, now).orElse(null),
                event(key.created()),
                key.activated().map(KeyDocument::event).orElse(null),
                key.retired().map(KeyDocument::event).orElse(null),
                key.compromisedSince().orElse(null),
                ceremonies,
                links);
    }

    private static EventDocument event(RegistryKey.Event event) {
        return new EventDocument(event.at(), event.by());
    }

    private static CeremonyDocument ceremony(KeyCeremony ceremony) {
        return new CeremonyDocument(
                ceremony.at(),
                ceremony.act(),
                ceremony.clientId(),
                ceremony.conductedBy(),
                ceremony.witnesses(),
                ceremony.note(),
                ceremony.fingerprint().map(Bytes::toHex).orElse(null));
    }
}
