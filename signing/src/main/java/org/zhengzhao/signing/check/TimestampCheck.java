package org.zhengzhao.signing.check;

import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.timestamp.MalformedTimestampException;
import org.zhengzhao.signing.timestamp.TimestampInfo;
import org.zhengzhao.signing.timestamp.TimestampJudgement;
import org.zhengzhao.signing.timestamp.TimestampProblem;
import org.zhengzhao.signing.timestamp.TimestampRequest;
import org.zhengzhao.signing.timestamp.TimestampResponse;
import org.zhengzhao.signing.timestamp.TimestampToken;
import org.zhengzhao.signing.timestamp.TimestampVerifier;

/**
 * Checks a timestamp response or a bare token (RFC 3161). What is not given is not checked, and the facts say so: without
 * trusted certificates the token is held against the certificate that it carries, which proves no more than that it is whole.
 */
public final class TimestampCheck {
    private final Provider provider;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public TimestampCheck(Provider provider) {
        this.provider = Objects.requireNonNull(provider);
    }

    /**
     * What a token is held against.
     *
     * @param data what was timestamped
     * @param request what was sent to the authority
     * @param trust certificates of authorities; empty where trust is not asked about
     * @param at the instant as of which is judged
     */
    public record Options(
            Optional<Bytes> data,
            Optional<TimestampRequest> request,
            Optional<List<X509Certificate>> trust,
            Instant at) {
        public Options {
            Objects.requireNonNull(data);
            Objects.requireNonNull(request);
            trust = trust.map(List::copyOf);
            Objects.requireNonNull(at);
        }
    }

    public CheckReport check(Bytes input, Options options) {
        try {
            Map<String, JsonValue> facts = new LinkedHashMap<>();
            Optional<TimestampToken> token = token(input, facts);
            return token.isPresent()
                    ? judge(token.get(), options, facts)
                    : CheckReport.reject(
                            "NOT_GRANTED", "the authority gave no timestamp", new JsonValue.Members(facts));
        } catch (MalformedTimestampException malformed) {
            return CheckReport.unreadable(
                    malformed.reason().name(), "not a timestamp response or token that can be read");
        }
    }

    /** A response has a status first, a token an object identifier: no input can be both. */
    private Optional<TimestampToken> token(Bytes input, Map<String, JsonValue> facts)
            throws MalformedTimestampException {
        MalformedTimestampException noToken;
        try {
            TimestampToken token = TimestampToken.parse(input, provider);
            facts.put("form", text("token"));
            return Optional.of(token);
        } catch (MalformedTimestampException other) {
            noToken = other;
        }
        try {
            TimestampResponse response = TimestampResponse.parse(input, provider);
            facts.put("form", text("response"));
            facts.put("status", text(response.status().name()));
            response.failures().stream()
                    .sorted()
                    .findFirst()
                    .ifPresent(failure -> facts.put("failure", text(failure.name())));
            return response.token();
        } catch (MalformedTimestampException noResponse) {
            // The more telling of the two.
            throw switch (noToken.reason()) {
                case SIGNER_INFO, TST_INFO, TOO_LARGE -> noToken;
                case ASN1, REQUEST, RESPONSE, TOKEN -> noResponse;
            };
        }
    }

    private CheckReport judge(TimestampToken token, Options options, Map<String, JsonValue> facts) {
        List<X509Certificate> trusted = options.trust().orElseGet(token::certificates);
        TimestampVerifier verifier = new TimestampVerifier(trusted, provider);
        TimestampJudgement judgement = options.request().isPresent()
                ? verifier.judge(token, options.request().get(), options.at())
                : verifier.judgeSigner(token, options.at());
        List<TimestampProblem> problems = new ArrayList<>(judgement.problems());
        if (options.data().isPresent()
                && !token.imprintMatches(ByteBuffer.wrap(options.data().get().toArray()))
                && !problems.contains(TimestampProblem.IMPRINT_MISMATCH)) {
            problems.add(TimestampProblem.IMPRINT_MISMATCH);
        }
        describe(token, judgement, options, facts);
        JsonValue.Members all = new JsonValue.Members(facts);
        return problems.isEmpty()
                ? CheckReport.accept(all)
                : CheckReport.reject(problems.getFirst().name(), "does not hold: " + problems, all);
    }

    private void describe(
            TimestampToken token, TimestampJudgement judgement, Options options, Map<String, JsonValue> facts) {
        TimestampInfo info = token.info();
        facts.put("genTime", text(info.time().toString()));
        info.accuracy().ifPresent(accuracy -> facts.put("accuracy", text(accuracy.toString())));
        facts.put("ordering", new JsonValue.Flag(info.ordering()));
        facts.put("policy", text(info.policy()));
        facts.put("serialNumber", text(info.serialNumber().toString(16)));
        info.nonce().ifPresent(nonce -> facts.put("nonce", text(nonce.toString(16))));
        facts.put(
                "imprintAlgorithm",
                text(info.imprint()
                        .algorithm()
                        .map(algorithm -> algorithm.label())
                        .orElse(info.imprint().identifier())));
        facts.put("imprint", text(info.imprint().digest().toHex()));
        info.authority().ifPresent(name -> facts.put("authority", CheckLine.text(name)));
        facts.put("certificates", new JsonValue.Whole(token.certificates().size()));
        facts.put(
                "signatureVerifies",
                new JsonValue.Flag(
                        judgement.signer().filter(token::signatureVerifies).isPresent()));
        judgement.signer().ifPresent(signer -> {
            facts.put("signer", CheckLine.text(signer.getSubjectX500Principal().getName()));
            facts.put("signerNotAfter", text(signer.getNotAfter().toInstant().toString()));
            facts.put(
                    "signerExpiredSince",
                    new JsonValue.Flag(options.at().isAfter(signer.getNotAfter().toInstant())));
        });
        facts.put(
                "imprintChecked",
                new JsonValue.Flag(
                        options.data().isPresent() || options.request().isPresent()));
        facts.put("trustChecked", new JsonValue.Flag(options.trust().isPresent()));
    }

    private static JsonValue text(String value) {
        return new JsonValue.Text(value);
    }
}
