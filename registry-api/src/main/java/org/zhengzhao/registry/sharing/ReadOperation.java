package org.zhengzhao.registry.sharing;

import org.zhengzhao.registry.grant.ReadNeed;
import org.zhengzhao.registry.policy.Permission;
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
    SAMPLE_PAGE,
    /** What a matter requires of a holder. */
    CHECK_MATTER,
    /** Yes or no in the place of values, about the licenses of a holder. */
    PREDICATES;

    /** What it is called in receipts. */
    ReceiptOperation receipted() {
        return switch (this) {
            case BY_HOLDER, PREDICATES -> ReceiptOperation.BY_HOLDER;
            case BY_IDENTIFIER -> ReceiptOperation.BY_IDENTIFIER;
            case CHECK_MATTER -> ReceiptOperation.CHECK_MATTER;
            case PDF -> ReceiptOperation.PDF;
            case QR -> ReceiptOperation.QR;
            case CREDENTIAL -> ReceiptOperation.CREDENTIAL;
            case HISTORY -> ReceiptOperation.HISTORY;
            case VERIFY_FACTS -> ReceiptOperation.VERIFY_FACTS;
            case VERIFY_FILE -> ReceiptOperation.VERIFY_FILE;
            case SAMPLE_PAGE -> throw new IllegalStateException("pages have no receipts");
        };
    }

    /** What the policy calls it. */
    public Permission permission() {
        return switch (this) {
            case BY_HOLDER -> Permission.FIND_LICENSES;
            case BY_IDENTIFIER -> Permission.GET_LICENSE;
            case PDF -> Permission.GET_LICENSE_PDF;
            case QR -> Permission.GET_LICENSE_QR_SVG;
            case CREDENTIAL -> Permission.GET_LICENSE_CREDENTIAL;
            case HISTORY -> Permission.GET_LICENSE_HISTORY;
            case VERIFY_FACTS -> Permission.VERIFY_FACTS;
            case VERIFY_FILE -> Permission.VERIFY_FILE;
            case SAMPLE_PAGE -> Permission.SHOW_SAMPLE_LICENSE;
            case CHECK_MATTER -> Permission.CHECK_MATTER;
            case PREDICATES -> Permission.ASK_PREDICATES;
        };
    }

    /** What it needs of a grant: a face shows the whole license; so may what was decided about it, and why. */
    public ReadNeed need() {
        return switch (this) {
            case BY_HOLDER, BY_IDENTIFIER -> ReadNeed.PARTS;
            case PDF, QR, CREDENTIAL, HISTORY, SAMPLE_PAGE -> ReadNeed.WHOLE;
            case VERIFY_FACTS, VERIFY_FILE, CHECK_MATTER, PREDICATES -> ReadNeed.PREDICATE;
        };
    }
}
