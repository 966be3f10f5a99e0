package org.zhengzhao.registry.issuance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhengzhao.registry.platform.idempotency.IdempotencyKey;
import org.zhengzhao.registry.platform.idempotency.IdempotencyRepository;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;

/**
 * A request that its client may send again under an idempotency key.
 *
 * @param key without one, each request stands for itself
 */
record KeyedRequest(IdempotencyRepository idempotency, String clientId, Optional<IdempotencyKey> key, Bytes digest)
        implements Once {
    @Override
    public List<LicenseIdentifier> findEarlier() {
        return key.flatMap(given -> idempotency.findEarlier(clientId, given, digest)).stream()
                .flatMap(made -> Arrays.stream(made.split(" ", -1)))
                .map(IssuanceService::parsed)
                .toList();
    }

    @Override
    public void record(List<LicenseIdentifier> issued) {
        String made = issued.stream().map(LicenseIdentifier::value).collect(Collectors.joining(" "));
        try {
            key.ifPresent(given -> idempotency.add(clientId, given, digest, made));
        } catch (RuntimeException failed) {
            if (DatabaseFailures.brokenConstraint(failed)
                    .filter("idempotency_record_pkey"::equals)
                    .isPresent()) {
                throw new FasterRequestException(failed);
            }
            throw failed;
        }
    }
}
