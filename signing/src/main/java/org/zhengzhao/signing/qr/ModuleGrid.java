package org.zhengzhao.signing.qr;

import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.encoder.ByteMatrix;

/**
 * The modules of a QR symbol, a bit each, 1 being dark; once in rows and once in columns, so that both can be scored with
 * whole words. Module (x, y) is bit x % 64 of word y * words + x / 64 of the rows.
 */
final class ModuleGrid {
    private final int size;
    /** In a row or column. */
    private final int words;

    private final long[] rows;
    private final long[] columns;

    private ModuleGrid(int size, int words, long[] rows, long[] columns) {
        this.size = size;
        this.words = words;
        this.rows = rows;
        this.columns = columns;
    }

    static ModuleGrid empty(int size) {
        int words = (size + 63) / 64;
        return new ModuleGrid(size, words, new long[size * words], new long[size * words]);
    }

    static ModuleGrid full(int size) {
        ModuleGrid full = empty(size);
        for (int line = 0; line < size; line++) {
            for (int word = 0; word < full.words; word++) {
                int inside = size - word * 64;
                long bits = inside >= 64 ? -1 : (1L << inside) - 1;
                full.rows[line * full.words + word] = bits;
                full.columns[line * full.words + word] = bits;
            }
        }
        return full;
    }

    static ModuleGrid of(ByteMatrix matrix) {
        ModuleGrid grid = empty(matrix.getWidth());
        byte[][] modules = matrix.getArray();
        for (int y = 0; y < grid.size; y++) {
            for (int x = 0; x < grid.size; x++) {
                if (modules[y][x] == 1) {
                    grid.flip(x, y);
                }
            }
        }
        return grid;
    }

    int size() {
        return size;
    }

    int words() {
        return words;
    }

    /** Not copied: only this package's scoring sees it. */
    long[] rows() {
        return rows;
    }

    long[] columns() {
        return columns;
    }

    boolean dark(int x, int y) {
        return (rows[y * words + (x >> 6)] >>> (x & 63) & 1) != 0;
    }

    void flip(int x, int y) {
        rows[y * words + (x >> 6)] ^= 1L << (x & 63);
        columns[x * words + (y >> 6)] ^= 1L << (y & 63);
    }

    /** Makes all modules of a rectangle light. */
    void clear(int left, int top, int width, int height) {
        clear(rows, left, top, width, height);
        clear(columns, top, left, height, width);
    }

    private void clear(long[] lines, int from, int first, int length, int count) {
        for (int line = first; line < first + count; line++) {
            for (int i = from; i < from + length; i++) {
                lines[line * words + (i >> 6)] &= ~(1L << (i & 63));
            }
        }
    }

    ModuleGrid flipped(ModuleGrid where) {
        ModuleGrid flipped = empty(size);
        for (int i = 0; i < rows.length; i++) {
            flipped.rows[i] = rows[i] ^ where.rows[i];
            flipped.columns[i] = columns[i] ^ where.columns[i];
        }
        return flipped;
    }

    /** Whether a matrix has exactly these modules. */
    boolean isSame(BitMatrix matrix) {
        if (matrix.getWidth() != size || matrix.getHeight() != size) {
            return false;
        }
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (matrix.get(x, y) != dark(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The same for the encoder's own matrix. */
    boolean isSame(ByteMatrix matrix) {
        if (matrix.getWidth() != size || matrix.getHeight() != size) {
            return false;
        }
        byte[][] modules = matrix.getArray();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if ((modules[y][x] == 1) != dark(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The modules without any margin. */
    BitMatrix matrix() {
        return picture(1, 0);
    }

    /** The symbol as a clean picture, {@code scale} pixels a module, with its quiet zone. */
    BitMatrix picture(int scale) {
        return picture(scale, QrSymbol.QUIET_ZONE);
    }

    private BitMatrix picture(int scale, int margin) {
        int side = (size + 2 * margin) * scale;
        BitMatrix picture = new BitMatrix(side);
        BitArray row = new BitArray(side);
        for (int y = 0; y < size; y++) {
            row.clear();
            for (int x = 0; x < size; x++) {
                if (dark(x, y)) {
                    row.setRange((x + margin) * scale, (x + margin + 1) * scale);
                }
            }
            for (int i = 0; i < scale; i++) {
                picture.setRow((y + margin) * scale + i, row);
            }
        }
        return picture;
    }
}
