package org.zhengzhao.signing.qr;

/**
 * How hard a QR symbol is to read (ISO/IEC 18004 §7.8.3): long runs, blocks of one colour, what looks like a finder pattern,
 * too much of one colour. Counts 64 modules at once.
 */
final class MaskPenalty {
    private static final int RUN_EXTRA = 2;
    private static final int BLOCK = 3;
    private static final int FINDER = 40;
    private static final int BALANCE = 10;

    private final ModuleGrid grid;
    private final int words;
    /** Which bits of a line's last word are modules. */
    private final long lastWord;

    private final long[] line;
    private final long[] light;
    private final long[] same;
    private final long[] above;
    private final long[] sameAbove;
    private final long[] runs;

    private MaskPenalty(ModuleGrid grid) {
        this.grid = grid;
        this.words = grid.words();
        this.lastWord = grid.size() % 64 == 0 ? -1 : (1L << grid.size() % 64) - 1;
        // One word more than a line has, so that shifting down needs no special case.
        this.line = new long[words + 1];
        this.light = new long[words + 1];
        this.same = new long[words + 1];
        this.above = new long[words + 1];
        this.sameAbove = new long[words + 1];
        this.runs = new long[words + 1];
    }

    static int of(ModuleGrid grid) {
        MaskPenalty penalty = new MaskPenalty(grid);
        return penalty.lines(grid.rows(), true) + penalty.lines(grid.columns(), false) + balance(grid);
    }

    private int lines(long[] lines, boolean blocks) {
        int penalty = 0;
        for (int y = 0; y < grid.size(); y++) {
            System.arraycopy(lines, y * words, line, 0, words);
            for (int i = 0; i < words; i++) {
                light[i] = ~line[i] & inside(i);
            }
            equalNeighbours();
            penalty += runs() + FINDER * finders();
            if (blocks) {
                penalty += y == 0 ? 0 : BLOCK * blocks();
                System.arraycopy(line, 0, above, 0, words);
                System.arraycopy(same, 0, sameAbove, 0, words);
            }
        }
        return penalty;
    }

    private long inside(int word) {
        return word == words - 1 ? lastWord : -1;
    }

    /** The bits of a line {@code by} further on, 1 to 63, moved down. */
    private static long down(long[] bits, int word, int by) {
        return bits[word] >>> by | bits[word + 1] << (64 - by);
    }

    private static long up(long[] bits, int word, int by) {
        return bits[word] << by | (word == 0 ? 0 : bits[word - 1] >>> (64 - by));
    }

    /** Marks in {@code same} every module that has the colour of the next one. */
    private void equalNeighbours() {
        for (int i = 0; i < words; i++) {
            same[i] = line[i] & down(line, i, 1) | light[i] & down(light, i, 1);
        }
    }

    /** Five of a colour cost 3, each further one 1: a run of n marks n - 4 beginnings of fives, which stand together. */
    private int runs() {
        int cost = 0;
        for (int i = 0; i < words; i++) {
            runs[i] = same[i] & down(same, i, 1) & down(same, i, 2) & down(same, i, 3);
        }
        for (int i = 0; i < words; i++) {
            cost += Long.bitCount(runs[i]) + RUN_EXTRA * Long.bitCount(runs[i] & ~up(runs, i, 1));
        }
        return cost;
    }

    private int blocks() {
        int count = 0;
        for (int i = 0; i < words; i++) {
            count += Long.bitCount(same[i] & sameAbove[i] & ~(line[i] ^ above[i]));
        }
        return count;
    }

    /** Dark and light as 1:1:3:1:1 with four light modules on one side, all inside the symbol. */
    private int finders() {
        int count = 0;
        for (int i = 0; i < words; i++) {
            long finder = line[i]
                    & down(light, i, 1)
                    & down(line, i, 2)
                    & down(line, i, 3)
                    & down(line, i, 4)
                    & down(light, i, 5)
                    & down(line, i, 6);
            if (finder != 0) {
                long before = up(light, i, 1) & up(light, i, 2) & up(light, i, 3) & up(light, i, 4);
                long after = down(light, i, 7) & down(light, i, 8) & down(light, i, 9) & down(light, i, 10);
                count += Long.bitCount(finder & (before | after));
            }
        }
        return count;
    }

    private static int balance(ModuleGrid grid) {
        int dark = 0;
        for (long word : grid.rows()) {
            dark += Long.bitCount(word);
        }
        int all = grid.size() * grid.size();
        return Math.abs(dark * 2 - all) * 10 / all * BALANCE;
    }
}
