package org.zhengzhao.cli.check;

import java.util.Objects;

/** An option that a check cannot work with: missing, of the wrong form, or naming a file that cannot be used. */
public final class UnusableOptionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String option;
    private final String reason;
    private final boolean missing;

    private UnusableOptionException(String option, String reason, boolean missing) {
        super(option + ": " + reason);
        this.option = Objects.requireNonNull(option);
        this.reason = Objects.requireNonNull(reason);
        this.missing = missing;
    }

    /**
     * The option was given and cannot be used.
     *
     * @param option name without the dashes
     * @param reason for people, in a few words; never octets of what was given
     */
    public static UnusableOptionException unusable(String option, String reason) {
        return new UnusableOptionException(option, reason, false);
    }

    /** The check needs the option. */
    public static UnusableOptionException missing(String option) {
        return new UnusableOptionException(option, "needed", true);
    }

    /** Whether it only is not there, so that another line may bring it. */
    boolean isMissing() {
        return missing;
    }

    String option() {
        return option;
    }

    String reason() {
        return reason;
    }
}
