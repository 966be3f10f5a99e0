package org.zhengzhao.registry.license;

import java.util.Map;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContent;

/** A license with its signed faces, complete and ready to be kept. */
public record NewLicense(LicenseContent content, Map<FaceKind, Bytes> faces, String createdBy, boolean sample) {
    public NewLicense {
        Objects.requireNonNull(content);
        Objects.requireNonNull(createdBy);
        faces = Map.copyOf(faces);
        for (FaceKind kind : FaceKind.values()) {
            if (!faces.containsKey(kind)) {
                throw new IllegalArgumentException("a license is kept with all its faces or not at all");
            }
        }
    }
}
