package org.zhengzhao.registry.license;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseDigest;

/**
 * A license with its signed faces, complete and ready to be kept.
 *
 * @param attempt which intent it completes, see {@link IssuanceIntent}
 * @param signed what was signed for it, to be compared with what was recorded before
 */
public record NewLicense(
        LicenseContent content,
        UUID attempt,
        Map<FaceKind, Bytes> faces,
        Signed signed,
        String createdBy,
        boolean sample) {
    /** Digests of what a key signed for a license. */
    public record Signed(LicenseDigest licenseDigest, Bytes credentialDigest, Bytes pdfDigest) {
        public Signed {
            Objects.requireNonNull(licenseDigest);
            Objects.requireNonNull(credentialDigest);
            Objects.requireNonNull(pdfDigest);
        }
    }

    public NewLicense {
        Objects.requireNonNull(content);
        Objects.requireNonNull(attempt);
        Objects.requireNonNull(signed);
        Objects.requireNonNull(createdBy);
        faces = Map.copyOf(faces);
        for (FaceKind kind : FaceKind.values()) {
            if (!faces.containsKey(kind)) {
                throw new IllegalArgumentException("a license is kept with all its faces or not at all");
            }
        }
    }

    public IssuanceIntent.Key intent() {
        return new IssuanceIntent.Key(content.identifier(), attempt);
    }
}
