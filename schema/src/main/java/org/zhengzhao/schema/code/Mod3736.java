package org.zhengzhao.schema.code;

/**
 * ISO 7064 MOD 37,36 hybrid check character over {@code 0-9A-Z}, as used by the license identifier (GB/T 36904).
 *
 * <p>It catches every substitution of a single character and all but one in 630 of the transpositions of two different
 * neighbours.
 */
final class Mod3736 {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int MODULUS = ALPHABET.length();

    private Mod3736() {}

    /**
     * Computes the check character of a text that consists of {@code 0-9A-Z} only.
     *
     * @throws IllegalArgumentException if the text holds another character; callers check the alphabet first
     */
    static char checkCharacter(String text) {
        int product = MODULUS;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("not in the alphabet at " + i);
            }
            product = (product + value) % MODULUS;
            if (product == 0) {
                product = MODULUS;
            }
            product = product * 2 % (MODULUS + 1);
        }
        return ALPHABET.charAt((MODULUS + 1 - product) % MODULUS);
    }
}
