package org.zhengzhao.registry.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.registry.testing.PostgresTestResource;
import org.zhengzhao.signing.status.StatusReference;

/** Places are given away once, whoever asks and however many ask at the same time. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StatusIndexesTest {
    @Inject
    StatusListRepository lists;

    @Inject
    TimeOrderedIds ids;

    @Inject
    SecureRandom random;

    @Inject
    EntityManager entities;

    @Inject
    StatusIndexes own;

    private record Config(Optional<URI> address, int size, int reserve) implements StatusListConfig {}

    @Test
    void draw_byNodesAndThreadsAtOnce_givesEachPlaceOnceAndFillsLists() throws Exception {
        String base = "https://draw.example/v1/status-lists";
        List<StatusIndexes> nodes = List.of(node(base, 1000, 32), node(base, 1000, 32), node(base, 1000, 32));
        List<Future<List<StatusReference>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 580; i++) {
                StatusIndexes node = nodes.get(i % nodes.size());
                int count = 1 + i % 9;
                running.add(threads.submit(() -> node.draw(count)));
            }
        }
        Set<StatusReference> all = new HashSet<>();
        Map<String, Integer> perList = new HashMap<>();
        int drawn = 0;
        for (Future<List<StatusReference>> one : running) {
            for (StatusReference reference : one.get()) {
                drawn++;
                all.add(reference);
                perList.merge(reference.uri(), 1, Integer::sum);
                assertThat(reference.index()).isBetween(0L, 999L);
                assertThat(reference.uri()).isEqualTo(base + "/" + StatusIndexes.listId(reference));
            }
        }
        assertThat(drawn).isEqualTo(2890);
        assertThat(all).hasSize(drawn);
        // Filled one after the other; at most what three nodes hold in memory is missing.
        assertThat(perList)
                .hasSize(3)
                .allSatisfy((uri, count) -> assertThat(count).isBetween(800, 1000));
    }

    @Test
    void draw_many_isOneReservation() {
        String base = "https://many.example/v1/status-lists";
        StatusIndexes node = node(base, 100_000, 256);
        assertThat(node.draw(40_000)).doesNotHaveDuplicates().hasSize(40_000);
        assertThat(reserved(base)).isEqualTo(40_000);
        node.draw(1);
        assertThat(reserved(base)).isEqualTo(40_256);
        for (int i = 1; i < 256; i++) {
            node.draw(1);
        }
        assertThat(reserved(base)).isEqualTo(40_256);
    }

    /** A node that died has reserved slots that nobody gives away: not it, and nobody else. */
    @Test
    void draw_afterACrash_goesOnBehindWhatWasReserved() {
        String base = "https://crash.example/v1/status-lists";
        Set<StatusReference> before = new HashSet<>(node(base, 1000, 100).draw(3));
        List<StatusReference> after = node(base, 1000, 100).draw(900);
        assertThat(after).doesNotContainAnyElementsOf(before).doesNotHaveDuplicates();
        assertThat(reserved(base)).isEqualTo(1000);
    }

    @Test
    void prepare_opensTheNextListInTime() {
        String base = "https://prepare.example/v1/status-lists";
        StatusIndexes node = node(base, 1000, 10);
        assertThat(node.prepare()).isTrue();
        assertThat(node.prepare()).isFalse();
        node.draw(890);
        assertThat(node.prepare()).isFalse();
        node.draw(20);
        assertThat(node.prepare()).isTrue();
        assertThat(node.prepare()).isFalse();
    }

    @Test
    void draw_withoutAnAddress_namesListsByUuid() {
        StatusReference reference = own.draw(1).getFirst();
        assertThat(reference.uri()).startsWith("urn:uuid:");
        assertThat(QuarkusTransaction.requiringNew().call(() -> lists.findList(StatusIndexes.listId(reference))))
                .hasValueSatisfying(list -> assertThat(list.uri()).isEqualTo(reference.uri()));
        assertThatThrownBy(() -> own.draw(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> own.draw(StatusIndexes.MOST + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private StatusIndexes node(String base, int size, int reserve) {
        Config config = new Config(Optional.of(URI.create(base)), size, reserve);
        StatusAddress address = new StatusAddress(config, Optional.empty(), ids, random);
        return new StatusIndexes(lists, address, config, random);
    }

    private int reserved(String base) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number)
                                entities.createNativeQuery("select sum(next_slot) from status_list where base = :base")
                                        .setParameter("base", base)
                                        .getSingleResult())
                        .intValue());
    }
}
