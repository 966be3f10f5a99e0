package org.zhengzhao.signing.picture;

import org.zhengzhao.schema.bytes.Bytes;

/** What the first look at a picture file tells, before a decoder that trusts its numbers is let near it. */
public final class PictureHeader {
    private static final int BMP_HEADER_LENGTH = 14;
    private static final int BMP_COMPRESSION = 30;
    private static final int BMP_OLD_HEADER = 12;
    private static final int BMP_LAST_OWN_COMPRESSION = 3;
    private static final int START_OF_SCAN = 0xDA;

    private PictureHeader() {}

    /**
     * Whether this is a BMP that wraps a JPEG or a PNG: the JDK's reader takes its length from the header, up to 2 GB, and its
     * dimensions from nobody.
     */
    public static boolean wrapsAnother(Bytes octets) {
        if (octets.length() < BMP_COMPRESSION + 4 || octets.at(0) != 'B' || octets.at(1) != 'M') {
            return false;
        }
        int compression = littleEndian(octets, BMP_COMPRESSION);
        return littleEndian(octets, BMP_HEADER_LENGTH) != BMP_OLD_HEADER
                && (compression < 0 || compression > BMP_LAST_OWN_COMPRESSION);
    }

    /**
     * How often all pixels have to be gone through: the number of scans of a JPEG, at most; 1 for other pictures. A progressive
     * JPEG may have thousands of scans that say nothing.
     */
    public static int scans(Bytes octets) {
        if (octets.length() < 2 || octets.at(0) != (byte) 0xFF || octets.at(1) != (byte) 0xD8) {
            return 1;
        }
        int scans = 0;
        for (int i = 2; i < octets.length() - 1; i++) {
            if (octets.at(i) == (byte) 0xFF && (octets.at(i + 1) & 0xFF) == START_OF_SCAN) {
                scans++;
            }
        }
        return Math.max(1, scans);
    }

    private static int littleEndian(Bytes octets, int at) {
        return octets.at(at) & 0xFF
                | (octets.at(at + 1) & 0xFF) << 8
                | (octets.at(at + 2) & 0xFF) << 16
                | (octets.at(at + 3) & 0xFF) << 24;
    }
}
