package org.zhengzhao.signing.x509;

import java.util.Objects;

/** The one exception of reading certificates: MALFORMED or LIMIT. */
public final class UnusableCertificateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final PathProblem problem;

    UnusableCertificateException(PathProblem problem, String part) {
        super(part);
        this.problem = Objects.requireNonNull(problem);
    }

    public PathProblem problem() {
        return problem;
    }
}
