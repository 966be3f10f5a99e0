package org.zhengzhao.registry.status;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;

/** Keeps status lists and how much of each is given away. Every method needs a transaction. */
@ApplicationScoped
public class StatusListRepository implements PanacheRepositoryBase<StatusListEntity, String> {
    private final Clock clock;

    StatusListRepository(Clock clock) {
        this.clock = clock;
    }

    /**
     * Slots of one list that are ours from the commit on.
     *
     * @param from the first of them
     * @param to the first that is not
     */
    record Reserved(OpenedList list, Bytes permutationKey, int from, int to) {}

    /** A list to be. */
    record NewList(String id, String uri, String base, int size, Bytes permutationKey) {}

    /**
     * Takes slots of the oldest list that was opened under that address and has some left; empty where all are full. Nodes wait for
     * each other here, as long as it takes to commit one row.
     */
    Optional<Reserved> reserve(String base, int most) {
        return find("base = ?1 and nextSlot < size order by number", base)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(row -> {
                    int from = row.nextSlot;
                    int to = from + Math.min(most, row.size - from);
                    row.nextSlot = to;
                    return new Reserved(opened(row), Bytes.of(row.permutationKey), from, to);
                });
    }

    /** Opens a list. Of two that open one at the same time the second breaks a unique constraint. */
    void open(NewList list) {
        StatusListEntity row = new StatusListEntity();
        row.id = list.id();
        row.number = 1
                + find("select max(l.number) from StatusListEntity l")
                        .project(Integer.class)
                        .firstResultOptional()
                        .orElse(0);
        row.uri = list.uri();
        row.base = list.base();
        row.size = list.size();
        row.permutationKey = list.permutationKey().toArray();
        row.createdAt = clock.instant();
        persistAndFlush(row);
    }

    /** How many places nobody has reserved yet, in all lists of that address. */
    long left(String base) {
        return find("select coalesce(sum(l.size - l.nextSlot), 0) from StatusListEntity l where l.base = ?1", base)
                .project(Long.class)
                .singleResult();
    }

    public Optional<OpenedList> findList(String id) {
        return findByIdOptional(id).map(StatusListRepository::opened);
    }

    /** All lists, in the order in which they were opened, from behind that one. */
    public List<OpenedList> after(Optional<String> id, int limit) {
        return find(
                        "number > coalesce((select l.number from StatusListEntity l where l.id = ?1), 0) order by number",
                        id.orElse(""))
                .page(0, limit)
                .list()
                .stream()
                .map(StatusListRepository::opened)
                .toList();
    }

    private static OpenedList opened(StatusListEntity row) {
        return new OpenedList(row.id, row.uri, row.size);
    }
}
