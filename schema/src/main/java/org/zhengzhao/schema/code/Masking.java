package org.zhengzhao.schema.code;

/** Shortens a personal code to what a person needs to recognise it. */
public final class Masking {
    private Masking() {}

    /**
     * The code with its middle replaced by asterisks: for a citizen number the first six and the last four characters stay,
     * for shorter codes fewer, and at least half is always hidden.
     */
    public static String masked(String code) {
        int length = code.length();
        int tail = Math.min(4, length / 4);
        int head = Math.min(6, length / 2 - tail);
        return code.substring(0, head) + "*".repeat(length - head - tail) + code.substring(length - tail);
    }
}
