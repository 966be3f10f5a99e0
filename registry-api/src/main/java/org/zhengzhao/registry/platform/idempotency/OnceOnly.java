package org.zhengzhao.registry.platform.idempotency;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;

/** Does what a request asks for once, however often the request is sent with one idempotency key. */
@ApplicationScoped
public class OnceOnly {
    private final IdempotencyRepository idempotency;

    OnceOnly(IdempotencyRepository idempotency) {
        this.idempotency = idempotency;
    }

    /**
     * What the request made.
     *
     * @param identifier by which it can be found
     * @param replayed whether an earlier request with the same key had made it
     */
    public record Made(String identifier, boolean replayed) {}

    /**
     * Makes it in one transaction, together with the row of its key: both exist or neither.
     *
     * @param make gives the identifier of what it made
     * @param taken what to say where a unique constraint of the table stood in the way
     */
    public Made make(
            String clientId,
            Optional<IdempotencyKey> key,
            Bytes requestDigest,
            Supplier<String> make,
            Supplier<RegistryException> taken) {
        Optional<Made> earlier = key.flatMap(given -> earlier(clientId, given, requestDigest));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                String identifier = make.get();
                key.ifPresent(given -> idempotency.add(clientId, given, requestDigest, identifier));
                return new Made(identifier, false);
            });
        } catch (RuntimeException failed) {
            // The same request, at the same moment, may have been faster: then what it made stands in the way.
            return key.flatMap(given -> earlier(clientId, given, requestDigest))
                    .orElseThrow(() -> DatabaseFailures.brokenConstraint(failed).isPresent() ? taken.get() : failed);
        }
    }

    private Optional<Made> earlier(String clientId, IdempotencyKey key, Bytes requestDigest) {
        return QuarkusTransaction.requiringNew()
                .call(() -> idempotency.findEarlier(clientId, key, requestDigest))
                .map(identifier -> new Made(identifier, true));
    }
}
