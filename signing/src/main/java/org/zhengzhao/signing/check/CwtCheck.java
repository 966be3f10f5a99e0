package org.zhengzhao.signing.check;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.envelope.CoseMessage;
import org.zhengzhao.signing.envelope.CoseVerifier;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.SignatureFinding;
import org.zhengzhao.signing.envelope.TokenClaims;
import org.zhengzhao.signing.envelope.TokenText;
import org.zhengzhao.signing.envelope.TokenTimes;
import org.zhengzhao.signing.status.MalformedStatusException;
import org.zhengzhao.signing.status.StatusReference;

/** Whether a CBOR Web Token (RFC 8392) is signed by a known key and in force at an instant. */
public final class CwtCheck {
    public static final int MAX_OCTETS = TokenText.MAX_OCTETS;

    private final TokenText text;
    private final CoseVerifier verifier;
    private final Instant at;
    private final Duration tolerance;

    /**
     * @param tolerance by how much the clocks of signer and verifier may differ
     */
    public CwtCheck(TokenText text, CoseVerifier verifier, Instant at, Duration tolerance) {
        this.text = Objects.requireNonNull(text);
        this.verifier = Objects.requireNonNull(verifier);
        this.at = Objects.requireNonNull(at);
        this.tolerance = Objects.requireNonNull(tolerance);
    }

    public CheckReport check(Bytes input) {
        JsonValue.Members facts = JsonValue.Members.EMPTY;
        try {
            CoseMessage message = verifier.parse(text.token(input));
            Map<String, JsonValue> read = EnvelopeReports.facts(message);
            facts = new JsonValue.Members(read);
            TokenClaims claims = TokenClaims.parse(verifier.payload(message));
            put(read, claims);
            facts = new JsonValue.Members(read);
            SignatureFinding signature = verifier.judge(message);
            if (signature != SignatureFinding.GENUINE) {
                return CheckReport.reject(signature.name(), signature.detail(), facts);
            }
            TokenTimes.Finding times = claims.times().at(at, tolerance);
            return times == TokenTimes.Finding.IN_FORCE
                    ? CheckReport.accept(facts)
                    : CheckReport.reject(times.name(), times.detail(), facts);
        } catch (MalformedEnvelopeException malformed) {
            return EnvelopeReports.malformed(malformed, facts);
        } catch (MalformedStatusException malformed) {
            return CheckReport.reject("STATUS_REFERENCE", malformed.reason().name(), facts);
        }
    }

    private static void put(Map<String, JsonValue> facts, TokenClaims claims) throws MalformedStatusException {
        EnvelopeReports.putText(facts, "issuer", claims.issuer());
        EnvelopeReports.putText(facts, "subject", claims.subject());
        EnvelopeReports.putText(facts, "issuedAt", claims.times().issuedAt());
        EnvelopeReports.putText(facts, "notBefore", claims.times().notBefore());
        EnvelopeReports.putText(facts, "expires", claims.times().expires());
        facts.put("claims", EnvelopeReports.diagnostic(claims.all()));
        Optional<StatusReference> reference = StatusReference.find(claims.all());
        if (reference.isPresent()) {
            Map<String, JsonValue> status = new LinkedHashMap<>();
            status.put("uri", CheckLine.text(reference.get().uri()));
            status.put("index", new JsonValue.Whole(reference.get().index()));
            facts.put("status", new JsonValue.Members(status));
        }
    }
}
