package org.zhengzhao.signing.zlib;

/** The one exception of {@link Zlib}. */
public final class MalformedZlibException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    MalformedZlibException(boolean tooLarge) {
        super(tooLarge ? "expands beyond the limit" : "not one zlib stream");
        this.tooLarge = tooLarge;
    }

    /** Whether the octets expand beyond the limit; they may be well-formed then. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
