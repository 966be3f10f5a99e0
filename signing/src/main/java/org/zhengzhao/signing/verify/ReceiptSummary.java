package org.zhengzhao.signing.verify;

import java.util.Objects;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.receipt.ReceiptForm;

/** What a receipt says of an answer of the registry. */
public record ReceiptSummary(ReceiptForm form, ReceiptClaims claims) implements Statement {
    public ReceiptSummary {
        Objects.requireNonNull(form);
        Objects.requireNonNull(claims);
    }
}
