package org.zhengzhao.registry.draft;

import java.time.Instant;
import java.util.Optional;
import org.zhengzhao.registry.identity.Person;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;

/**
 * One thing that was done to a draft. Steps are added only, and stay when the order is erased.
 *
 * @param position from 1, without gaps
 * @param revision to which it was done
 * @param digest of the order to which it was done
 * @param by empty where the registry did it
 * @param problem why the registry refused to issue
 * @param license what was issued
 */
record DraftStep(
        int position,
        int revision,
        DraftAct act,
        Bytes digest,
        Optional<Actor> by,
        Optional<String> reason,
        Optional<ProblemType> problem,
        Optional<LicenseIdentifier> license,
        Instant recordedAt) {
    /** A person, and the account that was used. */
    record Actor(String clientId, Person person) {}

    /** The step by which a draft became what it is. */
    static DraftStep of(Draft now, DraftAct act, Optional<Actor> by, Optional<String> reason) {
        return of(now, act, by, reason, Optional.empty());
    }

    /** The registry refused to issue what was approved. */
    static DraftStep refused(Draft now, ProblemType problem) {
        return of(now, DraftAct.REFUSE_ISSUE, Optional.empty(), Optional.empty(), Optional.of(problem));
    }

    private static DraftStep of(
            Draft now, DraftAct act, Optional<Actor> by, Optional<String> reason, Optional<ProblemType> problem) {
        return new DraftStep(
                now.steps(), now.revision(), act, now.digest(), by, reason, problem, now.license(), now.changedAt());
    }
}
