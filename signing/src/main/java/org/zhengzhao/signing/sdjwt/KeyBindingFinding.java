package org.zhengzhao.signing.sdjwt;

/** What became of a key binding. The names are codes of {@code zhengzhao check}: add, never rename. */
public enum KeyBindingFinding {
    /** The holder's key signed it over this token. */
    BOUND("the key binding holds"),
    /** None came along, and one was asked for. */
    KEY_BINDING_MISSING("no key binding came along"),
    /** The token names no key of the holder in {@code cnf} that can be used here. */
    HOLDER_KEY("the token has no key of its holder that can be used"),
    KEY_BINDING_BROKEN("the key binding is not signed by the holder's key"),
    /** {@code sd_hash} is that of another token, or of other disclosures. */
    KEY_BINDING_DIGEST("the key binding is of another token, or of other disclosures"),
    KEY_BINDING_AUDIENCE("the key binding is for somebody else"),
    KEY_BINDING_NONCE("the key binding answers another nonce"),
    /** Issued in the future, or longer ago than was allowed. */
    KEY_BINDING_TIME("the key binding is of the future, or too old");

    private final String detail;

    KeyBindingFinding(String detail) {
        this.detail = detail;
    }

    /** For people, in a few words. */
    public String detail() {
        return detail;
    }
}
