package org.zhengzhao.signing.check;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.envelope.KnownKeys;
import org.zhengzhao.signing.envelope.SignatureFinding;
import org.zhengzhao.signing.envelope.TokenTimes;
import org.zhengzhao.signing.jose.CompactJws;
import org.zhengzhao.signing.sdjwt.ClaimTimes;
import org.zhengzhao.signing.sdjwt.ClaimValue;
import org.zhengzhao.signing.sdjwt.KeyBinding;
import org.zhengzhao.signing.sdjwt.KeyBindingDemand;
import org.zhengzhao.signing.sdjwt.KeyBindingFinding;
import org.zhengzhao.signing.sdjwt.MalformedSdJwtException;
import org.zhengzhao.signing.sdjwt.SdJwt;
import org.zhengzhao.signing.sdjwt.SdJwtVerifier;

/**
 * Whether an SD-JWT (RFC 9901) is signed by a known issuer, discloses nothing but what the issuer signed, is in force, and is
 * presented by its holder.
 */
public final class SdJwtCheck {
    public static final int MAX_OCTETS = SdJwt.MAX_CHARACTERS;

    private final SdJwtVerifier verifier;
    private final Question question;

    /**
     * What is asked.
     *
     * @param tolerance by how much the clocks of issuer, holder and verifier may differ
     */
    public record Question(KeyBindingDemand keyBinding, Instant at, Duration tolerance) {
        public Question {
            Objects.requireNonNull(keyBinding);
            Objects.requireNonNull(at);
            Objects.requireNonNull(tolerance);
        }
    }

    public SdJwtCheck(KnownKeys issuers, Question question, Provider provider) {
        this.verifier = new SdJwtVerifier(issuers, provider);
        this.question = Objects.requireNonNull(question);
    }

    public CheckReport check(Bytes input) {
        Map<String, JsonValue> facts = new LinkedHashMap<>();
        try {
            // One line break at the end, as editors leave it, does not belong to the token.
            SdJwt token = SdJwt.parse(new String(input.toArray(), StandardCharsets.UTF_8).replaceFirst("\r?\n\\z", ""));
            describe(token, facts);
            return judge(token, facts);
        } catch (MalformedSdJwtException malformed) {
            return CheckReport.reject(malformed.reason().name(), malformed.where(), new JsonValue.Members(facts));
        }
    }

    private static void describe(SdJwt token, Map<String, JsonValue> facts) throws MalformedSdJwtException {
        CompactJws first = token.signed().getFirst();
        facts.put("form", new JsonValue.Text(token.form().name()));
        EnvelopeReports.putText(facts, "type", first.type());
        facts.put("algorithm", CheckLine.text(first.algorithm()));
        EnvelopeReports.putText(facts, "keyIdentifier", first.keyIdentifier());
        facts.put("disclosures", new JsonValue.Whole(token.disclosures().size()));
        facts.put("digestAlgorithm", new JsonValue.Text(token.hash().registered()));
    }

    /** Nothing is said of claims that nobody has signed, hence the order (RFC 9901 §7.1). */
    private CheckReport judge(SdJwt token, Map<String, JsonValue> facts) throws MalformedSdJwtException {
        SignatureFinding signature = verifier.signature(token);
        if (signature != SignatureFinding.GENUINE) {
            return reject(signature.name(), signature.detail(), facts);
        }
        ClaimValue.Members claims = token.claims();
        facts.put("claims", new JsonValue.Text(claims.toJson()));
        TokenTimes times = ClaimTimes.of(claims);
        EnvelopeReports.putText(facts, "issuedAt", times.issuedAt());
        EnvelopeReports.putText(facts, "notBefore", times.notBefore());
        EnvelopeReports.putText(facts, "expires", times.expires());
        TokenTimes.Finding inForce = times.at(question.at(), question.tolerance());
        if (inForce != TokenTimes.Finding.IN_FORCE) {
            return reject(inForce.name(), inForce.detail(), facts);
        }
        Optional<KeyBinding> binding = verifier.keyBinding(token);
        facts.put("keyBound", new JsonValue.Flag(binding.isPresent()));
        binding.ifPresent(found -> facts.put("keyBinding", describe(found)));
        KeyBindingFinding bound =
                verifier.judge(token, claims, question.keyBinding(), question.at(), question.tolerance());
        return bound == KeyBindingFinding.BOUND
                ? CheckReport.accept(new JsonValue.Members(facts))
                : reject(bound.name(), bound.detail(), facts);
    }

    private JsonValue describe(KeyBinding binding) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("issuedAt", CheckLine.text(binding.issuedAt().toString()));
        members.put("audience", CheckLine.text(binding.audience()));
        members.put("nonce", CheckLine.text(binding.nonce()));
        members.put(
                "audienceChecked",
                new JsonValue.Flag(question.keyBinding().audience().isPresent()));
        members.put(
                "nonceChecked", new JsonValue.Flag(question.keyBinding().nonce().isPresent()));
        return new JsonValue.Members(members);
    }

    private static CheckReport reject(String code, String detail, Map<String, JsonValue> facts) {
        return CheckReport.reject(code, detail, new JsonValue.Members(facts));
    }
}
