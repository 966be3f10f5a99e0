package org.zhengzhao.signing.check;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborLimits;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.MalformedCborException;
import org.zhengzhao.signing.envelope.CoseMessage;
import org.zhengzhao.signing.envelope.CoseVerifier;
import org.zhengzhao.signing.envelope.KnownKeys;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.SignatureFinding;
import org.zhengzhao.signing.envelope.TokenClaims;
import org.zhengzhao.signing.jose.CompactJws;
import org.zhengzhao.signing.jose.RejectedJoseException;
import org.zhengzhao.signing.status.MalformedStatusException;
import org.zhengzhao.signing.status.StatusList;
import org.zhengzhao.signing.status.StatusListReader;
import org.zhengzhao.signing.status.StatusListToken;
import org.zhengzhao.signing.status.StatusLookup;
import org.zhengzhao.signing.status.StatusReference;
import org.zhengzhao.signing.status.StatusValue;

/**
 * Reads entries of a token status list (draft-ietf-oauth-status-list): of a JWT or CWT, whose signature and times must hold,
 * or of a bare list in JSON or CBOR, which nobody has signed.
 */
public final class StatusListCheck {
    public static final int MAX_OCTETS = CoseMessage.MAX_OCTETS;

    private final KnownKeys keys;
    private final Question question;

    /**
     * What is asked.
     *
     * @param indices entries to be read
     * @param referring a token whose status is asked for: its reference must mean this list, and its status must be valid
     * @param uri the location that the list must name as its own
     * @param tolerance by how much the clocks of signer and verifier may differ
     * @param onlyFresh whether a list whose time to live has passed is refused
     */
    public record Question(
            List<Long> indices,
            Optional<StatusReference> referring,
            Optional<String> uri,
            Instant at,
            Duration tolerance,
            boolean onlyFresh) {
        public Question {
            indices = List.copyOf(indices);
            Objects.requireNonNull(referring);
            Objects.requireNonNull(uri);
            Objects.requireNonNull(at);
            Objects.requireNonNull(tolerance);
        }
    }

    public StatusListCheck(KnownKeys keys, Question question) {
        this.keys = Objects.requireNonNull(keys);
        this.question = Objects.requireNonNull(question);
    }

    /** What was read: a token or a bare list. */
    private sealed interface Input {
        record Token(StatusListToken token, SignatureFinding signature) implements Input {}

        record Bare(StatusList list) implements Input {}
    }

    public CheckReport check(Bytes input) {
        try {
            return switch (read(input)) {
                case Input.Token token -> ofToken(token);
                case Input.Bare bare -> ofList(bare.list());
            };
        } catch (MalformedStatusException malformed) {
            return CheckReport.reject(malformed.reason().name(), malformed.where(), JsonValue.Members.EMPTY);
        } catch (MalformedEnvelopeException malformed) {
            return EnvelopeReports.malformed(malformed, JsonValue.Members.EMPTY);
        }
    }

    private Input read(Bytes input) throws MalformedStatusException, MalformedEnvelopeException {
        if (looksLikeJws(input)) {
            CompactJws token = jws(input);
            return new Input.Token(StatusListReader.read(token), keys.judge(token));
        }
        if (input.length() > 0 && input.at(0) == '{') {
            try {
                return new Input.Bare(StatusListReader.list(StrictJson.readObject(input.toArray(), MAX_OCTETS)));
            } catch (MalformedJsonException malformed) {
                throw new MalformedEnvelopeException(
                        MalformedEnvelopeException.Reason.JSON,
                        malformed.reason().name());
            }
        }
        Optional<CborItem.Pairs> bare = bare(input);
        if (bare.isPresent()) {
            return new Input.Bare(StatusListReader.list(bare.get()));
        }
        CoseVerifier verifier = new CoseVerifier(new CoseVerifier.Signers.Keys(keys), CoseVerifier.Rules.STRICT);
        CoseMessage message = verifier.parse(input);
        TokenClaims claims = TokenClaims.parse(verifier.payload(message));
        return new Input.Token(StatusListReader.read(message, claims), verifier.judge(message));
    }

    private static boolean looksLikeJws(Bytes input) {
        return input.length() > 2 && input.at(0) == 'e' && input.at(1) == 'y';
    }

    /** One line break at the end, as editors leave it, does not belong to the text. */
    private static CompactJws jws(Bytes input) throws MalformedEnvelopeException {
        String text = new String(input.toArray(), StandardCharsets.ISO_8859_1);
        try {
            return CompactJws.parse(text.replaceFirst("\r?\n\\z", ""));
        } catch (RejectedJoseException rejected) {
            throw new MalformedEnvelopeException(
                    MalformedEnvelopeException.Reason.JWS, rejected.reason().name());
        }
    }

    private static Optional<CborItem.Pairs> bare(Bytes input) throws MalformedEnvelopeException {
        try {
            return CborReader.read(input, CborLimits.DEFAULT.withOctets(MAX_OCTETS))
                    .item()
                    .asPairs();
        } catch (MalformedCborException malformed) {
            throw new MalformedEnvelopeException(
                    MalformedEnvelopeException.Reason.CBOR, malformed.reason() + " at octet " + malformed.offset());
        }
    }

    private CheckReport ofToken(Input.Token input) {
        StatusListToken token = input.token();
        Map<String, JsonValue> facts = facts(token.list());
        facts.put("form", new JsonValue.Text(token.form().name()));
        facts.put("subject", CheckLine.text(token.subject()));
        EnvelopeReports.putText(facts, "issuedAt", token.times().issuedAt());
        EnvelopeReports.putText(facts, "expires", token.times().expires());
        token.timeToLive().ifPresent(life -> facts.put("timeToLive", new JsonValue.Whole(life.toSeconds())));
        if (input.signature() != SignatureFinding.GENUINE) {
            return reject(input.signature().name(), input.signature().detail(), facts);
        }
        if (question.uri().filter(uri -> !uri.equals(token.subject())).isPresent()) {
            return reject("ANOTHER_LIST", "sub is another location", facts);
        }
        List<Long> indices = new ArrayList<>(question.indices());
        if (question.referring().isPresent()) {
            if (!question.referring().get().uri().equals(token.subject())) {
                return reject("ANOTHER_LIST", "the token refers to another list", facts);
            }
            indices.add(question.referring().get().index());
        }
        List<JsonValue> statuses = new ArrayList<>();
        // With nothing to look up, the times are judged all the same.
        for (long index : indices.isEmpty() ? List.of(0L) : indices) {
            switch (StatusLookup.of(token, index, question.at(), question.tolerance())) {
                case StatusLookup.NotInForce not -> {
                    return reject(not.finding().name(), not.finding().detail(), facts);
                }
                case StatusLookup.AnotherList another -> {
                    return reject("ANOTHER_LIST", "the token refers to another list", facts);
                }
                case StatusLookup.BeyondTheEnd beyond -> {
                    return beyondTheEnd(index, facts);
                }
                case StatusLookup.Found found -> {
                    facts.put("fresh", new JsonValue.Flag(found.fresh()));
                    if (question.onlyFresh() && !found.fresh()) {
                        return reject("STALE", "the time to live has passed since the list was issued", facts);
                    }
                    statuses.add(status(index, found.status()));
                }
            }
        }
        if (!indices.isEmpty()) {
            facts.put("statuses", new JsonValue.Items(statuses));
        }
        return judged(token.list(), facts);
    }

    private CheckReport judged(StatusList list, Map<String, JsonValue> facts) {
        OptionalInt status = question.referring().isPresent()
                ? list.find(question.referring().get().index())
                : OptionalInt.empty();
        return status.isPresent() && StatusValue.of(status.getAsInt()) != StatusValue.VALID
                ? reject("STATUS_" + StatusValue.of(status.getAsInt()), "the status of the token is not valid", facts)
                : CheckReport.accept(new JsonValue.Members(facts));
    }

    private CheckReport ofList(StatusList list) {
        Map<String, JsonValue> facts = facts(list);
        facts.put("form", new JsonValue.Text("UNSIGNED"));
        if (question.referring().isPresent() || question.uri().isPresent()) {
            return reject("ANOTHER_LIST", "a bare list has no location", facts);
        }
        List<JsonValue> statuses = new ArrayList<>();
        for (long index : question.indices()) {
            OptionalInt status = list.find(index);
            if (status.isEmpty()) {
                return beyondTheEnd(index, facts);
            }
            statuses.add(status(index, status.getAsInt()));
        }
        if (!statuses.isEmpty()) {
            facts.put("statuses", new JsonValue.Items(statuses));
        }
        return CheckReport.accept(new JsonValue.Members(facts));
    }

    private static Map<String, JsonValue> facts(StatusList list) {
        Map<String, JsonValue> facts = new LinkedHashMap<>();
        facts.put("bits", new JsonValue.Whole(list.bits()));
        facts.put("size", new JsonValue.Whole(list.size()));
        return facts;
    }

    private static JsonValue status(long index, int status) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("index", new JsonValue.Whole(index));
        members.put("status", new JsonValue.Whole(status));
        members.put("meaning", new JsonValue.Text(StatusValue.of(status).name()));
        return new JsonValue.Members(members);
    }

    private static CheckReport beyondTheEnd(long index, Map<String, JsonValue> facts) {
        return reject("INDEX", "the list ends before index " + index, facts);
    }

    private static CheckReport reject(String code, String detail, Map<String, JsonValue> facts) {
        return CheckReport.reject(code, detail, new JsonValue.Members(facts));
    }
}
