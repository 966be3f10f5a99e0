package org.zhengzhao.signing.qr;

/** The one exception of {@link StrictInflater}. */
final class MalformedDeflateException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedDeflateException() {
        super("not deflated, or not as a compressor does it");
    }
}
