package org.zhengzhao.schema.type;

import java.util.Arrays;
import java.util.Optional;

/** The formats in which a license can carry a picture. */
public enum PictureFormat {
    JPEG("image/jpeg"),
    PNG("image/png");

    private final String mediaType;

    PictureFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public static Optional<PictureFormat> find(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equals(mediaType))
                .findFirst();
    }

    public String mediaType() {
        return mediaType;
    }
}
