package org.zhengzhao.registry.draft;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.registry.identity.Assignment;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.People;
import org.zhengzhao.registry.identity.Person;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.vault.Vault;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.text.Bilingual;

/** What is to be done, and by whom: one statement a page. */
@ApplicationScoped
class DraftWorkList {
    private final EntityManager entities;
    private final People people;
    private final Vault vault;

    DraftWorkList(EntityManager entities, People people, Vault vault) {
        this.entities = entities;
        this.people = people;
        this.vault = vault;
    }

    /**
     * A line of the list.
     *
     * @param number of the license; empty once the order was erased
     */
    record Line(Draft draft, Optional<String> number) {}

    /**
     * What the caller can do of a task. What waits for others comes oldest first, one's own newest first.
     *
     * @param after the last one of the page before
     */
    List<Line> page(Caller caller, DraftTask task, Optional<UUID> after, int limit) {
        if (!caller.roles().contains(task.role())) {
            String role = task.role().roleName();
            throw new RegistryException(
                    ProblemType.NOT_AUTHORISED,
                    new Bilingual("此待办须有 " + role + " 角色。", "This list needs the role " + role + "."));
        }
        return QuarkusTransaction.requiringNew().call(() -> page(caller, people.require(caller), task, after, limit));
    }

    private List<Line> page(Caller caller, Person person, DraftTask task, Optional<UUID> after, int limit) {
        boolean newestFirst = task == DraftTask.MINE;
        String query = "select d, c from DraftEntity d left join DraftContentEntity c on c.draftId = d.id"
                + " where d.authorityCode = :authority and " + condition(task)
                + limits(caller.assignment())
                + (after.isEmpty() ? "" : newestFirst ? " and d.id < :after" : " and d.id > :after")
                + " order by d.id " + (newestFirst ? "desc" : "asc");
        var typed = entities.createQuery(query, Tuple.class)
                .setParameter("authority", caller.authority().value())
                .setParameter("person", person.number())
                .setMaxResults(limit);
        caller.assignment().region().ifPresent(region -> typed.setParameter("area", region.prefix() + "%"));
        if (!caller.assignment().types().isEmpty()) {
            typed.setParameter(
                    "types",
                    caller.assignment().types().stream()
                            .map(LicenseTypeCode::value)
                            .toList());
        }
        after.ifPresent(last -> typed.setParameter("after", last));
        return typed.getResultList().stream()
                .map(row -> new Line(
                        row.get(0, DraftEntity.class).read(),
                        Optional.ofNullable(row.get(1, DraftContentEntity.class))
                                .map(content -> content.number(vault))))
                .toList();
    }

    /** What {@link Draft#target} says of one draft, said of many. */
    private static String limits(Assignment assignment) {
        return (assignment.region().isEmpty() ? "" : " and coalesce(d.areaCode, '100000') like :area")
                + (assignment.types().isEmpty() ? "" : " and d.typeCode in :types");
    }

    private static String condition(DraftTask task) {
        return switch (task) {
            case REVIEW -> "d.state = DRAFTED and d.maker <> :person";
            case APPROVE -> "d.state = REVIEWED and d.maker <> :person and d.reviewer <> :person";
            case REVISE -> "d.state = RETURNED and d.maker = :person";
            case MINE -> "d.maker = :person";
        };
    }
}
