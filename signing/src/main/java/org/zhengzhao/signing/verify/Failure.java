package org.zhengzhao.signing.verify;

import java.util.Objects;

/**
 * A proof that something is false.
 *
 * @param subject what it is about (a part of the file, a claim, a date), never personal; may be empty
 */
public record Failure(FailureCode code, String subject) {
    public Failure {
        Objects.requireNonNull(code);
        Objects.requireNonNull(subject);
    }
}
