package org.zhengzhao.signing.face;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.text.Language;
import org.zhengzhao.schema.type.DisplayTemplateBuiltin;
import org.zhengzhao.schema.type.FieldProblem;
import org.zhengzhao.schema.type.FieldValidator;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.credential.PreparedCredential;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pdf.DrawnPdf;
import org.zhengzhao.signing.pdf.LicensePdf;
import org.zhengzhao.signing.pdf.PdfFace;
import org.zhengzhao.signing.pdf.UnprintableLicenseException;
import org.zhengzhao.signing.qr.QrCapacity;
import org.zhengzhao.signing.status.StatusReference;

/**
 * Makes all faces of a license. Both carry the same license digest. Safe for use by many threads.
 *
 * <p>A key is reached only with what an earlier step prepared, and each step hands out a digest of what the key will sign, for
 * the caller to record before the next:
 *
 * <ol>
 *   <li>{@link #prepare} checks everything that can be wrong with the license and draws its pages. No key is touched.
 *   <li>{@link #signCredential} signs the credential and completes the PDF that carries it.
 *   <li>{@link #seal} signs the PDF.
 * </ol>
 *
 * <p>There are two steps because the PDF shows and embeds the signed credential, and a signature that is random cannot be known
 * before it is made: the document does not exist until then. What its pages show does, and is checked and has a digest.
 */
public final class FaceSigner {
    /** A signature may deflate a little worse than the one that stands in for it. */
    private static final String MARGIN = "0".repeat(32);

    private final CredentialSigner credentials;
    private final LicensePdf pdf;
    private final Function<Credential, String> qrText;

    /**
     * @param qrText how a credential becomes the text of the QR symbol
     */
    public FaceSigner(CredentialSigner credentials, LicensePdf pdf, Function<Credential, String> qrText) {
        this.credentials = Objects.requireNonNull(credentials);
        this.pdf = Objects.requireNonNull(pdf);
        this.qrText = Objects.requireNonNull(qrText);
    }

    /**
     * Checks the license and draws it.
     *
     * @param rules the rules for the fields of that version of the type
     * @param pictures octets of the pictures that the content names, by field
     * @param status where the license's status is published, which the credential says; empty where it is not
     * @param certificate of the key that will sign
     * @throws UnprintableLicenseException if the license cannot be put on paper or its credential into a QR symbol
     * @throws IllegalArgumentException if the fields do not follow the rules of the type, the pictures are not those of the
     *     content, or the certificate is not one of the issuing authority
     * @throws SigningFailedException if the certificate, or one above it, is not valid now
     */
    public PreparedFaces prepare(
            LicenseType type,
            FieldValidator rules,
            LicenseContent content,
            Map<String, Bytes> pictures,
            Optional<StatusReference> status,
            KeyCertificate certificate,
            Instant now)
            throws UnprintableLicenseException {
        requireFollowed(rules, content, pictures);
        PreparedCredential credential = credentials.prepare(LicenseClaims.of(type, content, status, now), certificate);
        Credential standIn = credential.standIn();
        String text = qrText.apply(standIn);
        if (!QrCapacity.fits(text + MARGIN)) {
            throw UnprintableLicenseException.of(
                    UnprintableLicenseException.Reason.QR_TOO_LONG, DisplayTemplateBuiltin.IDENTIFIER.reference());
        }
        PdfFace face = new PdfFace(type, content, pictures, FaceType.json(type), standIn.coseSign1(), text);
        DrawnPdf drawn = pdf.draw(face, certificate, now);
        return new PreparedFaces(content.identifier(), credential, drawn);
    }

    /**
     * Signs the credential, once, and completes the PDF that carries it.
     *
     * @throws SigningFailedException if the key fails or returns something else than what was prepared, signed
     */
    public PreparedSeal signCredential(PreparedFaces prepared, SigningKey key) {
        return signCredential(prepared, key, 0);
    }

    /**
     * The same with room in the PDF for a timestamp.
     *
     * @param roomForTimestamp octets
     */
    public PreparedSeal signCredential(PreparedFaces prepared, SigningKey key, int roomForTimestamp) {
        Credential credential = credentials.sign(prepared.credential(), key);
        try {
            return new PreparedSeal(
                    prepared.identifier(),
                    credential,
                    pdf.prepare(prepared.drawn(), credential, qrText.apply(credential), roomForTimestamp));
        } catch (UnprintableLicenseException impossible) {
            throw new IllegalStateException("the QR text grew with its signature", impossible);
        }
    }

    /**
     * Signs the PDF, once.
     *
     * @throws SigningFailedException if the key fails or returns something else than what was prepared, signed
     */
    public SignedFaces seal(PreparedSeal prepared, SigningKey key) {
        return new SignedFaces(
                pdf.sign(prepared.pdf(), key), prepared.credential().coseSign1());
    }

    /** The rules are for fields as an order carries them: with pictures in Base64. */
    private static void requireFollowed(FieldValidator rules, LicenseContent content, Map<String, Bytes> pictures) {
        Map<String, JsonValue> fields = new LinkedHashMap<>(content.fields().values());
        pictures.forEach((field, picture) ->
                fields.put(field, new JsonValue.Text(Base64.getEncoder().encodeToString(picture.toArray()))));
        List<FieldProblem> problems = rules.validate(new JsonValue.Members(fields), "/fields", Language.ENGLISH);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("fields that do not follow the rules of their type: "
                    + problems.stream().map(FieldProblem::pointer).toList());
        }
    }
}
