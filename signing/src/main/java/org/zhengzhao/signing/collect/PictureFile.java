package org.zhengzhao.signing.collect;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.picture.PictureHeader;
import org.zhengzhao.signing.qr.GreyPicture;

/** Decodes picture files: PNG, JPEG, GIF (its first frame) and BMP, dimensions before pixels. */
public final class PictureFile {
    /** Larger pictures are read with every second or third pixel only: a QR code on a photo has pixels to spare. */
    private static final int AMPLE_PIXELS = 12_000_000;

    private static final int MAX_SIDE = 30_000;
    /** Pixels that are decoded, scan by scan: a large photo in a dozen scans. */
    private static final long MAX_WORK = 12L * GreyPicture.MAX_PIXELS;

    private PictureFile() {}

    static boolean looksLike(String head) {
        return head.startsWith("\u0089PNG\r\n\u001A\n")
                || head.startsWith("\u00FF\u00D8\u00FF")
                || head.startsWith("GIF8")
                || head.startsWith("BM");
    }

    /** Pictures that people have and this does not read: WebP, TIFF, HEIC, SVG. */
    static boolean looksLikeAnother(String head) {
        return head.startsWith("RIFF") && head.startsWith("WEBP", 8)
                || head.startsWith("II*\u0000")
                || head.startsWith("MM\u0000*")
                || head.startsWith("ftyp", 4)
                || head.toLowerCase(Locale.ROOT).contains("<svg");
    }

    /** The picture in shades of grey. */
    public static GreyPicture read(Bytes octets) throws UnreadableDocumentException {
        return read(octets, GreyPicture.MAX_PIXELS);
    }

    /**
     * @param mostPixels that are decoded, at most {@link GreyPicture#MAX_PIXELS}
     */
    static GreyPicture read(Bytes octets, long mostPixels) throws UnreadableDocumentException {
        if (PictureHeader.wrapsAnother(octets)) {
            throw new UnreadableDocumentException(Refusal.PICTURE_BROKEN);
        }
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(octets.stream())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new UnreadableDocumentException(Refusal.PICTURE_BROKEN);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                return read(reader, PictureHeader.scans(octets), Math.min(mostPixels, GreyPicture.MAX_PIXELS));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            // The JDK's readers let unchecked exceptions out on damaged pictures; all mean the same here.
            throw new UnreadableDocumentException(Refusal.PICTURE_BROKEN);
        }
    }

    private static GreyPicture read(ImageReader reader, int scans, long mostPixels)
            throws IOException, UnreadableDocumentException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        long pixels = (long) width * height;
        if (width > MAX_SIDE || height > MAX_SIDE || pixels > mostPixels || pixels * scans > MAX_WORK) {
            throw new UnreadableDocumentException(Refusal.PICTURE_TOO_LARGE);
        }
        ImageReadParam parameters = reader.getDefaultReadParam();
        if (pixels > AMPLE_PIXELS) {
            int step = (int) Math.ceil(Math.sqrt((double) pixels / AMPLE_PIXELS));
            parameters.setSourceSubsampling(step, step, 0, 0);
        }
        return grey(reader.read(0, parameters));
    }

    static GreyPicture grey(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] grey = new byte[width * height];
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            // As stored: the conversion to RGB below would brighten linear grey.
            Raster raster = image.getRaster();
            int[] row = new int[width];
            for (int y = 0; y < height; y++) {
                raster.getSamples(0, y, width, 1, 0, row);
                for (int x = 0; x < width; x++) {
                    grey[y * width + x] = (byte) row[x];
                }
            }
            return new GreyPicture(width, height, grey);
        }
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int argb = row[x];
                int alpha = argb >>> 24;
                int luminance = (306 * (argb >> 16 & 0xFF) + 601 * (argb >> 8 & 0xFF) + 117 * (argb & 0xFF)) >> 10;
                // What is transparent is seen as white.
                grey[y * width + x] = (byte) ((luminance * alpha + 255 * (255 - alpha)) / 255);
            }
        }
        return new GreyPicture(width, height, grey);
    }
}
