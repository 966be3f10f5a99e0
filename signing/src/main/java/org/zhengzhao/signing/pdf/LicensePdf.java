package org.zhengzhao.signing.pdf;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Provider;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pdfbox.cos.COSDictionary;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.type.DisplayTemplate;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;
import org.zhengzhao.schema.type.DisplayTemplatePalette;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.key.KeyCertificate;
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
    private final Provider provider;
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
        this.provider = Objects.requireNonNull(provider);
        this.signature = new PadesSignature(provider);
        this.colourProfile = Bytes.of(
                PdfObjects.deflate(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()));
    }

    /**
     * Draws the pages and everything on them but the QR symbol, whose credential is not signed yet. No key is touched.
     *
     * @param face with a stand-in for credential and QR text; they are not used
     * @param signedAt the claimed time of signing; whole seconds are taken
     * @throws UnprintableLicenseException if the license cannot be put on paper as it is
     * @throws SigningFailedException if the certificate, or one above it, is not valid at that time
     */
    public DrawnPdf draw(PdfFace face, KeyCertificate certificate, Instant signedAt)
            throws UnprintableLicenseException {
        certificate.requireInForce(signedAt);
        Typesetter typesetter = new Typesetter(fonts);
        Map<String, LicensePicture> pictures = new LinkedHashMap<>();
        for (String field : new TreeSet<>(face.pictures().keySet())) {
            Bytes octets = Objects.requireNonNull(face.pictures().get(field));
            pictures.put(field, LicensePicture.read(field, FacePainter.PICTURE + pictures.size(), octets));
        }
        PaintedFace painted = new FacePainter(face, typesetter, printable, pictures).paint();
        return new DrawnPdf(face, typesetter, List.copyOf(pictures.values()), painted, certificate, signedAt);
    }

    /**
     * Completes what was drawn: the document as it will be, with a place left for the signature alone.
     *
     * @throws UnprintableLicenseException if the text does not fit into a QR symbol
     */
    public PreparedPdf prepare(DrawnPdf drawn, Credential credential, String qrText)
            throws UnprintableLicenseException {
        return prepare(drawn, credential, qrText, 0);
    }

    /**
     * The same with more room after the signature, for a timestamp that is put there once it is made.
     *
     * @param roomForTimestamp octets
     */
    public PreparedPdf prepare(DrawnPdf drawn, Credential credential, String qrText, int roomForTimestamp)
            throws UnprintableLicenseException {
        PdfFace face = drawn.face().with(credential.coseSign1(), qrText);
        try (PdfAssembly assembly = new PdfAssembly(
                face, drawn.signedAt(), Conformance.of(drawn.certificate().suite()))) {
            COSDictionary resources =
                    assembly.resources(drawn.typesetter().subsets(), background(face), qr(face), drawn.pictures());
            return PreparedPdf.of(
                    assembly.write(
                            drawn.painted(),
                            resources,
                            signature.longest(drawn.certificate()) + roomForTimestamp,
                            colourProfile),
                    drawn.certificate());
        } catch (IOException memory) {
            throw new UncheckedIOException(memory);
        }
    }

    /**
     * Signs what was prepared, once; verifies the signature against the certificate, and the document against what was prepared.
     *
     * @throws IllegalArgumentException if the key is another than it was prepared for
     * @throws SigningFailedException if the key refuses or what it returned does not verify
     */
    public Bytes sign(PreparedPdf prepared, SigningKey key) {
        prepared.use().redeem(key);
        return prepared.with(signature.sign(key, prepared.messageDigest(provider)));
    }

    /** Draws, prepares and signs in one step, where nothing has to be recorded in between. */
    public Bytes sign(PdfFace face, SigningKey key, Instant signedAt) throws UnprintableLicenseException {
        DrawnPdf drawn = draw(face, KeyCertificate.of(key), signedAt);
        return sign(prepare(drawn, new Credential(face.credential()), face.qrText()), key);
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
}
