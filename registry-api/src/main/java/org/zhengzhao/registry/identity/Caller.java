package org.zhengzhao.registry.identity;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/**
 * The system or person that calls: its client, the authority it belongs to and what it may do.
 *
 * @param assignment to what it is limited, whatever its roles
 * @param person who has logged in; empty for the account of a client
 */
public record Caller(
        String clientId, Uscc authority, Set<Role> roles, Assignment assignment, Optional<LoggedInPerson> person) {
    public Caller {
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(authority);
        Objects.requireNonNull(assignment);
        Objects.requireNonNull(person);
        roles = Set.copyOf(roles);
    }

    /** The account of a client. */
    public Caller(String clientId, Uscc authority, Set<Role> roles, Assignment assignment) {
        this(clientId, authority, roles, assignment, Optional.empty());
    }

    /** One that is limited by its roles only. */
    public Caller(String clientId, Uscc authority, Set<Role> roles) {
        this(clientId, authority, roles, Assignment.UNLIMITED);
    }

    /**
     * The officer who acts. A system says who that is; who has logged in is the officer and can name nobody else.
     *
     * @param named as the request has it
     * @throws RegistryException {@link ProblemType#OFFICER_NOT_CALLER}
     */
    public String requireOfficer(String named) {
        if (!named.isEmpty() && person.isPresent() && !person.get().account().equals(named)) {
            throw new RegistryException(
                    ProblemType.OFFICER_NOT_CALLER,
                    new Bilingual(
                            "以本人身份登录时，经办人就是本人。请省略 officer，或填写本人的账号。没有进行任何操作。",
                            "You have logged in yourself, so the officer is you: leave out officer, or give your own"
                                    + " account. Nothing was done."));
        }
        return named;
    }
}
