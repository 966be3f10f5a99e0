package org.zhengzhao.signing.pdf;

import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * The pages of a license as content streams.
 *
 * @param pages the first is the license, the others continue values that did not fit
 * @param seal appearance of the seal in a square with sides of {@code sealDiameter}
 * @param sealDiameter points
 * @param sealX left edge of the seal on the first page, in points
 * @param sealY lower edge of the seal on the first page, in points
 */
record PaintedFace(List<Bytes> pages, Bytes seal, double sealDiameter, double sealX, double sealY) {
    PaintedFace {
        pages = List.copyOf(pages);
    }
}
