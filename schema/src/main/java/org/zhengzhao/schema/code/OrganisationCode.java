package org.zhengzhao.schema.code;

/** The check character of the organisation code (组织机构代码, GB 11714-1997) that is embedded in every USCC. */
final class OrganisationCode {
    private static final int[] WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    private OrganisationCode() {}

    /** Whether the ninth character fits the eight before it. Expects nine characters of {@code 0-9A-Z}. */
    static boolean checks(String nine) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * Character.digit(nine.charAt(i), 36);
        }
        int check = 11 - sum % 11;
        char expected = switch (check) {
            case 10 -> 'X';
            case 11 -> '0';
            default -> (char) ('0' + check);
        };
        return nine.charAt(8) == expected;
    }
}
