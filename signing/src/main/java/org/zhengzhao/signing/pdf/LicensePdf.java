package org.zhengzhao.signing.pdf;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pdfbox.cos.COSDictionary;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.type.DisplayTemplate;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;
import org.zhengzhao.schema.type.DisplayTemplatePalette;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pdf.UnprintableLicenseException.Reason;
import org.zhengzhao.signing.qr.QrSymbol;

/**
 * Makes the PDF face of licenses: PDF/A-3 with the machine-readable license inside, sealed with a PAdES baseline signature
 * that certifies the document (no change permitted).
 *
 * <p>Made once and shared by all threads: fonts, colour profile and drawn backgrounds are kept. The same face, key and time
 * give the same octets but for the value of the signature.
 */
public final class LicensePdf {
    /** Name under which the page finds the picture of the QR symbol, for readers that take it from there. */
    public static final String QR_RESOURCE = "LicenseQr";

    /** Pixels of the QR picture for each module. */
    public static final int QR_MODULE_PIXELS = 4;

    /** Name of the signature field. */
    public static final String SEAL_FIELD = "LicenseSeal";

    private static final int MAX_BACKGROUNDS = 64;

    private final LicenseFonts fonts;
    private final PrintableText printable;
    private final PadesSignature signature;
    private final Bytes colourProfile;
    private final Map<Look, Background> backgrounds = new ConcurrentHashMap<>();

    private record Look(
            DisplayTemplate.PageSize page,
            DisplayTemplatePalette palette,
            DisplayTemplate.Frame frame,
            DisplayTemplate.Background background) {}

    /**
     * @param provider Bouncy Castle, made once by the caller
     * @param moreFonts fonts in which characters are looked for that ours do not have, in this order
     */
    public LicensePdf(Provider provider, List<FontFile> moreFonts) {
        this.fonts = new LicenseFonts(moreFonts);
        this.printable = new PrintableText(fonts);
        this.signature = new PadesSignature(Objects.requireNonNull(provider));
        this.colourProfile = Bytes.of(
                PdfObjects.deflate(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()));
    }

    /**
     * Draws, signs and verifies what was signed.
     *
     * @param signedAt the claimed time of signing; whole seconds are taken
     * @throws UnprintableLicenseException if the license cannot be put on paper as it is
     * @throws SigningFailedException if the key refuses, its certificate is not valid at that time, or what it returned does
     *     not verify
     */
    public Bytes sign(PdfFace face, SigningKey key, Instant signedAt) throws UnprintableLicenseException {
        try {
            key.certificate().checkValidity(Date.from(signedAt));
        } catch (CertificateException outside) {
            throw new SigningFailedException("the certificate of the key is not valid at the time of signing", outside);
        }
        try {
            return seal(document(face, key, signedAt), key);
        } catch (IOException memory) {
            throw new UncheckedIOException(memory);
        }
    }

    private UnsignedPdf document(PdfFace face, SigningKey key, Instant signedAt)
            throws UnprintableLicenseException, IOException {
        Typesetter typesetter = new Typesetter(fonts);
        Map<String, LicensePicture> pictures = new LinkedHashMap<>();
        for (String field : new TreeSet<>(face.pictures().keySet())) {
            Bytes octets = Objects.requireNonNull(face.pictures().get(field));
            pictures.put(field, LicensePicture.read(field, FacePainter.PICTURE + pictures.size(), octets));
        }
        PaintedFace painted = new FacePainter(face, typesetter, printable, pictures).paint();
        try (PdfAssembly assembly = new PdfAssembly(face, signedAt)) {
            COSDictionary resources =
                    assembly.resources(typesetter.subsets(), background(face), qr(face), pictures.values());
            return assembly.write(painted, resources, signature.longest(key), colourProfile);
        }
    }

    private static QrSymbol qr(PdfFace face) throws UnprintableLicenseException {
        try {
            return QrSymbol.of(face.qrText());
        } catch (QrSymbol.TooLongException tooLong) {
            throw UnprintableLicenseException.of(Reason.QR_TOO_LONG, DisplayTemplateBuiltin.IDENTIFIER.reference());
        }
    }

    private Background background(PdfFace face) {
        DisplayTemplate template = face.type().template();
        if (backgrounds.size() >= MAX_BACKGROUNDS) {
            backgrounds.clear();
        }
        return backgrounds.computeIfAbsent(
                new Look(template.page(), template.palette(), template.frame(), template.background()),
                fresh -> new Background(
                        Bytes.of(PdfObjects.deflate(Ornament.draw(template, fonts.own()))),
                        Bytes.of(PdfObjects.deflate(Ornament.microtext(template.palette(), fonts.own())))));
    }

    /** A drawn background, deflated, and the microtext that it repeats. */
    record Background(Bytes drawing, Bytes microtext) {}

    private Bytes seal(UnsignedPdf unsigned, SigningKey key) {
        byte[] document = unsigned.octets().toArray();
        int contentsStart = unsigned.contentsStart();
        int contentsEnd = unsigned.contentsEnd();
        byte[] byteRange = String.format(
                        Locale.ROOT, "[0 %d %d %d]", contentsStart, contentsEnd, document.length - contentsEnd)
                .getBytes(StandardCharsets.US_ASCII);
        int rangeLength = unsigned.byteRangeEnd() - unsigned.byteRangeStart();
        Arrays.fill(document, unsigned.byteRangeStart(), unsigned.byteRangeEnd(), (byte) ' ');
        if (byteRange.length > rangeLength) {
            throw new IllegalStateException("the place for the byte range is too small");
        }
        System.arraycopy(byteRange, 0, document, unsigned.byteRangeStart(), byteRange.length);

        Bytes digest = Sha256.of(
                ByteBuffer.wrap(document, 0, contentsStart),
                ByteBuffer.wrap(document, contentsEnd, document.length - contentsEnd));
        byte[] cms = signature.sign(key, digest.toArray());
        byte[] hexadecimal = HexFormat.of().withUpperCase().formatHex(cms).getBytes(StandardCharsets.US_ASCII);
        if (hexadecimal.length > contentsEnd - contentsStart - 2) {
            throw new IllegalStateException("the place for the signature is too small");
        }
        System.arraycopy(hexadecimal, 0, document, contentsStart + 1, hexadecimal.length);
        return Bytes.of(document);
    }
}
