package org.zhengzhao.signing.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.cbor.CborDiagnostic;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.envelope.CoseHeaders;
import org.zhengzhao.signing.envelope.CoseMessage;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;

/** What the checks of signed messages say alike. */
final class EnvelopeReports {
    private static final int MAX_DIAGNOSTIC = 2000;

    private EnvelopeReports() {}

    static CheckReport malformed(MalformedEnvelopeException malformed, JsonValue.Members facts) {
        return CheckReport.reject(malformed.reason().name(), malformed.where(), facts);
    }

    /** Headers and sizes of a message. */
    static Map<String, JsonValue> facts(CoseMessage message) {
        Map<String, JsonValue> facts = new LinkedHashMap<>();
        facts.put("tag", new JsonValue.Whole(message.type()));
        facts.putAll(headers(message.body()).values());
        message.payload().ifPresent(payload -> facts.put("payloadOctets", new JsonValue.Whole(payload.length())));
        if (message.type() == CoseMessage.SEVERAL_SIGNERS) {
            List<JsonValue> signers = message.signatures().stream()
                    .<JsonValue>map(signature -> headers(signature.headers()))
                    .toList();
            facts.put("signers", new JsonValue.Items(signers));
        }
        return facts;
    }

    private static JsonValue.Members headers(CoseHeaders headers) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("protected", diagnostic(headers.protectedOnes()));
        members.put("unprotected", diagnostic(headers.unprotectedOnes()));
        return new JsonValue.Members(members);
    }

    static JsonValue diagnostic(CborItem item) {
        return CheckLine.text(CborDiagnostic.of(item, MAX_DIAGNOSTIC));
    }

    static void putText(Map<String, JsonValue> facts, String name, Optional<?> value) {
        value.ifPresent(present -> facts.put(name, CheckLine.text(present.toString())));
    }
}
