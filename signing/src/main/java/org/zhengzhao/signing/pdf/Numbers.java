package org.zhengzhao.signing.pdf;

/** Writes numbers as content streams have them, each followed by a space. */
final class Numbers {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Numbers() {}

    /** With two digits behind the point, and none that say nothing. */
    static void hundredths(StringBuilder out, double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths < 0) {
            out.append('-');
            hundredths = -hundredths;
        }
        out.append(hundredths / 100);
        long rest = hundredths % 100;
        if (rest != 0) {
            out.append('.').append(rest / 10);
            if (rest % 10 != 0) {
                out.append(rest % 10);
            }
        }
        out.append(' ');
    }

    static void thousandths(StringBuilder out, double value) {
        fixed(out, Math.round(value * 1000), 1000);
    }

    static void millionths(StringBuilder out, double value) {
        fixed(out, Math.round(value * 1_000_000), 1_000_000);
    }

    private static void fixed(StringBuilder out, long parts, long whole) {
        long rest = Math.abs(parts);
        out.append(parts < 0 ? "-" : "").append(rest / whole).append('.');
        String digits = Long.toString(whole + rest % whole);
        out.append(digits, 1, digits.length()).append(' ');
    }

    /** Sixteen bits as four hexadecimal digits. */
    static void hexadecimal(StringBuilder out, int value16) {
        out.append(HEX[value16 >> 12 & 15])
                .append(HEX[value16 >> 8 & 15])
                .append(HEX[value16 >> 4 & 15])
                .append(HEX[value16 & 15]);
    }
}
