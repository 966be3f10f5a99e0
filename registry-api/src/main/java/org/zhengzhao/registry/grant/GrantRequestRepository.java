package org.zhengzhao.registry.grant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.schema.code.Uscc;

/** Keeps requests for grants and what was done to them. */
@ApplicationScoped
class GrantRequestRepository implements PanacheRepositoryBase<GrantRequestEntity, UUID> {
    private final TimeOrderedIds ids;
    private final Clock clock;

    GrantRequestRepository(TimeOrderedIds ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    UUID nextId() {
        return ids.next();
    }

    void add(GrantRequest request) {
        GrantRequestEntity row = new GrantRequestEntity();
        row.id = request.id();
        write(row, request);
        persistAndFlush(row);
    }

    Optional<GrantRequest> find(UUID id) {
        return findByIdOptional(id).map(GrantRequestRepository::request);
    }

    /** The request, held until the end of the transaction: of two acts that race, the second sees what the first did. */
    Optional<GrantRequest> findForChange(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(GrantRequestRepository::request);
    }

    void change(GrantRequest request) {
        write(findById(request.id()), request);
        flush();
    }

    void record(UUID request, RequestAct act, String clientId, String officer, String reason) {
        GrantStepEntity row = new GrantStepEntity();
        row.id = ids.next();
        row.requestId = request;
        row.at = clock.instant();
        row.act = act;
        row.clientId = clientId;
        row.officer = officer;
        row.reason = reason;
        getEntityManager().persist(row);
    }

    /** The steps of requests, each in order; one statement. */
    Map<UUID, List<GrantStep>> steps(List<UUID> requests) {
        return getEntityManager()
                .createQuery(
                        "from GrantStepEntity s where s.requestId in :requests order by s.id", GrantStepEntity.class)
                .setParameter("requests", requests)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> row.requestId,
                        Collectors.mapping(
                                row -> new GrantStep(row.at, row.act, row.clientId, row.officer, row.reason),
                                Collectors.toList())));
    }

    /** Requests whose clock runs. */
    List<GrantRequest> running() {
        return find("state in ?1", List.of(RequestState.SUBMITTED, RequestState.EXTENDED)).list().stream()
                .map(GrantRequestRepository::request)
                .toList();
    }

    /**
     * Requests, oldest first.
     *
     * @param overdueOn only those whose deadline is over on that day
     */
    List<GrantRequest> page(
            Optional<Uscc> department,
            Optional<RequestState> state,
            Optional<LocalDate> overdueOn,
            Optional<UUID> after,
            int rows) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        department.ifPresent(value -> {
            conditions.add("terms.departmentCode = :department");
            parameters.put("department", value.value());
        });
        state.ifPresent(value -> {
            conditions.add("state = :state");
            parameters.put("state", value);
        });
        overdueOn.ifPresent(value -> {
            conditions.add("dueOn < :today");
            parameters.put("today", value);
        });
        after.ifPresent(value -> {
            conditions.add("id > :after");
            parameters.put("after", value);
        });
        String where = conditions.isEmpty() ? "" : String.join(" and ", conditions) + " ";
        return find(where + "order by id", parameters).page(0, rows).list().stream()
                .map(GrantRequestRepository::request)
                .toList();
    }

    private static void write(GrantRequestEntity row, GrantRequest request) {
        row.terms = TermsColumns.of(request.terms());
        row.officer = request.officer();
        row.reason = request.reason();
        row.state = request.state();
        row.receivedOn = request.receivedOn();
        row.allowedDays = request.allowedDays();
        row.extendedDays = request.extendedDays();
        row.dueOn = request.dueOn().orElse(null);
        row.availableBy = request.availableBy().orElse(null);
    }

    private static GrantRequest request(GrantRequestEntity row) {
        return new GrantRequest(
                row.id,
                row.terms.terms(),
                row.officer,
                row.reason,
                row.state,
                row.receivedOn,
                row.allowedDays,
                row.extendedDays,
                Optional.ofNullable(row.dueOn),
                Optional.ofNullable(row.availableBy));
    }
}
