package org.zhengzhao.registry.platform.idempotency;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Bilingual;

/** Keeps idempotency keys. The row is written in the transaction that makes what was asked for: both exist or neither. */
@ApplicationScoped
public class IdempotencyRepository implements PanacheRepositoryBase<IdempotencyEntity, IdempotencyEntity.Key> {
    private final Clock clock;

    IdempotencyRepository(Clock clock) {
        this.clock = clock;
    }

    /**
     * The identifier that the same request made before.
     *
     * @throws RegistryException if the key was used for another request
     */
    public Optional<String> findEarlier(String clientId, IdempotencyKey key, Bytes requestDigest) {
        Optional<IdempotencyEntity> earlier = findByIdOptional(new IdempotencyEntity.Key(clientId, key.value()));
        if (earlier.isPresent() && !Arrays.equals(earlier.get().requestDigest, requestDigest.toArray())) {
            throw new RegistryException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    new Bilingual("请为新的请求使用新的幂等键。", "Use a new key for a new request."));
        }
        return earlier.map(row -> row.identifier);
    }

    public void add(String clientId, IdempotencyKey key, Bytes requestDigest, String identifier) {
        IdempotencyEntity row = new IdempotencyEntity();
        row.key = new IdempotencyEntity.Key(clientId, key.value());
        row.requestDigest = requestDigest.toArray();
        row.identifier = identifier;
        row.createdAt = clock.instant();
        persistAndFlush(row);
    }
}
