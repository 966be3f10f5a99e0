package org.zhengzhao.registry.identity;

import java.util.Objects;

/**
 * The person behind a caller who has logged in.
 *
 * @param person the same for every token of that person
 * @param account by which the organisation names the person as its officer
 */
public record LoggedInPerson(Person person, String account) {
    public LoggedInPerson {
        Objects.requireNonNull(person);
        Objects.requireNonNull(account);
    }
}
