package org.zhengzhao.signing.qr;

/** A picture in shades of grey, one octet a pixel, row by row. */
public final class GreyPicture {
    /** The most pixels that are looked at. */
    public static final int MAX_PIXELS = 40_000_000;

    private final int width;
    private final int height;
    private final byte[] pixels;

    /**
     * @param pixels taken over, not copied: the caller lets go of them
     */
    public GreyPicture(int width, int height, byte[] pixels) {
        if (width < 1 || height < 1 || (long) width * height != pixels.length || pixels.length > MAX_PIXELS) {
            throw new IllegalArgumentException("not that many pixels");
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The shade of a pixel, 0 being black, 255 white. */
    public int at(int x, int y) {
        return pixels[y * width + x] & 0xFF;
    }

    byte[] pixels() {
        return pixels;
    }

    /** Every {@code factor} × {@code factor} pixels averaged into one. */
    GreyPicture reduced(int factor) {
        int smallWidth = width / factor;
        int smallHeight = height / factor;
        byte[] small = new byte[smallWidth * smallHeight];
        for (int y = 0; y < smallHeight; y++) {
            for (int x = 0; x < smallWidth; x++) {
                int sum = 0;
                for (int dy = 0; dy < factor; dy++) {
                    int row = (y * factor + dy) * width + x * factor;
                    for (int dx = 0; dx < factor; dx++) {
                        sum += pixels[row + dx] & 0xFF;
                    }
                }
                small[y * smallWidth + x] = (byte) (sum / (factor * factor));
            }
        }
        return new GreyPicture(smallWidth, smallHeight, small);
    }

    /** The picture in another size, each pixel mixed from its four neighbours. */
    GreyPicture scaled(double factor) {
        int newWidth = Math.max(1, (int) Math.round(width * factor));
        int newHeight = Math.max(1, (int) Math.round(height * factor));
        byte[] scaled = new byte[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            double fromY = Math.clamp((y + 0.5) / factor - 0.5, 0, height - 1);
            int top = (int) fromY;
            int bottom = Math.min(top + 1, height - 1);
            for (int x = 0; x < newWidth; x++) {
                double fromX = Math.clamp((x + 0.5) / factor - 0.5, 0, width - 1);
                int left = (int) fromX;
                int right = Math.min(left + 1, width - 1);
                double above = mixed(top * width + left, top * width + right, fromX - left);
                double below = mixed(bottom * width + left, bottom * width + right, fromX - left);
                scaled[y * newWidth + x] = (byte) Math.round(above + (below - above) * (fromY - top));
            }
        }
        return new GreyPicture(newWidth, newHeight, scaled);
    }

    private double mixed(int one, int other, double share) {
        int first = pixels[one] & 0xFF;
        return first + ((pixels[other] & 0xFF) - first) * share;
    }

    /** Every pixel the mean of itself and its neighbours up to {@code radius} away: takes out noise and screen patterns. */
    GreyPicture smoothed(int radius) {
        return averaged(averaged(this, radius, 1, width, height), radius, width, height, width);
    }

    /** Means along lines: {@code step} from pixel to pixel, {@code length} pixels a line, {@code lines} lines. */
    private static GreyPicture averaged(GreyPicture from, int radius, int step, int length, int lines) {
        byte[] averaged = new byte[from.pixels.length];
        int lineStep = step == 1 ? from.width : 1;
        for (int line = 0; line < lines; line++) {
            int start = line * lineStep;
            for (int i = 0; i < length; i++) {
                int first = Math.max(0, i - radius);
                int last = Math.min(length - 1, i + radius);
                int sum = 0;
                for (int j = first; j <= last; j++) {
                    sum += from.pixels[start + j * step] & 0xFF;
                }
                averaged[start + i * step] = (byte) (sum / (last - first + 1));
            }
        }
        return new GreyPicture(from.width, from.height, averaged);
    }

    /** Turned by 45 degrees, white in the corners. */
    GreyPicture turned() {
        double cosine = Math.sqrt(0.5);
        int side = (int) Math.ceil((width + height) * cosine);
        byte[] turned = new byte[side * side];
        double middleX = width / 2.0;
        double middleY = height / 2.0;
        double middle = side / 2.0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int fromX = (int) Math.floor(middleX + ((x - middle) + (y - middle)) * cosine);
                int fromY = (int) Math.floor(middleY + ((y - middle) - (x - middle)) * cosine);
                boolean inside = fromX >= 0 && fromY >= 0 && fromX < width && fromY < height;
                turned[y * side + x] = inside ? pixels[fromY * width + fromX] : (byte) 0xFF;
            }
        }
        return new GreyPicture(side, side, turned);
    }
}
