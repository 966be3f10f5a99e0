package org.zhengzhao.registry.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import org.zhengzhao.schema.code.Uscc;

/** Which organisations are registered; what was found is remembered for some minutes. */
@Singleton
class Organisations {
    private static final int MAX_REMEMBERED = 10_000;

    private final EntityManager entities;
    private final Cache<Uscc, Boolean> registered = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    Organisations(EntityManager entities) {
        this.entities = entities;
    }

    boolean isRegistered(Uscc code) {
        if (registered.getIfPresent(code) != null) {
            return true;
        }
        boolean found = QuarkusTransaction.requiringNew().call(() -> (Boolean)
                entities.createNativeQuery("select exists (select 1 from authority where code = :code)", Object.class)
                        .setParameter("code", code.value())
                        .getSingleResult());
        if (found) {
            registered.put(code, true);
        }
        return found;
    }
}
