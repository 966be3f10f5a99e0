package org.zhengzhao.registry.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.registry.identity.Assignment;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.OnceOnly;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.schema.text.Bilingual;

/** Makes batches and finds them. Answering is for {@link RowAnswers}. */
@ApplicationScoped
class BatchService {
    private final BatchRepository batches;
    private final OnceOnly once;

    BatchService(BatchRepository batches, OnceOnly once) {
        this.batches = batches;
        this.once = once;
    }

    /** Stores the rows, all or none. Nothing is asked yet. */
    OnceOnly.Made make(Caller caller, ReadPurpose purpose, IdempotencyKey key, BatchUpload upload) {
        return once.make(
                caller.clientId(),
                Optional.of(key),
                upload.digest(),
                () -> batches.add(caller, purpose, upload.rows()).toString(),
                () -> {
                    throw new IllegalStateException("nothing of a batch can be taken");
                });
    }

    /**
     * A batch of the caller's authority whose answers are there; those of others are as unknown as those that do not exist. An account
     * that is limited to a region or to types sees its own only: others may have asked for more than it may know.
     *
     * @throws RegistryException if there is none
     */
    @Transactional
    Batch require(Caller caller, Permission act, UUID id) {
        Batch batch = batches.find(id)
                .filter(found -> AccessPolicy.allows(caller, act, new Target.Owned(found.authority())))
                .filter(found -> caller.assignment().equals(Assignment.UNLIMITED)
                        || caller.clientId().equals(found.clientId()))
                .orElseThrow(BatchService::unknown);
        if (batch.forgotten()) {
            throw forgotten();
        }
        return batch;
    }

    /** The next rows, with the answers that they have. */
    @Transactional
    List<BatchRow> after(Batch batch, int position, int most) {
        return batches.after(batch.id(), position, most);
    }

    /** How many rows have an answer. */
    @Transactional
    long answered(Batch batch) {
        return batches.answered(batch.id());
    }

    static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_BATCH,
                new Bilingual("请使用创建时 Location 给出的地址。", "Use the address that Location gave when it was made."));
    }

    static RegistryException forgotten() {
        return new RegistryException(
                ProblemType.BATCH_FORGOTTEN,
                new Bilingual(
                        "问题和答复已按期限删除；查询记录和回执仍在，见 GET /v1/receipts/{Access-Record}。如仍需要，请用新的幂等键重新提交。",
                        "Questions and answers were deleted after their time; access records and receipts are there: see GET"
                                + " /v1/receipts/{Access-Record}. If you still need it, send it with a new key."));
    }
}
