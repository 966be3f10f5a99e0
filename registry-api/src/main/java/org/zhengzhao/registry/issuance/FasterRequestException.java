package org.zhengzhao.registry.issuance;

/** The same request was carried out by somebody else meanwhile. */
public final class FasterRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FasterRequestException() {}

    FasterRequestException(RuntimeException cause) {
        super(cause);
    }
}
