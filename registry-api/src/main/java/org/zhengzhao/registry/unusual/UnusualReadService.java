package org.zhengzhao.registry.unusual;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;

/** Shows supervisors what is unusual in their departments, and keeps what they found out. */
@ApplicationScoped
class UnusualReadService {
    private final UnusualReadRepository reads;
    private final Clock clock;

    UnusualReadService(UnusualReadRepository reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    @Transactional
    List<UnusualRead> page(UnusualReadRepository.Question question) {
        return reads.page(question);
    }

    /** Today, in China. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ValidityPeriod.ZONE);
    }

    /**
     * Adds what was found out about an unusual read of the supervisor's tree.
     *
     * @throws RegistryException if there is none, or if it is another's
     */
    @Transactional
    UUID explain(Caller supervisor, UnusualRead.Key key, String by, String reason) {
        return reads.explain(require(supervisor, key), supervisor, by, reason, clock.instant());
    }

    /** One of the supervisor's tree; those of others are as unknown as those that are none. */
    @Transactional
    UnusualRead require(Caller supervisor, UnusualRead.Key key) {
        LocalDate day = LocalDate.ofInstant(timeOf(key.record()), ValidityPeriod.ZONE);
        return reads.find(supervisor.authority(), day, key).orElseThrow(UnusualReadService::unknown);
    }

    /** The first 48 bits are the time (RFC 9562 §5.7). */
    private static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_UNUSUAL_READ,
                new Bilingual("请使用 GET /v1/unusual-reads 给出的 id。", "Use an id of GET /v1/unusual-reads."));
    }
}
