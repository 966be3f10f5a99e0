package org.zhengzhao.signing.pdf;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.pdf.UnprintableLicenseException.Reason;
import org.zhengzhao.signing.picture.PictureHeader;

/**
 * A picture of a license. JPEG goes into the PDF octet by octet, so that a verifier can compare its SHA-256 with the one
 * that the license names; PNG is set anew, without transparency.
 */
record LicensePicture(String resourceName, int width, int height, Bytes octets, boolean jpeg, boolean grey) {
    private static final int MAX_OCTETS = 5 * 1024 * 1024;
    private static final int MAX_SIDE = 4000;
    /** Pixels that are decoded, scan by scan: the largest picture in a dozen scans. */
    private static final long MAX_WORK = 12L * MAX_SIDE * MAX_SIDE;

    static LicensePicture read(String field, String resourceName, Bytes octets) throws UnprintableLicenseException {
        if (octets.length() > MAX_OCTETS) {
            throw refused(field);
        }
        try (ImageInputStream stream = new MemoryCacheImageInputStream(octets.stream())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw refused(field);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                // The format first: other readers of the JDK trust the numbers in a header.
                String format = reader.getFormatName();
                if (!format.equalsIgnoreCase("jpeg") && !format.equalsIgnoreCase("png")) {
                    throw refused(field);
                }
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width < 1
                        || height < 1
                        || width > MAX_SIDE
                        || height > MAX_SIDE
                        || (long) width * height * PictureHeader.scans(octets) > MAX_WORK) {
                    throw refused(field);
                }
                if (format.equalsIgnoreCase("jpeg")) {
                    BufferedImage image = reader.read(0);
                    int components = image.getColorModel().getNumComponents();
                    if (components != 1 && components != 3) {
                        throw refused(field);
                    }
                    return new LicensePicture(resourceName, width, height, octets, true, components == 1);
                }
                return new LicensePicture(resourceName, width, height, samples(reader.read(0)), false, false);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            throw refused(field);
        }
    }

    private static UnprintableLicenseException refused(String field) {
        return UnprintableLicenseException.of(Reason.PICTURE, field);
    }

    /** Red, green and blue on white. */
    private static Bytes samples(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        BufferedImage opaque = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        int[] pixels = opaque.getRGB(0, 0, width, height, null, 0, width);
        byte[] samples = new byte[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            samples[3 * i] = (byte) (pixels[i] >> 16);
            samples[3 * i + 1] = (byte) (pixels[i] >> 8);
            samples[3 * i + 2] = (byte) pixels[i];
        }
        return Bytes.of(samples);
    }

    COSStream embed(PdfObjects objects) throws IOException {
        COSStream image = jpeg ? objects.raw(octets.toArray()) : objects.deflated(octets.toArray());
        if (jpeg) {
            image.setItem(COSName.FILTER, COSName.DCT_DECODE);
        }
        image.setItem(COSName.TYPE, COSName.XOBJECT);
        image.setItem(COSName.SUBTYPE, COSName.IMAGE);
        image.setInt(COSName.WIDTH, width);
        image.setInt(COSName.HEIGHT, height);
        image.setInt(COSName.BITS_PER_COMPONENT, 8);
        image.setItem(COSName.COLORSPACE, grey ? COSName.DEVICEGRAY : COSName.DEVICERGB);
        return image;
    }
}
