package org.zhengzhao.signing.cose;

/** The one exception of {@link Base45#decode}: where the text stops being Base45, never the text itself. */
public final class MalformedBase45Exception extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    MalformedBase45Exception(int position) {
        super("not Base45 at " + position);
        this.position = position;
    }

    /** Index of the first character of the group that cannot be read. */
    public int position() {
        return position;
    }
}
