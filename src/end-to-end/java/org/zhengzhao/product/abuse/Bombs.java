package org.zhengzhao.product.abuse;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.Base45;

/** Small files that want to become large, deep or endless where they are read. Made on the spot. */
final class Bombs {
    private static final int MANY = 300_000;
    private static final long LARGE = 200L * 1024 * 1024;

    private Bombs() {}

    /** By the names of their files. */
    static Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        for (String format : new String[] {"png", "jpg", "gif", "bmp", "tif"}) {
            bombs.put("vast." + format, vast(format));
        }
        bombs.put("inflating.png", inflatingPng());
        bombs.put("inflating.ofd", archive("OFD.xml", LARGE));
        bombs.put("entries.ofd", manyEntries());
        bombs.put("within.ofd", nested(3));
        bombs.put(
                "inflating-code.txt",
                ("LX1:" + Base45.encode(Bytes.of(deflated(LARGE)))).getBytes(StandardCharsets.US_ASCII));
        bombs.put("inflating.pdf", pdf("/Filter /FlateDecode", deflated(LARGE)));
        bombs.put("twice.pdf", pdf("/Filter [/FlateDecode /FlateDecode]", deflatedTwice()));
        bombs.put(
                "objects.pdf",
                pdf("/Type /ObjStm /N 2000000000 /First 2000000000 /Filter /FlateDecode", deflated(1000)));
        bombs.put(
                "nested.pdf",
                ("%PDF-1.7\n1 0 obj\n" + "[".repeat(MANY) + "\nendobj\n" + end(9)).getBytes(StandardCharsets.US_ASCII));
        bombs.put(
                "names.pdf",
                ("%PDF-1.7\n1 0 obj\n<<" + "/A<<".repeat(MANY) + "\nendobj\n" + end(9))
                        .getBytes(StandardCharsets.US_ASCII));
        bombs.put("kids.pdf", kidsOfThemselves());
        bombs.put(
                "sections.pdf",
                ("%PDF-1.7\n" + "xref\n0 999999999\n".repeat(1000) + end(9)).getBytes(StandardCharsets.US_ASCII));
        bombs.put("nested.json", "[".repeat(MANY).getBytes(StandardCharsets.US_ASCII));
        bombs.put("members.json", "{\"a\":".repeat(MANY).getBytes(StandardCharsets.US_ASCII));
        bombs.put("number.json", ("{\"a\":1" + "0".repeat(MANY) + "}").getBytes(StandardCharsets.US_ASCII));
        bombs.put("power.json", "{\"a\":1e999999999}".getBytes(StandardCharsets.US_ASCII));
        bombs.put("nested.cbor", repeated(0x81, MANY));
        bombs.put("endless.cbor", repeated(0x9f, MANY));
        bombs.put("tags.cbor", repeated(0xc6, MANY));
        bombs.put("announced.cbor", new byte[] {(byte) 0xd2, (byte) 0x9b, 0x7f, -1, -1, -1, -1, -1, -1, -1});
        bombs.put("announced-text.cbor", new byte[] {(byte) 0xd2, (byte) 0x84, 0x5b, 0, 0, 0, 0, 0x7f, -1, -1, -1});
        bombs.put("nested.der", nestedDer());
        bombs.put("dashes.pem", "-----BEGIN CERTIFICATE-----\n".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
        bombs.put(
                "token.txt",
                ("eyJhbGciOiJFUzI1NiJ9." + "A".repeat(MANY) + "." + "~A".repeat(MANY))
                        .getBytes(StandardCharsets.US_ASCII));
        return bombs;
    }

    /** A picture of eight pixels whose header says that it has as many as it can have. */
    private static byte[] vast(String format) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), format, octets);
        byte[] picture = octets.toByteArray();
        ByteBuffer header = ByteBuffer.wrap(picture);
        switch (format) {
            case "png" -> {
                header.putInt(16, 0x7fffffff).putInt(20, 0x7fffffff);
                CRC32 check = new CRC32();
                check.update(picture, 12, 17);
                header.putInt(29, (int) check.getValue());
            }
            case "jpg" -> {
                for (int i = 2; i + 9 < picture.length; i += 2 + (header.getShort(i + 2) & 0xffff)) {
                    if ((header.getShort(i) & 0xffff) == 0xffc0) {
                        header.putShort(i + 5, (short) 65_500).putShort(i + 7, (short) 65_500);
                        break;
                    }
                }
            }
            case "gif" -> {
                Arrays.fill(picture, 6, 10, (byte) 0xff);
                int image = 13 + (3 << ((picture[10] & 7) + 1));
                while (image < picture.length && picture[image] != 0x2c) {
                    image++;
                }
                Arrays.fill(picture, image + 5, image + 9, (byte) 0xff);
            }
            case "bmp" -> Arrays.fill(picture, 18, 26, (byte) 0x7f);
            default -> {
                // Tags 256 and 257, width and length, wherever they stand.
                for (int i = 0; i + 12 <= picture.length; i++) {
                    int tag = header.getShort(i);
                    if ((tag == 0x100 || tag == 0x101) && header.getInt(i + 4) == 1) {
                        header.putShort(i + 2, (short) 4).putInt(i + 8, 0x7fffffff);
                    }
                }
            }
        }
        return picture;
    }

    /** Within every limit on pixels by its header; its data inflate to far more. */
    private static byte[] inflatingPng() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(1000)
                        .putInt(1000)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
        chunk(png, "iCCP", concatenated("a\0\0".getBytes(StandardCharsets.US_ASCII), deflated(LARGE / 4)));
        chunk(png, "zTXt", concatenated("a\0\0".getBytes(StandardCharsets.US_ASCII), deflated(LARGE / 4)));
        chunk(png, "IDAT", deflated(LARGE / 2));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(OutputStream png, String type, byte[] data) throws IOException {
        byte[] checked = concatenated(type.getBytes(StandardCharsets.US_ASCII), data);
        CRC32 check = new CRC32();
        check.update(checked);
        png.write(ByteBuffer.allocate(4).putInt(data.length).array());
        png.write(checked);
        png.write(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }

    private static byte[] deflated(long octets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, new Deflater(9))) {
            zeros(deflating, octets);
        }
        return out.toByteArray();
    }

    private static byte[] deflatedTwice() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream outer = new DeflaterOutputStream(out, new Deflater(9));
                DeflaterOutputStream inner = new DeflaterOutputStream(outer, new Deflater(9))) {
            zeros(inner, LARGE);
        }
        return out.toByteArray();
    }

    private static void zeros(OutputStream out, long octets) throws IOException {
        byte[] piece = new byte[1 << 16];
        for (long left = octets; left > 0; left -= piece.length) {
            out.write(piece, 0, (int) Math.min(left, piece.length));
        }
    }

    private static byte[] archive(String entry, long octets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(out)) {
            archive.setLevel(9);
            archive.putNextEntry(new ZipEntry(entry));
            zeros(archive, octets);
        }
        return out.toByteArray();
    }

    private static byte[] manyEntries() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(out)) {
            for (int i = 0; i < 70_000; i++) {
                archive.putNextEntry(new ZipEntry("Doc_0/Pages/Page_" + i + "/Content.xml"));
            }
        }
        return out.toByteArray();
    }

    /** Archives in archives, ten in each. */
    private static byte[] nested(int depth) throws IOException {
        byte[] inner = archive("OFD.xml", 10_000_000);
        for (int i = 0; i < depth; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream archive = new ZipOutputStream(out)) {
                for (int copy = 0; copy < 10; copy++) {
                    archive.putNextEntry(new ZipEntry(copy == 0 ? "OFD.xml" : copy + ".ofd"));
                    archive.write(inner);
                }
            }
            inner = out.toByteArray();
        }
        return inner;
    }

    private static byte[] pdf(String dictionary, byte[] stream) {
        byte[] head = ("%PDF-1.7\n"
                        + "1 0 obj\n"
                        + "<</Type /Catalog /Pages 2 0 R>>\n"
                        + "endobj\n"
                        + "2 0 obj\n"
                        + "<</Type /Pages /Count 1 /Kids [3 0 R]>>\n"
                        + "endobj\n"
                        + "3 0 obj\n"
                        + "<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R>>\n"
                        + "endobj\n"
                        + "4 0 obj\n"
                        + "<<"
                        + dictionary + " /Length " + stream.length + ">>\nstream\n")
                .getBytes(StandardCharsets.US_ASCII);
        return concatenated(head, stream, ("\nendstream\nendobj\n" + end(0)).getBytes(StandardCharsets.US_ASCII));
    }

    /** A page tree that is its own branch. */
    private static byte[] kidsOfThemselves() {
        return ("%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [2 0 R]>>>>\nendobj\n"
                        + "2 0 obj\n<</Type /Pages /Count 2000000000 /Parent 2 0 R /Kids [" + "2 0 R ".repeat(10_000)
                        + "]>>\nendobj\n" + end(0))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String end(int reference) {
        return "trailer\n<</Size 5 /Root 1 0 R>>\nstartxref\n" + reference + "\n%%EOF\n";
    }

    private static byte[] nestedDer() {
        // Sequences of indefinite length.
        byte[] octets = new byte[2 * MANY];
        for (int i = 0; i < octets.length; i += 2) {
            octets[i] = 0x30;
            octets[i + 1] = (byte) 0x80;
        }
        return octets;
    }

    private static byte[] repeated(int octet, int times) {
        byte[] octets = new byte[times];
        Arrays.fill(octets, (byte) octet);
        return octets;
    }

    private static byte[] concatenated(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
