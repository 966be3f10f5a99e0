package org.zhengzhao.signing.qr;

import com.google.zxing.qrcode.decoder.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The eight masks of a QR symbol (ISO/IEC 18004 §7.8): what each flips, and how much it scores. Everything is done with 64
 * modules at once; the choice is the one that ZXing makes module by module.
 */
final class Masks {
    static final int COUNT = 8;

    /** Every mask repeats itself after so many modules in both directions. */
    private static final int PERIOD = 12;

    /** Words of the longest row, that of version 40. */
    private static final int MOST_WORDS = 3;

    private static final int FORMAT_GENERATOR = 0x537;
    private static final int FORMAT_PATTERN = 0x5412;

    private static final List<long[]> ROWS = patterns(true);
    private static final List<long[]> COLUMNS = patterns(false);

    private Masks() {}

    /** A symbol under one mask. */
    record Masked(int mask, ModuleGrid modules, int penalty) {}

    /**
     * A symbol of level M under all masks, the one with the least penalty first, of equal ones the one with the lower number.
     *
     * @param first the symbol under mask 0
     */
    static List<Masked> all(ModuleGrid first, Version version) {
        ModuleGrid data = data(version);
        List<Masked> all = new ArrayList<>();
        for (int mask = 0; mask < COUNT; mask++) {
            ModuleGrid modules = mask == 0 ? first : first.flipped(flips(mask, data));
            all.add(new Masked(mask, modules, MaskPenalty.of(modules)));
        }
        all.sort(Comparator.comparingInt(Masked::penalty));
        return all;
    }

    /** Where a symbol under a mask differs from the same under mask 0. */
    private static ModuleGrid flips(int mask, ModuleGrid data) {
        ModuleGrid flips = ModuleGrid.empty(data.size());
        spread(ROWS.get(mask), data.rows(), flips.rows(), data);
        spread(COLUMNS.get(mask), data.columns(), flips.columns(), data);
        int differing = format(0) ^ format(mask);
        for (int bit = 0; bit < 15; bit++) {
            if ((differing >> bit & 1) != 0) {
                flipFormat(bit, flips);
            }
        }
        return flips;
    }

    private static void spread(long[] pattern, long[] data, long[] flips, ModuleGrid grid) {
        int words = grid.words();
        for (int line = 0; line < grid.size(); line++) {
            for (int word = 0; word < words; word++) {
                flips[line * words + word] = pattern[line % PERIOD * MOST_WORDS + word] & data[line * words + word];
            }
        }
    }

    /** For each mask where it differs from mask 0, in the first rows or columns. */
    private static List<long[]> patterns(boolean rows) {
        List<long[]> patterns = new ArrayList<>();
        for (int mask = 0; mask < COUNT; mask++) {
            long[] pattern = new long[PERIOD * MOST_WORDS];
            for (int line = 0; line < PERIOD; line++) {
                for (int along = 0; along < 64 * MOST_WORDS; along++) {
                    int x = rows ? along : line;
                    int y = rows ? line : along;
                    if (masks(mask, x, y) != masks(0, x, y)) {
                        pattern[line * MOST_WORDS + along / 64] |= 1L << along;
                    }
                }
            }
            patterns.add(pattern);
        }
        return List.copyOf(patterns);
    }

    /** Table 10. */
    private static boolean masks(int mask, int x, int y) {
        return switch (mask) {
            case 0 -> (x + y) % 2 == 0;
            case 1 -> y % 2 == 0;
            case 2 -> x % 3 == 0;
            case 3 -> (x + y) % 3 == 0;
            case 4 -> (y / 2 + x / 3) % 2 == 0;
            case 5 -> x * y % 2 + x * y % 3 == 0;
            case 6 -> (x * y % 2 + x * y % 3) % 2 == 0;
            case 7 -> (x * y % 3 + (x + y) % 2) % 2 == 0;
            default -> throw new IllegalArgumentException("there are eight masks");
        };
    }

    /** The format information of level M, whose number is 0, with its error correction (§7.9). */
    private static int format(int mask) {
        int rest = mask << 10;
        for (int bit = 14; bit >= 10; bit--) {
            if ((rest >> bit & 1) != 0) {
                rest ^= FORMAT_GENERATOR << (bit - 10);
            }
        }
        return (mask << 10 | rest) ^ FORMAT_PATTERN;
    }

    /** Figure 25: each bit stands twice. */
    private static void flipFormat(int bit, ModuleGrid grid) {
        int size = grid.size();
        if (bit < 6) {
            grid.flip(8, bit);
        } else if (bit < 8) {
            grid.flip(8, bit + 1);
        } else if (bit == 8) {
            grid.flip(7, 8);
        } else {
            grid.flip(14 - bit, 8);
        }
        if (bit < 8) {
            grid.flip(size - 1 - bit, 8);
        } else {
            grid.flip(8, size - 15 + bit);
        }
    }

    /** The modules that are masked: all but finders, timing, alignment, format and version (§6.3). */
    private static ModuleGrid data(Version version) {
        int size = version.getDimensionForVersion();
        ModuleGrid data = ModuleGrid.full(size);
        data.clear(0, 0, 9, 9);
        data.clear(size - 8, 0, 8, 9);
        data.clear(0, size - 8, 9, 8);
        data.clear(6, 0, 1, size);
        data.clear(0, 6, size, 1);
        int[] centres = version.getAlignmentPatternCenters();
        int last = centres.length - 1;
        for (int i = 0; i <= last; i++) {
            for (int j = 0; j <= last; j++) {
                boolean finder = i == 0 && j == 0 || i == 0 && j == last || i == last && j == 0;
                if (!finder) {
                    data.clear(centres[i] - 2, centres[j] - 2, 5, 5);
                }
            }
        }
        if (version.getVersionNumber() >= 7) {
            data.clear(size - 11, 0, 3, 6);
            data.clear(0, size - 11, 6, 3);
        }
        return data;
    }
}
