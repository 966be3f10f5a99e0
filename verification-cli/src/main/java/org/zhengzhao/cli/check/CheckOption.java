package org.zhengzhao.cli.check;

import java.util.Objects;

/**
 * An option of a kind of check, on the command line as {@code --name} and in a line of JSON as a member of that name.
 *
 * @param name without the dashes
 */
public record CheckOption(String name, Form form) {
    /** How an option is given. */
    public enum Form {
        /** Without a value; in JSON {@code true} or {@code false}. */
        FLAG,
        /** With one value, at most once. */
        SINGLE,
        /** With a value, any number of times; in JSON one value or an array of them. */
        REPEATED
    }

    public CheckOption {
        Objects.requireNonNull(form);
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("not a name of an option");
        }
    }

    public static CheckOption flag(String name) {
        return new CheckOption(name, Form.FLAG);
    }

    public static CheckOption single(String name) {
        return new CheckOption(name, Form.SINGLE);
    }

    public static CheckOption repeated(String name) {
        return new CheckOption(name, Form.REPEATED);
    }

    /** As on the command line. */
    String longName() {
        return "--" + name;
    }
}
