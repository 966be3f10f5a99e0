package org.zhengzhao.signing.verify;

import java.util.Objects;

/**
 * Something that would have to be known.
 *
 * @param subject what it is about (a certificate, a part of the file), never personal; may be empty
 */
public record Gap(GapCode code, String subject) {
    public Gap {
        Objects.requireNonNull(code);
        Objects.requireNonNull(subject);
    }
}
