package org.zhengzhao.signing.pdf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.type.LicenseType;

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
            if (!named.equals("sha-256:" + sha256(picture).toHex())) {
                throw new IllegalArgumentException("the content names another picture in " + field);
            }
        });
    }

    private static Bytes sha256(Bytes octets) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(octets.toArray()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
