package org.zhengzhao.signing.collect;

import java.util.Objects;

/** The one exception of everything that reads documents. */
public final class UnreadableDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    public UnreadableDocumentException(Refusal refusal) {
        super(refusal.name());
        this.refusal = Objects.requireNonNull(refusal);
    }

    public Refusal refusal() {
        return refusal;
    }
}
