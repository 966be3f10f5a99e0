package org.zhengzhao.signing.timestamp;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a token proves.
 *
 * @param problems in the order of the checks; none where all hold
 * @param signer the certificate under which the token was signed, where it was found
 * @param path from the signer's certificate to the trusted one; empty where there is none
 */
public record TimestampJudgement(
        TimestampInfo info,
        List<TimestampProblem> problems,
        Optional<X509Certificate> signer,
        List<X509Certificate> path) {
    public TimestampJudgement {
        Objects.requireNonNull(info);
        Objects.requireNonNull(signer);
        problems = List.copyOf(problems);
        path = List.copyOf(path);
    }

    public boolean holds() {
        return problems.isEmpty();
    }
}
