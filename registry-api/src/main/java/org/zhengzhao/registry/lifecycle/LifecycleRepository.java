package org.zhengzhao.registry.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.license.StoredLicense;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.registry.status.StatusIndexes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.lifecycle.Act;
import org.zhengzhao.schema.lifecycle.LicenseEvent;
import org.zhengzhao.schema.lifecycle.Lifecycle;
import org.zhengzhao.schema.lifecycle.StatusValue;
import org.zhengzhao.signing.status.StatusReference;

/** Keeps events. Every method needs a transaction. */
@ApplicationScoped
public class LifecycleRepository {
    /** How many rows of events are held while a status list is computed. */
    private static final int ROWS_AT_A_TIME = 1000;

    private final LicenseRepository licenses;
    private final EntityManager entities;
    private final TimeOrderedIds ids;

    LifecycleRepository(LicenseRepository licenses, EntityManager entities, TimeOrderedIds ids) {
        this.licenses = licenses;
        this.entities = entities;
        this.ids = ids;
    }

    /** The license with that identifier and its events: two statements. */
    public Optional<LicenseHistory> find(LicenseIdentifier identifier) {
        return licenses.find(identifier)
                .map(license -> histories(List.of(license)).getFirst());
    }

    /** The versions after that one with their events, oldest first: two statements. */
    public List<LicenseHistory> findLater(LicenseIdentifier identifier) {
        return histories(licenses.findLater(identifier));
    }

    /** The events of licenses, in the order of the licenses: one statement, however many there are. */
    public List<LicenseHistory> histories(List<StoredLicense> licenses) {
        if (licenses.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<SignedEvent>> events = new HashMap<>();
        entities.createQuery(
                        "from LicenseEventEntity e where e.licenseId in :licenses order by e.licenseId, e.position",
                        LicenseEventEntity.class)
                .setParameter(
                        "licenses", licenses.stream().map(StoredLicense::id).toList())
                .getResultList()
                .forEach(row -> events.computeIfAbsent(row.licenseId, license -> new ArrayList<>())
                        .add(row.read()));
        return licenses.stream()
                .map(license -> new LicenseHistory(license, events.getOrDefault(license.id(), List.of())))
                .toList();
    }

    /** Begins the history of a license, in the transaction that stores it. */
    public LicenseHistory begin(StoredLicense license, SignedEvent issue, Optional<StatusReference> status) {
        LicenseStateEntity state = new LicenseStateEntity();
        state.licenseId = license.id();
        state.events = 1;
        state.statusList = status.map(StatusIndexes::listId).orElse(null);
        state.statusIndex =
                status.map(reference -> Math.toIntExact(reference.index())).orElse(null);
        entities.persist(state);
        entities.persist(LicenseEventEntity.of(license.id(), issue));
        return new LicenseHistory(license, List.of(issue));
    }

    /**
     * Adds events to the history for which they were checked; where there are none, says whether it is still that history. The row of
     * the license stays locked until the transaction ends.
     *
     * @return whether they were added; not so where the history is another by now
     */
    public boolean append(NewEvents added) {
        if (!moveOn(added)) {
            // Stored by a node of the version before, which knows no state: made up for once.
            int made = entities.createNativeQuery(
                            "insert into license_state (license_id) values (?1)" + " on conflict do nothing")
                    .setParameter(1, added.licenseId())
                    .executeUpdate();
            if (made == 0 || !moveOn(added)) {
                return false;
            }
        }
        added.events().forEach(event -> entities.persist(LicenseEventEntity.of(added.licenseId(), event)));
        entities.flush();
        added.events().forEach(event -> noteChange(added.licenseId(), event.event()));
        return true;
    }

    /** Waits for whoever acts on the same license; compares, and counts on. */
    private boolean moveOn(NewEvents added) {
        return entities.createNativeQuery("update license_state set events = ?1,"
                                + " changed = changed or events < ?1 where license_id = ?2 and events = ?3")
                        .setParameter(1, added.after() + added.events().size())
                        .setParameter(2, added.licenseId())
                        .setParameter(3, added.after())
                        .executeUpdate()
                == 1;
    }

    /** A correction is due at once: what it takes away may have been in effect already. */
    private void noteChange(UUID licenseId, LicenseEvent event) {
        Instant due = event.effectiveAt().isAfter(event.recordedAt()) ? event.effectiveAt() : event.recordedAt();
        entities.createNativeQuery("insert into status_change (id, status_list, due_at)"
                        + " select ?1, status_list, ?2 from license_state"
                        + " where license_id = ?3 and status_list is not null")
                .setParameter(1, ids.next())
                .setParameter(2, due)
                .setParameter(3, licenseId)
                .executeUpdate();
    }

    /** Takes what a status list says of one index. */
    @FunctionalInterface
    public interface Listed {
        void at(int index, StatusValue value);
    }

    /**
     * Tells what a status list says at a moment: each index whose value is not {@link StatusValue#VALID}, in ascending order. One
     * statement, over those licenses of the list only that have more events than their issue. In the end that is nearly every license
     * of a list, so they are folded one after the other as they come from the database.
     */
    public void listed(String statusList, Instant at, Listed listed) {
        Fold fold = new Fold(at, listed);
        try (Stream<Tuple> rows = entities.createQuery("""
            select s.statusIndex, e.id, e.position, e.act, e.effectiveAt, e.recordedAt, e.corrects
            from LicenseStateEntity s, LicenseEventEntity e
            where s.statusList = :list and s.changed = true and e.licenseId = s.licenseId
            and e.act <> :issue
            order by s.statusIndex, e.position
            """, Tuple.class)
                .setParameter("list", statusList)
                .setParameter("issue", Act.ISSUE)
                .setHint(HibernateHints.HINT_FETCH_SIZE, ROWS_AT_A_TIME)
                .getResultStream()) {
            rows.forEach(row -> fold.add(
                    row.get(0, Integer.class),
                    new LicenseEvent(
                            row.get(1, UUID.class),
                            row.get(2, Integer.class),
                            row.get(3, Act.class),
                            row.get(4, Instant.class),
                            row.get(5, Instant.class),
                            Optional.empty(),
                            Optional.ofNullable(row.get(6, UUID.class)))));
        }
        fold.end();
    }

    /** Folds histories that come one after the other; holds one of them. */
    private static final class Fold {
        private final Instant at;
        private final Listed listed;
        private final List<LicenseEvent> history = new ArrayList<>();
        private int index;

        Fold(Instant at, Listed listed) {
            this.at = at;
            this.listed = listed;
        }

        void add(int next, LicenseEvent event) {
            if (next != index) {
                end();
                index = next;
            }
            history.add(event);
        }

        void end() {
            StatusValue value = Lifecycle.listedAt(history, at, Instant.MAX);
            if (value != StatusValue.VALID) {
                listed.at(index, value);
            }
            history.clear();
        }
    }
}
