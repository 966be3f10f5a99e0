package org.zhengzhao.signing.verify;

import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.signing.timestamp.TimestampToken;

/**
 * A timestamp that says that a license was signed before it.
 *
 * @param subject where it is: in the signature, or the object of the document timestamp
 * @param problem what makes it false, whoever made it; empty where it is a whole timestamp over the right octets
 * @param token empty where it could not be read
 * @param signer whose it is, where that is known
 */
public record TimestampFacts(
        String subject, Optional<String> problem, Optional<TimestampToken> token, Optional<SignerFacts> signer) {
    public TimestampFacts {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(problem);
        Objects.requireNonNull(token);
        Objects.requireNonNull(signer);
        if (problem.isEmpty() && (token.isEmpty() || signer.isEmpty())) {
            throw new IllegalArgumentException("a timestamp without problem is somebody's");
        }
    }
}
