package org.zhengzhao.registry.facts;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.sharing.Answer;
import org.zhengzhao.registry.sharing.Answered;
import org.zhengzhao.registry.sharing.Coverage;
import org.zhengzhao.registry.sharing.Evidence;
import org.zhengzhao.registry.sharing.Read;
import org.zhengzhao.registry.sharing.ReadOperation;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.registry.sharing.Reply;
import org.zhengzhao.registry.sharing.Standing;
import org.zhengzhao.registry.verification.VerificationService;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.verify.LicenseSummary;
import org.zhengzhao.signing.verify.ReceiptSummary;

/**
 * Verifies files that departments were given (文件验证). It needs no grant: who has the file has what it says; the registry adds whether it
 * is genuine, and the status that everybody may look up. The file is neither kept nor logged.
 */
@ApplicationScoped
public class FileService {
    private static final String DOCUMENT = "-";
    private static final Released NOTHING = new Released.Parts(Set.of(), List.of());

    private final VerificationService verification;
    private final Standing standing;
    private final Evidence evidence;

    FileService(VerificationService verification, Standing standing, Evidence evidence) {
        this.verification = verification;
        this.standing = standing;
        this.evidence = evidence;
    }

    /**
     * Verifies a file. Order: may the caller ask at all, in a transaction that writes the refusal; then the verification, for which no
     * transaction is held open; then record and receipt, and only then the answer.
     */
    public Answered<Report> verify(Caller caller, ReadPurpose purpose, Bytes file, Reply<Report> reply) {
        return refused(caller, purpose, reply)
                .orElseGet(() -> answered(caller, purpose, verification.verifyForCaller(DOCUMENT, file), reply));
    }

    private Optional<Answered<Report>> refused(Caller caller, ReadPurpose purpose, Reply<Report> reply) {
        return QuarkusTransaction.requiringNew()
                .call(() -> standing.refusal(read(caller, purpose, List.of()))
                        .map(refusal -> evidence.refused(read(caller, purpose, List.of()), List.of(), refusal, reply)));
    }

    private Answered<Report> answered(Caller caller, ReadPurpose purpose, Report report, Reply<Report> reply) {
        List<LicenseIdentifier> named = identifiers(report);
        return QuarkusTransaction.requiringNew()
                .call(() -> evidence.answered(
                        read(caller, purpose, named),
                        new Answer.Found<>(report),
                        NOTHING,
                        FileCode.outcome(report),
                        Coverage.NOTHING,
                        named,
                        reply));
    }

    private static Read read(Caller caller, ReadPurpose purpose, List<LicenseIdentifier> named) {
        return new Read(
                caller,
                purpose,
                ReadOperation.VERIFY_FILE,
                Optional.empty(),
                named.stream().map(LicenseIdentifier::type).distinct().toList(),
                Optional.empty());
    }

    /** The licenses that the file names, as far as its signature binds that. */
    private static List<LicenseIdentifier> identifiers(Report report) {
        return report instanceof Report.Judged judged
                ? judged.statement()
                        .map(said -> switch (said) {
                            case LicenseSummary license -> List.of(license.identifier());
                            case ReceiptSummary receipt -> receipt.claims().licenses();
                        })
                        .orElse(List.of())
                : List.of();
    }
}
