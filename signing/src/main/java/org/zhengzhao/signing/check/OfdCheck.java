package org.zhengzhao.signing.check;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.ofd.MalformedOfdException;
import org.zhengzhao.signing.ofd.OfdJudgement;
import org.zhengzhao.signing.ofd.OfdProblem;
import org.zhengzhao.signing.ofd.OfdVerifier;
import org.zhengzhao.signing.trust.TrustStore;

/**
 * Whether the seals and signatures of an OFD document hold and cover all of it. Without trusted certificates nothing is proven of who
 * signed, and the facts say so.
 */
public final class OfdCheck {
    public static final int MAX_OCTETS = OfdVerifier.MAX_OCTETS;

    private final OfdVerifier verifier;
    private final boolean trusting;
    private final Instant at;

    /**
     * @param trust certificates of authorities; empty where trust is not asked about
     * @param at the instant as of which is judged
     * @param provider Bouncy Castle, made once by the caller
     */
    public OfdCheck(Optional<List<X509Certificate>> trust, Instant at, Provider provider) {
        this.verifier = new OfdVerifier(trust.map(certificates -> TrustStore.of(certificates, provider)), provider);
        this.trusting = trust.isPresent();
        this.at = Objects.requireNonNull(at);
    }

    public CheckReport check(Bytes input) {
        OfdJudgement judgement;
        try {
            judgement = verifier.judge(input, at);
        } catch (MalformedOfdException malformed) {
            return CheckReport.reject(malformed.reason().name(), malformed.where(), JsonValue.Members.EMPTY);
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("parts", new JsonValue.Whole(judgement.parts()));
        members.put("partsNotCovered", new JsonValue.Whole(judgement.uncovered()));
        List<JsonValue> signatures = new ArrayList<>();
        judgement.signatures().forEach(signature -> signatures.add(describe(signature)));
        members.put("signatures", new JsonValue.Items(signatures));
        members.put("trustChecked", new JsonValue.Flag(trusting));
        JsonValue.Members facts = new JsonValue.Members(members);
        return judgement.problems().isEmpty()
                ? CheckReport.accept(facts)
                : CheckReport.reject(
                        judgement.problems().getFirst().name(), "does not hold: " + judgement.problems(), facts);
    }

    private static JsonValue describe(OfdJudgement.JudgedSignature signature) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("path", CheckLine.text(signature.path()));
        members.put("form", new JsonValue.Text(signature.form().name()));
        signature.sealVersion().ifPresent(version -> members.put("sealVersion", new JsonValue.Whole(version)));
        EnvelopeReports.putText(members, "sealName", signature.sealName());
        members.put(
                "signer",
                CheckLine.text(signature.signer().getSubjectX500Principal().getName()));
        EnvelopeReports.putText(members, "time", signature.time());
        members.put("references", new JsonValue.Whole(signature.references()));
        members.put("timestamped", new JsonValue.Flag(signature.stamped()));
        members.put("problems", problems(signature.problems()));
        return new JsonValue.Members(members);
    }

    private static JsonValue problems(Collection<OfdProblem> problems) {
        return new JsonValue.Items(problems.stream()
                .<JsonValue>map(problem -> new JsonValue.Text(problem.name()))
                .toList());
    }
}
