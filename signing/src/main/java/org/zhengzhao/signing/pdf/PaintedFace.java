package org.zhengzhao.signing.pdf;

import java.util.List;

/**
 * The pages of a license as content streams.
 *
 * @param pages the first is the license, the others continue values that did not fit
 * @param document root of the structure tree
 */
record PaintedFace(List<TaggedPage.Painted> pages, StructureElement document, SealPainter.PlacedSeal seal) {
    PaintedFace {
        pages = List.copyOf(pages);
    }
}
