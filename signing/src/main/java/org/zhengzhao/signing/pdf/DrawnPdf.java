package org.zhengzhao.signing.pdf;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.signing.key.KeyCertificate;

/**
 * The pages of a license as they will be, all but the QR symbol. Only {@link LicensePdf#draw} makes one: whoever holds it knows
 * that the license can be put on paper.
 */
public final class DrawnPdf {
    private final PdfFace face;
    private final Typesetter typesetter;
    private final List<LicensePicture> pictures;
    private final PaintedFace painted;
    private final KeyCertificate certificate;
    private final Instant signedAt;

    DrawnPdf(
            PdfFace face,
            Typesetter typesetter,
            List<LicensePicture> pictures,
            PaintedFace painted,
            KeyCertificate certificate,
            Instant signedAt) {
        this.face = face;
        this.typesetter = typesetter;
        this.pictures = pictures;
        this.painted = painted;
        this.certificate = certificate;
        this.signedAt = signedAt;
    }

    /**
     * SHA-256 over what the pages show and what the machine-readable license says: the license content and its type in JSON, the
     * content stream of each page, the appearance of the seal, each with its length before it. Pictures are in it by their
     * SHA-256 in the content.
     */
    public Bytes digest() {
        ByteArrayOutputStream all = new ByteArrayOutputStream(64 * 1024);
        try (DataOutputStream out = new DataOutputStream(all)) {
            add(out, LicenseContentJson.canonical(face.content()));
            add(out, face.typeJson());
            out.writeInt(painted.pages().size());
            for (TaggedPage.Painted page : painted.pages()) {
                add(out, page.content());
            }
            add(out, painted.seal().appearance());
            out.writeLong(signedAt.getEpochSecond());
        } catch (IOException memory) {
            throw new UncheckedIOException(memory);
        }
        return Sha256.of(all.toByteArray());
    }

    private static void add(DataOutputStream out, Bytes part) throws IOException {
        out.writeInt(part.length());
        out.write(part.toArray());
    }

    PdfFace face() {
        return face;
    }

    Typesetter typesetter() {
        return typesetter;
    }

    List<LicensePicture> pictures() {
        return pictures;
    }

    PaintedFace painted() {
        return painted;
    }

    KeyCertificate certificate() {
        return certificate;
    }

    Instant signedAt() {
        return signedAt;
    }
}
