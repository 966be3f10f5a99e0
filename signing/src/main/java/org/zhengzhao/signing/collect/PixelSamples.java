package org.zhengzhao.signing.collect;

import org.zhengzhao.signing.qr.GreyPicture;

/** Samples of a PDF's picture, row by row, each row filled up to whole octets (ISO 32000-1 §8.9.3). */
final class PixelSamples {
    private static final int BITS = 8;
    /** The eight shades of an octet of one-bit samples, octet by octet. */
    private static final byte[] SHADES = shades();

    private PixelSamples() {}

    private static byte[] shades() {
        byte[] shades = new byte[256 * BITS];
        for (int i = 0; i < shades.length; i++) {
            shades[i] = (byte) ((i / BITS >> (BITS - 1 - i % BITS) & 1) == 0 ? 0 : 0xFF);
        }
        return shades;
    }

    static int rowLength(int width, int bits, int components) {
        return (width * bits * components + BITS - 1) / BITS;
    }

    /**
     * In shades of grey.
     *
     * @param bits of a sample: 1 or 8
     * @param components of a pixel: 1 or 3
     */
    static GreyPicture grey(byte[] samples, int width, int height, int bits, int components) {
        int rowLength = rowLength(width, bits, components);
        byte[] grey = new byte[width * height];
        byte[] row = new byte[bits == 1 ? rowLength * BITS : 0];
        for (int y = 0; y < height; y++) {
            byte[] from = bits == 1 ? row : samples;
            int start = bits == 1 ? 0 : y * rowLength;
            if (bits == 1) {
                expand(samples, y * rowLength, rowLength, row);
            }
            if (components == 1) {
                System.arraycopy(from, start, grey, y * width, width);
            } else {
                mix(from, start, components, grey, y * width, width);
            }
        }
        return new GreyPicture(width, height, grey);
    }

    private static void expand(byte[] samples, int from, int length, byte[] row) {
        for (int i = 0; i < length; i++) {
            System.arraycopy(SHADES, (samples[from + i] & 0xFF) * BITS, row, i * BITS, BITS);
        }
    }

    private static void mix(byte[] from, int start, int components, byte[] grey, int to, int width) {
        for (int x = 0; x < width; x++) {
            int sum = 0;
            for (int component = 0; component < components; component++) {
                sum += from[start + x * components + component] & 0xFF;
            }
            grey[to + x] = (byte) (sum / components);
        }
    }
}
