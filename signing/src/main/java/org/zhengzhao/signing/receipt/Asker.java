package org.zhengzhao.signing.receipt;

import java.util.Objects;
import org.zhengzhao.schema.code.Uscc;

/**
 * Who asked.
 *
 * @param authority the authority for which was asked
 * @param client the system that asked
 * @param officer name or account of the person who handles the case
 */
public record Asker(Uscc authority, String client, String officer) {
    public Asker {
        Objects.requireNonNull(authority);
        ReceiptClaims.requireText(client, ReceiptClaims.MAX_TEXT);
        ReceiptClaims.requireText(officer, ReceiptClaims.MAX_TEXT);
    }

    /** Without the officer, who is a person. */
    @Override
    public String toString() {
        return "Asker[" + authority + "]";
    }
}
