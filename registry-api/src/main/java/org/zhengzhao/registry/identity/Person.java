package org.zhengzhao.registry.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person of an authority, by the number under which the authority knows its staff. Two accounts with the same number are the
 * same person.
 */
public record Person(String number) {
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public Person {
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("not a staff number");
        }
    }

    /** Reads a staff number as an operator writes it; case does not tell people apart. */
    static Optional<Person> parse(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(new Person(text.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }
}
