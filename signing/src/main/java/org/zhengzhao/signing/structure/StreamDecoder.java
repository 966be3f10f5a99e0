package org.zhengzhao.signing.structure;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decodes the streams that make up a file's structure: not at all, or Flate with PNG predictors (ISO 32000-2 §7.4.4). */
final class StreamDecoder {
    private static final PdfValue NO_FILTER = new PdfValue.Items(List.of());

    private final Budget budget;

    StreamDecoder(Budget budget) {
        this.budget = budget;
    }

    byte[] decode(PdfValue.Dictionary dictionary, byte[] file, int from, int to) throws MalformedPdfException {
        PdfValue filter = single(dictionary.find("Filter").orElse(NO_FILTER));
        PdfValue parameters = single(dictionary.find("DecodeParms").orElse(new PdfValue.Null()));
        if (filter instanceof PdfValue.Items none && none.values().isEmpty()) {
            byte[] plain = Arrays.copyOfRange(file, from, to);
            budget.spendInflated(plain.length, plain.length, plain.length);
            return plain;
        }
        if (!(filter instanceof PdfValue.Name name) || !name.value().equals("FlateDecode")) {
            throw MalformedPdfException.structure("filter", from);
        }
        byte[] inflated = inflate(file, from, to);
        return parameters instanceof PdfValue.Dictionary predictor ? predicted(inflated, predictor, from) : inflated;
    }

    /** One filter may stand in an array or alone; several are as they are, and refused. */
    private static PdfValue single(PdfValue value) {
        return value instanceof PdfValue.Items items && items.values().size() == 1
                ? items.values().getFirst()
                : value;
    }

    private byte[] inflate(byte[] file, int from, int to) throws MalformedPdfException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file, from, to - from);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[16 * 1024];
            while (!inflater.finished()) {
                int count = inflater.inflate(part);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw MalformedPdfException.structure("compressed stream", from);
                }
                out.write(part, 0, count);
                budget.spendInflated(count, out.size(), to - from);
            }
            return out.toByteArray();
        } catch (DataFormatException broken) {
            throw MalformedPdfException.structure("compressed stream", from);
        } finally {
            inflater.end();
        }
    }

    private static byte[] predicted(byte[] octets, PdfValue.Dictionary parameters, int position)
            throws MalformedPdfException {
        int predictor = parameters.findWhole("Predictor").orElse(1);
        if (predictor == 1) {
            return octets;
        }
        int width = parameters.findWhole("Columns").orElse(1);
        boolean plainOctets = parameters.findWhole("Colors").orElse(1) == 1
                && parameters.findWhole("BitsPerComponent").orElse(8) == 8;
        if (predictor < 10 || predictor > 15 || !plainOctets || width < 1 || width > 4096) {
            throw MalformedPdfException.structure("predictor", position);
        }
        int rows = octets.length / (width + 1);
        byte[] out = new byte[rows * width];
        for (int row = 0; row < rows; row++) {
            int from = row * (width + 1);
            for (int i = 0; i < width; i++) {
                int left = i == 0 ? 0 : out[row * width + i - 1] & 0xFF;
                int above = row == 0 ? 0 : out[(row - 1) * width + i] & 0xFF;
                int corner = i == 0 || row == 0 ? 0 : out[(row - 1) * width + i - 1] & 0xFF;
                int guess = switch (octets[from]) {
                    case 0 -> 0;
                    case 1 -> left;
                    case 2 -> above;
                    case 3 -> (left + above) / 2;
                    case 4 -> paeth(left, above, corner);
                    default -> throw MalformedPdfException.structure("predictor", position);
                };
                out[row * width + i] = (byte) (octets[from + 1 + i] + guess);
            }
        }
        return out;
    }

    private static int paeth(int left, int above, int corner) {
        int estimate = left + above - corner;
        int toLeft = Math.abs(estimate - left);
        int toAbove = Math.abs(estimate - above);
        int toCorner = Math.abs(estimate - corner);
        if (toLeft <= toAbove && toLeft <= toCorner) {
            return left;
        }
        return toAbove <= toCorner ? above : corner;
    }
}
