package org.zhengzhao.signing.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.zhengzhao.schema.bytes.Bytes;

/** A QR symbol (ISO/IEC 18004), error correction M: a text as dark and light modules. Immutable. */
public final class QrSymbol {
    /** Modules of light margin on each side that a reader needs. */
    public static final int QUIET_ZONE = 4;

    /** No symbol of level M holds more, whatever the characters. */
    private static final int MAX_CHARACTERS = 5_596;

    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final int MAX_MODULE_PIXELS = 64;
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};

    private final int size;
    private final ModuleGrid modules;

    private QrSymbol(ModuleGrid modules) {
        this.size = modules.size();
        this.modules = modules;
    }

    /** The text does not fit into one symbol. */
    public static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int characters;

        TooLongException(int characters) {
            super("a text of " + characters + " characters does not fit into one QR symbol of level M");
            this.characters = characters;
        }

        public int characters() {
            return characters;
        }
    }

    /** The smallest symbol for a text; texts of 0-9 A-Z and {@code $%*+-./:} and space take least room. */
    public static QrSymbol of(String text) throws TooLongException {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("nothing to show");
        }
        if (text.length() > MAX_CHARACTERS) {
            throw new TooLongException(text.length());
        }
        try {
            // Under the first mask; the others follow from it, and are scored faster than the encoder does it.
            QRCode code = encoded(text, 0);
            return new QrSymbol(ReadBack.choose(Masks.all(ModuleGrid.of(code.getMatrix()), code.getVersion()), text));
        } catch (WriterException tooLong) {
            throw new TooLongException(text.length());
        }
    }

    /** The text as ZXing encodes it for us, under a given mask. */
    static QRCode encoded(String text, int mask) throws WriterException {
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        if (!alphanumeric(text)) {
            hints.put(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name());
            // An address with a fragment is alphanumeric but for the '#': mixing modes keeps the symbol small.
            hints.put(EncodeHintType.QR_COMPACT, ascii(text));
        }
        hints.put(EncodeHintType.QR_MASK_PATTERN, mask);
        return Encoder.encode(text, ErrorCorrectionLevel.M, hints);
    }

    /** Modules on a side, without the quiet zone. */
    public int size() {
        return size;
    }

    /** Modules on a side with the quiet zone. */
    public int sizeWithQuietZone() {
        return size + 2 * QUIET_ZONE;
    }

    public boolean dark(int x, int y) {
        return x >= 0 && y >= 0 && x < size && y < size && modules.dark(x, y);
    }

    /**
     * The symbol with its quiet zone, one bit a pixel, 1 being light, every row filled up to whole octets: what PNG and PDF
     * call grey with one bit.
     */
    public Bytes rows(int modulePixels) {
        return Bytes.of(rows(modulePixels, 0));
    }

    /** A PNG with one bit a pixel. */
    public Bytes png(int modulePixels) {
        byte[] rows = rows(modulePixels, 1);
        int side = sizeWithQuietZone() * modulePixels;
        byte[] header = ByteBuffer.allocate(13)
                .putInt(side)
                .putInt(side)
                .put((byte) 1) // bits a sample
                .put((byte) 0) // grey
                .put((byte) 0)
                .put((byte) 0)
                .put((byte) 0)
                .array();
        byte[] pixels = deflated(rows);
        ByteBuffer png = ByteBuffer.allocate(PNG_SIGNATURE.length + 3 * 12 + header.length + pixels.length);
        png.put(PNG_SIGNATURE);
        chunk(png, "IHDR", header);
        chunk(png, "IDAT", pixels);
        chunk(png, "IEND", new byte[0]);
        return Bytes.of(png.array());
    }

    /** An SVG with the quiet zone, one unit a module. */
    public String svg() {
        int side = sizeWithQuietZone();
        StringBuilder svg = new StringBuilder(64 * size)
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(side)
                .append(' ')
                .append(side)
                .append("\" shape-rendering=\"crispEdges\" role=\"img\"><path fill=\"#fff\" d=\"M0 0h")
                .append(side)
                .append('v')
                .append(side)
                .append("H0z\"/><path fill=\"#000\" d=\"");
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (dark(x, y) && !dark(x - 1, y)) {
                    int end = x + 1;
                    while (dark(end, y)) {
                        end++;
                    }
                    svg.append('M')
                            .append(x + QUIET_ZONE)
                            .append(' ')
                            .append(y + QUIET_ZONE)
                            .append('h')
                            .append(end - x)
                            .append("v1h-")
                            .append(end - x)
                            .append('z');
                }
            }
        }
        return svg.append("\"/></svg>").toString();
    }

    /**
     * @param lead octets before each row; PNG has one that names the row's filter
     */
    private byte[] rows(int modulePixels, int lead) {
        if (modulePixels < 1 || modulePixels > MAX_MODULE_PIXELS) {
            throw new IllegalArgumentException("a module has 1 to " + MAX_MODULE_PIXELS + " pixels");
        }
        int modules = sizeWithQuietZone();
        int width = modules * modulePixels;
        int rowLength = lead + (width + 7) / 8;
        byte[] rows = new byte[rowLength * width];
        byte[] row = new byte[rowLength];
        for (int y = 0; y < modules; y++) {
            Arrays.fill(row, (byte) 0);
            for (int pixel = 0; pixel < width; pixel++) {
                if (!dark(pixel / modulePixels - QUIET_ZONE, y - QUIET_ZONE)) {
                    row[lead + pixel / 8] |= (byte) (0x80 >> pixel % 8);
                }
            }
            for (int i = 0; i < modulePixels; i++) {
                System.arraycopy(row, 0, rows, (y * modulePixels + i) * rowLength, rowLength);
            }
        }
        return rows;
    }

    private static void chunk(ByteBuffer png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        png.putInt(data.length).put(name).put(data).putInt((int) sum.getValue());
    }

    private static byte[] deflated(byte[] octets) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(octets);
            deflater.finish();
            byte[] room = new byte[octets.length + 64];
            int length = deflater.deflate(room);
            return Arrays.copyOf(room, length);
        } finally {
            deflater.end();
        }
    }

    private static boolean alphanumeric(String text) {
        return text.chars().allMatch(c -> ALPHANUMERIC.indexOf(c) >= 0);
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
