package org.zhengzhao.signing.qr;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a picture that is, pixel for pixel, the symbol that we would draw for the text that it says. There is room for nothing
 * else in it, so nothing else has to be searched for: no second symbol beside it, none hidden in its error correction or its
 * padding. Every other picture is for {@link QrReader}.
 */
public final class CleanSymbol {
    private static final int FINDER = 7;
    private static final int SMALLEST = 21;
    private static final int LARGEST = 177;
    /** Bits 12 to 10 of the format information name the mask; this is what they are masked with themselves. */
    private static final int FORMAT_PATTERN = 0b101;

    private final GreyPicture picture;
    private final int margin;
    private final int scale;
    private final int size;

    private CleanSymbol(GreyPicture picture, int margin, int scale, int size) {
        this.picture = picture;
        this.margin = margin;
        this.scale = scale;
        this.size = size;
    }

    /** The text; empty where the picture is anything but one clean symbol of ours. */
    public static Optional<String> read(GreyPicture picture) {
        return found(picture).flatMap(CleanSymbol::text);
    }

    /** A corner of dark modules on the diagonal, from which margin and scale follow. */
    private static Optional<CleanSymbol> found(GreyPicture picture) {
        int side = picture.width();
        if (picture.height() != side) {
            return Optional.empty();
        }
        int margin = 0;
        while (margin < side && light(picture, margin, margin)) {
            margin++;
        }
        int end = margin;
        while (end < side && !light(picture, end, margin)) {
            end++;
        }
        int scale = (end - margin) / FINDER;
        int modules = scale == 0 ? 0 : (side - 2 * margin) / scale;
        boolean fits = modules >= SMALLEST
                && modules <= LARGEST
                && modules % 4 == 1
                && (end - margin) % FINDER == 0
                && modules * scale + 2 * margin == side
                && margin >= QrSymbol.QUIET_ZONE * scale;
        return fits ? Optional.of(new CleanSymbol(picture, margin, scale, modules)) : Optional.empty();
    }

    private static boolean light(GreyPicture picture, int x, int y) {
        return picture.pixels()[y * picture.width() + x] != 0;
    }

    private Optional<String> text() {
        ModuleGrid modules = modules();
        if (!isAllThereIs(modules)) {
            return Optional.empty();
        }
        try {
            String text = new Decoder().decode(modules.matrix()).getText();
            if (text.isEmpty()) {
                return Optional.empty();
            }
            QRCode own = QrSymbol.encoded(text, mask(modules));
            return modules.isSame(own.getMatrix()) ? Optional.of(text) : Optional.empty();
        } catch (ChecksumException | FormatException | WriterException notOurs) {
            return Optional.empty();
        } catch (RuntimeException notOurs) {
            // What decodes may be nothing that can be encoded.
            return Optional.empty();
        }
    }

    private ModuleGrid modules() {
        ModuleGrid modules = ModuleGrid.empty(size);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (!light(picture, margin + x * scale, margin + y * scale)) {
                    modules.flip(x, y);
                }
            }
        }
        return modules;
    }

    /** Whether these modules and white around them are every pixel of the picture. */
    private boolean isAllThereIs(ModuleGrid modules) {
        int side = picture.width();
        byte[] row = new byte[side];
        for (int y = 0; y < side; y++) {
            int inside = y - margin;
            boolean outside = inside < 0 || inside >= size * scale;
            if (y == 0 || outside || inside % scale == 0) {
                Arrays.fill(row, (byte) 0xFF);
                for (int x = 0; x < size && !outside; x++) {
                    if (modules.dark(x, inside / scale)) {
                        Arrays.fill(row, margin + x * scale, margin + (x + 1) * scale, (byte) 0);
                    }
                }
            }
            if (!Arrays.equals(row, 0, side, picture.pixels(), y * side, (y + 1) * side)) {
                return false;
            }
        }
        return true;
    }

    private static int mask(ModuleGrid modules) {
        int bits = 0;
        for (int x = 2; x <= 4; x++) {
            bits = bits << 1 | (modules.dark(x, 8) ? 1 : 0);
        }
        return bits ^ FORMAT_PATTERN;
    }
}
