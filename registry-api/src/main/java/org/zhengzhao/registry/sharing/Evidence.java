package org.zhengzhao.registry.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;

/**
 * Makes an answer and the evidence of it one: lays the answer out, signs the receipt for it, and writes both into the access record,
 * in the transaction in which the answer was decided. Nothing is sent before all is committed; a refusal is an answer too.
 *
 * <p>Order of writes: the record, and at the commit, last of all, under whom it is filed with the next number of each. One record a
 * transaction: the numbers of two records of one transaction could be locked in another order than those of two others.
 */
@ApplicationScoped
public class Evidence {
    private static final Released NOTHING = new Released.Parts(Set.of(), List.of());

    private final AccessRecords records;
    private final Receipts receipts;

    Evidence(AccessRecords records, Receipts receipts) {
        this.records = records;
        this.receipts = receipts;
    }

    /**
     * Files an answer.
     *
     * @param released what of the licenses found is shown
     * @param licenses what was found, or asked for by identifier
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public <T> Answered<T> answered(
            Read read,
            Answer.Result<T> result,
            Released released,
            ReadOutcome outcome,
            Coverage coverage,
            List<LicenseIdentifier> licenses,
            Reply<T> reply) {
        AccessRecordEntity record = records.of(read, outcome, coverage, licenses);
        records.mark(record, read, licenses);
        Answer<T> answer = new Answer<>(result, released, record.id);
        Bytes body = reply.body().apply(answer);
        String receipt = receipts.sign(read, record, coverage, licenses, body, reply.key());
        record.receipt = receipt;
        records.write(record);
        return new Answered<>(answer, body, receipt);
    }

    /** Files a refusal, for which nothing was looked up. */
    @Transactional(Transactional.TxType.MANDATORY)
    public <T> Answered<T> refused(Read read, List<LicenseIdentifier> asked, Refusal refusal, Reply<T> reply) {
        return answered(
                read,
                new Answer.Refused<>(refusal),
                NOTHING,
                ReadOutcome.refused(refusal.type()),
                Coverage.NOTHING,
                asked,
                reply);
    }
}
