package org.zhengzhao.signing.qr;

import java.nio.charset.StandardCharsets;

/** Whether a text fits into one symbol of level M, without making it: making one is a third of the work of issuing. */
public final class QrCapacity {
    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    /** Data bits of version 40, level M (ISO/IEC 18004, table 7). */
    private static final long MOST_BITS = 2334 * 8L;

    /** Mode and character count of an alphanumeric segment, versions 27 to 40. */
    private static final int ALPHANUMERIC_HEADER = 4 + 13;

    /** Of a segment of octets. */
    private static final int OCTETS_HEADER = 4 + 16;

    /** Announces UTF-8. */
    private static final int CHARACTER_SET = 12;

    private QrCapacity() {}

    /** True only if the text fits. It errs on the safe side by some characters where a text mixes kinds of them. */
    public static boolean fits(String text) {
        long octets = text.getBytes(StandardCharsets.UTF_8).length;
        long asOctets = CHARACTER_SET + OCTETS_HEADER + 8 * octets;
        return Math.min(asOctets, inSegments(text)) <= MOST_BITS;
    }

    /** Every run of alphanumeric characters a segment of its own, everything else octets. */
    private static long inSegments(String text) {
        long bits = CHARACTER_SET;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            if (ALPHANUMERIC.indexOf(text.charAt(i)) >= 0) {
                run++;
            } else {
                bits += segment(run) + OCTETS_HEADER + 8L * 4;
                run = 0;
            }
        }
        return bits + segment(run);
    }

    private static long segment(int characters) {
        return characters == 0 ? 0 : ALPHANUMERIC_HEADER + characters / 2 * 11L + characters % 2 * 6L;
    }
}
