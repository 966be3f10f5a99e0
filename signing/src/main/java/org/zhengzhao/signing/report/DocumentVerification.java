package org.zhengzhao.signing.report;

import java.io.InputStream;
import java.security.Provider;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.collect.Document;
import org.zhengzhao.signing.collect.DocumentReader;
import org.zhengzhao.signing.collect.FactCollector;
import org.zhengzhao.signing.collect.Refusal;
import org.zhengzhao.signing.collect.UnreadableDocumentException;
import org.zhengzhao.signing.verify.Claim;
import org.zhengzhao.signing.verify.Evidence;
import org.zhengzhao.signing.verify.Facts;
import org.zhengzhao.signing.verify.Outcome;
import org.zhengzhao.signing.verify.Statement;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;
import org.zhengzhao.signing.verify.Verifier;

/** From octets to a report: reads, collects, judges. What the command line, the service and the pages call. */
public final class DocumentVerification {
    private final TrustPolicy policy;
    private final DocumentReader reader = new DocumentReader();
    private final FactCollector collector;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public DocumentVerification(TrustPolicy policy, Provider provider) {
        this.policy = Objects.requireNonNull(policy);
        this.collector = new FactCollector(policy.trust(), provider);
    }

    /**
     * @param name what the report calls the document
     * @param at the time as of which is judged
     */
    public Report verify(String name, Bytes octets, Instant at) {
        try {
            return verify(name, reader.read(octets), at);
        } catch (UnreadableDocumentException unreadable) {
            return new Report.Unreadable(name, unreadable.refusal(), at);
        }
    }

    /**
     * Verifies a receipt together with the answer that it is filed with.
     *
     * @param answerDigest SHA-256 of the answer, octet for octet as it was received
     */
    public Report verify(String name, InputStream receipt, Bytes answerDigest, Instant at) {
        try {
            Document document = reader.read(receipt);
            if (document instanceof Document.ReceiptFile file) {
                return verify(name, file.withAnswer(answerDigest), at);
            }
            return new Report.Unreadable(name, Refusal.NOT_A_RECEIPT, at);
        } catch (UnreadableDocumentException unreadable) {
            return new Report.Unreadable(name, unreadable.refusal(), at);
        }
    }

    /** The same for a stream, which is read no further than to the limit. */
    public Report verify(String name, InputStream stream, Instant at) {
        try {
            return verify(name, reader.read(stream), at);
        } catch (UnreadableDocumentException unreadable) {
            return new Report.Unreadable(name, unreadable.refusal(), at);
        }
    }

    private Report verify(String name, Document document, Instant at) throws UnreadableDocumentException {
        Facts facts = collector.collect(document);
        Verdict verdict = Verifier.judge(facts, policy, at);
        // What no signature binds is not repeated: it may have been written by anybody since.
        Optional<Statement> statement =
                signatureBinds(verdict.evidence()) ? facts.statement().map(said -> said) : Optional.empty();
        return new Report.Judged(
                name,
                document.kind(),
                verdict,
                statement,
                facts.signer().map(signer -> signer.signer()),
                at,
                Verifier.statusAsOf(facts, policy, at));
    }

    private static boolean signatureBinds(Evidence evidence) {
        boolean genuine = evidence.outcome(Claim.SIGNATURE_GENUINE) == Outcome.PASSED;
        return switch (evidence.face()) {
            case CREDENTIAL, RECEIPT -> genuine;
            case PDF ->
                genuine
                        && evidence.outcome(Claim.SIGNATURE_COVERS_WHOLE_FILE) == Outcome.PASSED
                        && evidence.outcome(Claim.CONTENT_UNCHANGED) == Outcome.PASSED;
        };
    }
}
