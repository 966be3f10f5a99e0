package org.zhengzhao.registry.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.sharing.ReadPurpose;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class BatchRetentionTest {
    private static final Uscc AUTHORITY = new Uscc("11110000MBFAKE1353");
    private static final Caller CALLER = new Caller("test", AUTHORITY, Set.of(Role.DEPARTMENT));

    @Inject
    BatchRepository repository;

    @Inject
    BatchService batches;

    @Inject
    BatchRetention retention;

    @Inject
    EntityManager entities;

    @Test
    void look_afterTheirTime_questionsAndAnswersAreGone() {
        UUID old = made();
        UUID fresh = made();
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update batch set created_at = now() - interval '8 days' where id = :id")
                        .setParameter("id", old)
                        .executeUpdate());
        retention.look();
        assertThatThrownBy(() -> batches.require(CALLER, Permission.GET_BATCH, old))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refused -> assertThat(refused.type()).isEqualTo(ProblemType.BATCH_FORGOTTEN));
        assertThat(rows(old)).isZero();
        assertThat(batches.require(CALLER, Permission.GET_BATCH, fresh).size()).isEqualTo(2);
        assertThat(rows(fresh)).isEqualTo(2);
    }

    private UUID made() {
        return QuarkusTransaction.requiringNew()
                .call(() -> repository.add(
                        CALLER,
                        new ReadPurpose("officer", "purpose", "matter", "case"),
                        List.of(Bytes.utf8("{\"id\":\"1\"}"), Bytes.utf8("{\"id\":\"2\"}"))));
    }

    private long rows(UUID batch) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery("select count(*) from batch_row where batch_id = :id")
                                .setParameter("id", batch)
                                .getSingleResult())
                        .longValue());
    }
}
