package org.zhengzhao.signing.qr;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import java.util.List;
import java.util.Map;
import org.zhengzhao.signing.qr.Masks.Masked;

/**
 * Reads symbols back when they are made. Readers built on ZXing, which many phones have, do not find one of 25 clean symbols:
 * something in their data looks like a corner. Under another mask it does not.
 */
final class ReadBack {
    /** Pixels a module in the picture in which a symbol must be found, as in the PDF. In larger ones hardly any more fail. */
    private static final int SCALE = 4;

    private ReadBack() {}

    /**
     * The first symbol that a reader finds in a clean picture; the first of all where it finds none.
     *
     * @throws IllegalStateException if the symbol does not say the text: then the encoder is broken
     */
    static ModuleGrid choose(List<Masked> masks, String text) {
        ModuleGrid chosen = masks.stream()
                .map(Masked::modules)
                .filter(ReadBack::isFound)
                .findFirst()
                .orElseGet(() -> masks.getFirst().modules());
        try {
            if (!new Decoder().decode(chosen.matrix()).getText().equals(text)) {
                throw new IllegalStateException("the QR symbol says something else");
            }
        } catch (ChecksumException | FormatException unreadable) {
            throw new IllegalStateException("the QR symbol says nothing", unreadable);
        }
        return chosen;
    }

    /** Whether the detector finds the corners and from them every module. */
    static boolean isFound(ModuleGrid modules) {
        try {
            return modules.isSame(
                    new Detector(modules.picture(SCALE)).detect(Map.of()).getBits());
        } catch (NotFoundException | FormatException notFound) {
            return false;
        } catch (RuntimeException outOfThePicture) {
            // Corners in the wrong places make ZXing look outside the picture.
            return false;
        }
    }
}
