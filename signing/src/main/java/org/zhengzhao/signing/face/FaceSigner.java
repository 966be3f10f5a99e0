package org.zhengzhao.signing.face;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.LicenseTypeJson;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pdf.LicensePdf;
import org.zhengzhao.signing.pdf.PdfFace;
import org.zhengzhao.signing.pdf.UnprintableLicenseException;

/**
 * Makes all faces of a license in one act: the credential first, then the PDF that shows and embeds it. Both carry the same
 * license digest. Safe for use by many threads.
 */
public final class FaceSigner {
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
     * Makes and signs the faces.
     *
     * @param pictures octets of the pictures that the content names, by field
     * @throws UnprintableLicenseException if the license cannot be put on paper; nothing is handed out then
     */
    public SignedFaces sign(
            LicenseType type, LicenseContent content, Map<String, Bytes> pictures, SigningKey key, Instant now)
            throws UnprintableLicenseException {
        Credential credential = credentials.sign(LicenseClaims.of(type, content, now), key);
        PdfFace face = new PdfFace(
                type,
                content,
                pictures,
                Bytes.utf8(CanonicalJson.textInGivenOrder(LicenseTypeJson.writeForFace(type))),
                credential.coseSign1(),
                qrText.apply(credential));
        return new SignedFaces(pdf.sign(face, key, now), credential.coseSign1());
    }
}
