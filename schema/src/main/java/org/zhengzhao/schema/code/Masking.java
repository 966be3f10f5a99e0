package org.zhengzhao.schema.code;

/** Shortens a personal code to what a person needs to recognise it. */
public final class Masking {
    private static final int CITIZEN_NUMBER_LENGTH = 18;

    private Masking() {}

    /**
     * The code with its middle replaced by asterisks. Of 18 characters and more, as a citizen number has, the first six and
     * the last four stay, which leaves the date of birth hidden; of a shorter code at least half is hidden.
     */
    public static String masked(String code) {
        int length = code.length();
        int tail = Math.min(4, length / 4);
        int head = length >= CITIZEN_NUMBER_LENGTH ? 6 : Math.min(6, length / 2 - tail);
        return code.substring(0, head) + "*".repeat(length - head - tail) + code.substring(length - tail);
    }
}
