package org.zhengzhao.signing.tlog;

/** What became of the signatures of a note. The names are codes of {@code zhengzhao check}: add, never rename. */
public enum NoteFinding {
    /** At least one is that of a known key, and none by a known key is broken. */
    GENUINE("the signature holds"),
    /** None is by a known key. */
    KEY_UNKNOWN("no signature by a known key"),
    /** Two known keys have the name and the hash. */
    KEY_AMBIGUOUS("two keys of that name and hash"),
    SIGNATURE_BROKEN("a signature is not that of the key");

    private final String detail;

    NoteFinding(String detail) {
        this.detail = detail;
    }

    /** For people, in a few words. */
    public String detail() {
        return detail;
    }
}
