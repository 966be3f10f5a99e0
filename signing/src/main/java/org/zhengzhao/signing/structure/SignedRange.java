package org.zhengzhao.signing.structure;

import java.util.List;
import java.util.Optional;

/**
 * The two ranges of a signature (ISO 32000-2 §12.8.1): from the start of the file to {@code gapStart}, and from {@code gapEnd}
 * to {@code end}.
 */
public record SignedRange(int gapStart, int gapEnd, int end) {
    public SignedRange {
        if (gapStart <= 0 || gapEnd <= gapStart || end < gapEnd) {
            throw new IllegalArgumentException("ranges out of order");
        }
    }

    /** Two ranges in order and within the file; empty for anything else. */
    static Optional<SignedRange> of(PdfValue.Dictionary signature, int fileLength) {
        List<PdfValue> values = signature.find("ByteRange").orElse(PdfValue.Items.NONE) instanceof PdfValue.Items items
                ? items.values()
                : List.of();
        if (values.size() != 4) {
            return Optional.empty();
        }
        long[] numbers = new long[4];
        for (int i = 0; i < 4; i++) {
            if (!(values.get(i) instanceof PdfValue.Whole whole) || whole.value() < 0 || whole.value() > fileLength) {
                return Optional.empty();
            }
            numbers[i] = whole.value();
        }
        boolean ordered =
                numbers[0] == 0 && numbers[1] > 0 && numbers[2] > numbers[1] && numbers[2] + numbers[3] <= fileLength;
        return ordered
                ? Optional.of(new SignedRange((int) numbers[1], (int) numbers[2], (int) (numbers[2] + numbers[3])))
                : Optional.empty();
    }
}
