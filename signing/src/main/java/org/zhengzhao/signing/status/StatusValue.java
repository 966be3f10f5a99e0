package org.zhengzhao.signing.status;

import java.util.Locale;

/** What the numbers of a status list mean (§7.1 of the draft). */
public enum StatusValue {
    VALID,
    INVALID,
    SUSPENDED,
    /** Left to whoever issues the tokens. */
    APPLICATION_SPECIFIC,
    /** Nothing yet; never taken for good. */
    UNASSIGNED;

    /** The meaning of a number. */
    public static StatusValue of(int status) {
        return switch (status) {
            case 0 -> VALID;
            case 1 -> INVALID;
            case 2 -> SUSPENDED;
            case 3, 0x0C, 0x0D, 0x0E, 0x0F -> APPLICATION_SPECIFIC;
            default -> {
                if (status < 0 || status > 0xFF) {
                    throw new IllegalArgumentException(String.format(Locale.ROOT, "no status of 8 bits: %d", status));
                }
                yield UNASSIGNED;
            }
        };
    }
}
