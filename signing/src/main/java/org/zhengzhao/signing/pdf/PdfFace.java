package org.zhengzhao.signing.pdf;

import java.util.Map;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.PictureField;

/**
 * What a license PDF is made of.
 *
 * @param type the version of the type under which the license is issued
 * @param pictures octets of the pictures by field name; the content names their SHA-256
 * @param typeJson the definition of the type as it is embedded for machines
 * @param credential the QR credential as it is embedded for machines
 * @param qrText what the QR symbol says
 */
public record PdfFace(
        LicenseType type,
        LicenseContent content,
        Map<String, Bytes> pictures,
        Bytes typeJson,
        Bytes credential,
        String qrText) {
    public PdfFace {
        Objects.requireNonNull(type);
        Objects.requireNonNull(typeJson);
        Objects.requireNonNull(credential);
        Objects.requireNonNull(qrText);
        pictures = Map.copyOf(pictures);
        if (!content.identifier().type().equals(type.code()) || content.typeVersion() != type.version()) {
            throw new IllegalArgumentException("the license is of another type, or of another version of it");
        }
        pictures.forEach((field, picture) -> {
            String named = content.fields().findText(field).orElse("");
            if (!named.equals(PictureField.reference(picture))) {
                throw new IllegalArgumentException("the content names another picture in " + field);
            }
        });
    }

    /** The same face with another credential and the QR text that goes with it. */
    PdfFace with(Bytes otherCredential, String otherText) {
        return new PdfFace(type, content, pictures, typeJson, otherCredential, otherText);
    }
}
