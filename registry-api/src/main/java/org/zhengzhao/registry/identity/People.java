package org.zhengzhao.registry.identity;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/**
 * Who stands behind a caller: who has logged in with the provider, or what an operator wrote into the registration of the account. Never
 * what the caller says of itself.
 */
@Singleton
public class People {
    private final ClientRepository clients;

    People(ClientRepository clients) {
        this.clients = clients;
    }

    /** The person whose account it is; empty for a system. Needs a transaction. */
    public Optional<Person> find(Caller caller) {
        return caller.person().map(LoggedInPerson::person).or(() -> clients.findPerson(caller.clientId()));
    }

    /** By which name the person whose account it is may be an officer; empty for a system. Needs a transaction. */
    public Optional<String> findOfficer(Caller caller) {
        return caller.person()
                .map(LoggedInPerson::account)
                .or(() -> clients.findPerson(caller.clientId()).map(Person::number));
    }

    /**
     * The person whose account it is. Needs a transaction.
     *
     * @throws RegistryException {@link ProblemType#PERSON_REQUIRED} if the account belongs to a system
     */
    public Person require(Caller caller) {
        return find(caller)
                .orElseThrow(() -> new RegistryException(
                        ProblemType.PERSON_REQUIRED,
                        new Bilingual(
                                "此账号属于系统而非个人。请系统管理员为每位工作人员单独登记带 person 的账号。",
                                "This account belongs to a system, not to one person. Ask the operator for an account of your"
                                        + " own, registered with person.")));
    }
}
