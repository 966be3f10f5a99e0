package org.zhengzhao.registry.sharing;

import org.zhengzhao.registry.grant.ReadNeed;
import org.zhengzhao.signing.receipt.ReceiptOperation;

/** What a read asked for. */
public enum ReadOperation {
    BY_HOLDER,
    BY_IDENTIFIER,
    PDF,
    QR,
    CREDENTIAL,
    HISTORY,
    VERIFY_FACTS,
    VERIFY_FILE,
    SAMPLE_PAGE;

    /** What it is called in receipts. */
    ReceiptOperation receipted() {
        return switch (this) {
            case BY_HOLDER -> ReceiptOperation.BY_HOLDER;
            case BY_IDENTIFIER -> ReceiptOperation.BY_IDENTIFIER;
            case PDF -> ReceiptOperation.PDF;
            case QR -> ReceiptOperation.QR;
            case CREDENTIAL -> ReceiptOperation.CREDENTIAL;
            case HISTORY -> ReceiptOperation.HISTORY;
            case VERIFY_FACTS -> ReceiptOperation.VERIFY_FACTS;
            case VERIFY_FILE -> ReceiptOperation.VERIFY_FILE;
            case SAMPLE_PAGE -> throw new IllegalStateException("pages have no receipts");
        };
    }

    /** What it needs of a grant: a face shows the whole license; so may what was decided about it, and why. */
    ReadNeed need() {
        return switch (this) {
            case BY_HOLDER, BY_IDENTIFIER -> ReadNeed.PARTS;
            case PDF, QR, CREDENTIAL, HISTORY, SAMPLE_PAGE -> ReadNeed.WHOLE;
            case VERIFY_FACTS, VERIFY_FILE -> ReadNeed.PREDICATE;
        };
    }
}
